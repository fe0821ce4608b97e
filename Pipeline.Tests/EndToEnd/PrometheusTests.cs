using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>A real Prometheus with the alert rules that ship watches a real run: what it reads, and which rule fires when something is away.</summary>
/// <remarks>The files are those of deploy/observability, but for the address, the intervals, and how long a rule waits before it fires.</remarks>
internal sealed partial class PrometheusTests
{
    private const int Posts = 50;

    /// <summary>Prometheus looks once a second, and the program notices an absent Redis by its next sign of life, after some seconds.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(90);

    [GeneratedRegex(@"dashboard at http://(?<address>127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dashboard();

    [GeneratedRegex(@"msg=""Listening on"" address=(?<address>127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    [GeneratedRegex(@"- alert: (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex(@"(?<=\bfor: )\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wait();

    private ScratchFolder _folder = null!;
    private RedisServer _redis = null!;
    private Child _run = null!;
    private Child _prometheus = null!;
    private HttpClient _client = null!;
    private string _target = string.Empty;

    [SetUp]
    public async Task BeginAsync()
    {
        string? program = ((string[])["/usr/bin/prometheus", "/usr/local/bin/prometheus"]).FirstOrDefault(File.Exists);
        if (program is null)
            Assert.Ignore("prometheus is not here: install it to see it read a run");
        _folder = new ScratchFolder();
        _redis = await RedisServer.StartAsync();
        await StartRunAsync();
        await StartPrometheusAsync(program!);
    }

    [TearDown]
    public async Task EndAsync()
    {
        // Where Prometheus is not installed none of them was begun.
        _client?.Dispose();
        if (_prometheus is not null)
            await _prometheus.DisposeAsync();
        if (_run is not null)
            await _run.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
        _folder?.Dispose();
    }

    [Test]
    public async Task ARun_IsRead_WithEveryRuleInOrder()
    {
        await Eventually.IsTrue(async () => await ValueAsync($"sum(rtm_posts_total{{instance=\"{_target}\"}})") == Posts, "it has counted the posts", s_limit);
        await Eventually.IsTrue(async () => (await RulesAsync()).Values.All(rule => rule.Health == "ok"), "all rules were evaluated", s_limit);
        JsonElement target = (await AskAsync("targets")).GetProperty("activeTargets").EnumerateArray().Single();
        Dictionary<string, Rule> rules = await RulesAsync();
        double samples = await ValueAsync("scrape_samples_scraped");

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"target {target.GetProperty("health")}, {samples} samples, {rules.Count} rules: {string.Join(", ", rules.Select(rule => $"{rule.Key} {rule.Value.State}"))}"));
        Assert.That((target.GetProperty("health").GetString(), target.GetProperty("lastError").GetString()), Is.EqualTo(("up", string.Empty)));
        Assert.That(rules.Keys, Is.EquivalentTo(Alert().Matches(await File.ReadAllTextAsync(Shipped("alerts.yaml"))).Select(match => match.Groups["name"].Value)));
        Assert.That(rules.Where(rule => rule.Value.Error.Length > 0), Is.Empty);
        Assert.That(samples, Is.GreaterThan(50));
    }

    [Test]
    public async Task RedisGone_FiresItsRule_UntilItIsBack()
    {
        await Eventually.IsTrue(async () => await ValueAsync("rtm_delivery_redis_up") == 1, "Redis can be written to", s_limit);
        await Eventually.IsTrue(async () => (await FiringAsync()).Length == 0, "nothing fires", s_limit);

        await _redis.KillAsync();
        long killed = Stopwatch.GetTimestamp();
        await Eventually.IsTrue(async () => (await FiringAsync()).Length > 0, "a rule fires", s_limit);
        TimeSpan noticed = Stopwatch.GetElapsedTime(killed);
        JsonElement alert = (await AskAsync("alerts")).GetProperty("alerts").EnumerateArray().First(alert => alert.GetProperty("state").GetString() == "firing");
        string[] firing = await FiringAsync();
        await _redis.RestartAsync();
        await Eventually.IsTrue(async () => (await FiringAsync()).Length == 0, "nothing fires once Redis is back", s_limit);

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fires {noticed.TotalSeconds:0.0} s after Redis was killed: {alert.GetRawText()}"));
        Assert.That(firing, Is.EqualTo((string[])["RtmRedisDown"]));
        Assert.That(alert.GetProperty("labels").GetProperty("severity").GetString(), Is.EqualTo("critical"));
        Assert.That(alert.GetProperty("annotations").GetProperty("summary").GetString(), Is.EqualTo($"{_target} cannot write to Redis."));
        Assert.That(_run.HasEnded, Is.False, _run.ToString());
    }

    [Test]
    public async Task RunStopped_FiresItsRule()
    {
        await Eventually.IsTrue(async () => await ValueAsync("up") == 1, "it is read", s_limit);

        _run.Terminate();
        await Eventually.IsTrue(async () => (await FiringAsync()).Contains("RtmDown"), "its rule fires", s_limit);

        Assert.That(await FiringAsync(), Is.EqualTo((string[])["RtmDown"]));
    }

    private static string Shipped(string file) => Path.Combine(SharedData.RepositoryRoot, "deploy", "observability", file);

    private async Task StartRunAsync()
    {
        string posts = _folder.Write("posts.ndjson", Enumerable.Range(1, Posts).Select(i => $$"""{"id":"{{i}}","time":"{{DateTime.UtcNow:O}}","text":"one post of many"}"""));
        string config = _folder.Write("rtm.yaml",
        [
            $"Sources: {{ wire: {{ Kind: files, Paths: ['{posts}'], PollSeconds: 0.1 }} }}",
            "Checkpoints: { EverySeconds: 1 }",
        ]);
        _run = Child.Start(ChildCommand.Rtm("run", "--config", config, "--state", _folder.PathOf("state"), "--redis", _redis.Options.Endpoint));
        await Eventually.IsTrue(() => Task.FromResult(_run.HasEnded || _run.Output.Any(Dashboard().IsMatch)), "the run says where its metrics are", s_limit);
        Assert.That(_run.HasEnded, Is.False, _run.ToString());
        _target = Dashboard().Match(string.Join('\n', _run.Output)).Groups["address"].Value;
    }

    private async Task StartPrometheusAsync(string program)
    {
        string config = (await File.ReadAllTextAsync(Shipped("prometheus.yml"))).Replace("15s", "1s", StringComparison.Ordinal).Replace("rtm:8088", _target, StringComparison.Ordinal);
        string rules = Wait().Replace(await File.ReadAllTextAsync(Shipped("alerts.yaml")), "0s");
        _folder.Write("alerts.yaml", [rules]);
        _prometheus = Child.Start(new ChildCommand(program, ["--config.file", _folder.Write("prometheus.yml", [config]), "--storage.tsdb.path", _folder.PathOf("series"), "--web.listen-address", "127.0.0.1:0"]));
        await Eventually.IsTrue(() => Task.FromResult(_prometheus.HasEnded || _prometheus.Errors.Any(Listening().IsMatch)), "Prometheus says where it is", s_limit);
        Assert.That(_prometheus.HasEnded, Is.False, _prometheus.ToString());
        _client = new HttpClient { BaseAddress = new Uri($"http://{Listening().Match(string.Join('\n', _prometheus.Errors)).Groups["address"].Value}") };
        await Eventually.IsTrue(async () => (await _client.GetAsync(new Uri("/-/ready", UriKind.Relative))).IsSuccessStatusCode, "Prometheus is ready", s_limit);
    }

    /// <summary>The data of an answer of Prometheus' interface for programs.</summary>
    private async Task<JsonElement> AskAsync(string what)
    {
        using JsonDocument answer = JsonDocument.Parse(await _client.GetStringAsync(new Uri($"/api/v1/{what}", UriKind.Relative)));
        Assert.That(answer.RootElement.GetProperty("status").GetString(), Is.EqualTo("success"));
        return answer.RootElement.GetProperty("data").Clone();
    }

    /// <summary>The only value of an expression; not a number where there is none.</summary>
    private async Task<double> ValueAsync(string expression)
    {
        JsonElement result = (await AskAsync($"query?query={Uri.EscapeDataString(expression)}")).GetProperty("result");
        return result.GetArrayLength() == 1 ? double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture) : double.NaN;
    }

    private async Task<Dictionary<string, Rule>> RulesAsync() => (await AskAsync("rules")).GetProperty("groups").EnumerateArray()
        .SelectMany(group => group.GetProperty("rules").EnumerateArray())
        .ToDictionary(
            rule => rule.GetProperty("name").GetString()!,
            rule => new Rule(rule.GetProperty("health").GetString()!, rule.GetProperty("state").GetString()!, rule.TryGetProperty("lastError", out JsonElement error) ? error.GetString()! : string.Empty));

    private async Task<string[]> FiringAsync() => [.. (await RulesAsync()).Where(rule => rule.Value.State == "firing").Select(rule => rule.Key)];

    private sealed record Rule(string Health, string State, string Error);
}
