using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Dashboard;

/// <summary>A running program as those see it who watch it: by its health and its metrics.</summary>
internal sealed partial class ServiceRunTests
{
    /// <summary>Every label there may be: each has a closed or bounded set of values.</summary>
    private static readonly HashSet<string> s_labels =
    [
        "rtm_source", "rtm_event", "rtm_stream", "rtm_kind", "rtm_phase", "rtm_reason", "rtm_network", "rtm_stage", "rtm_block", "rtm_table", "rtm_horizon", "rtm_interval", "rtm_verdict",
        "error_type", "db_system_name", "db_operation_name", "le", "service_name", "service_version",
        // The runtime's own.
        "gc_heap_generation", "dotnet_gc_heap_generation", "cpu_mode",
    ];

    [GeneratedRegex(@"(?<=[{,])(?<label>[a-z_]+)=""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    private ScratchFolder _folder = null!;
    private RedisServer _redis = null!;
    private Child _run = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task BeginAsync()
    {
        _folder = new ScratchFolder();
        _redis = await RedisServer.StartAsync();
        string posts = _folder.Write("posts.ndjson", [.. Enumerable.Range(1, 50).Select(i => $$"""{"id":"{{i}}","time":"{{DateTime.UtcNow:O}}","text":"one post of many"}"""), "{broken"]);
        string config = _folder.Write("config.json", [JsonSerializer.Serialize(new
        {
            Sources = new { wire = new { Kind = "files", Paths = new[] { posts }, PollSeconds = 0.1 }, ingest = new { Kind = "http", Listen = new[] { "127.0.0.1:0" } } },
            Checkpoints = new { EverySeconds = 1 },
        })]);
        _run = Child.Start(ChildCommand.Rtm("run", "--config", config, "--state", _folder.PathOf("state"), "--redis", _redis.Options.Endpoint));
        await Eventually.IsTrue(() => _run.HasEnded || RunAddresses.DashboardOf(_run) is not null, "it says where the dashboard is");
        Assert.That(_run.HasEnded, Is.False, _run.ToString());
        _client = new HttpClient { BaseAddress = RunAddresses.DashboardOf(_run) };
    }

    [TearDown]
    public async Task EndAsync()
    {
        _client.Dispose();
        await _run.DisposeAsync();
        await _redis.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<(HttpStatusCode Status, Dictionary<string, string> States)> HealthAsync(string of)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri($"/health/{of}", UriKind.Relative));
        using JsonDocument report = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, report.RootElement.GetProperty("parts").EnumerateArray().ToDictionary(part => part.GetProperty("name").GetString()!, part => part.GetProperty("state").GetString()!));
    }

    private Task<string> MetricsAsync() => _client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    [Test]
    public async Task Health_WhileRedisGoesAndComes_SaysSo()
    {
        await Eventually.IsTrue(async () => (await HealthAsync("ready")).States.Values.All(state => state == "up"), "it is ready");
        Dictionary<string, string> ready = (await HealthAsync("ready")).States;

        await _redis.KillAsync();
        await Eventually.IsTrue(async () => (await HealthAsync("ready")).Status == HttpStatusCode.ServiceUnavailable, "it is not ready without Redis");
        (HttpStatusCode, Dictionary<string, string> States) without = await HealthAsync("ready");
        HttpStatusCode alive = (await HealthAsync("live")).Status;
        await _redis.RestartAsync();

        Assert.That(ready, Is.EquivalentTo(new Dictionary<string, string> { ["redis"] = "up", ["sources"] = "up", ["lag"] = "up", ["checkpoints"] = "up", ["source:wire"] = "up", ["source:ingest"] = "up", ["decisions"] = "up" }));
        Assert.That(without.States["redis"], Is.EqualTo("down"));
        Assert.That(alive, Is.EqualTo(HttpStatusCode.OK), "no restart mends an absent Redis");
        await Eventually.IsTrue(async () => (await HealthAsync("ready")).Status == HttpStatusCode.OK, "it is ready again");
    }

    [Test]
    public async Task Metrics_OfARun_CountWhatWentThroughIt()
    {
        await Eventually.IsTrue(() => RunAddresses.IngestOf(_run) is not null, "it takes posts");
        using StringContent post = new($$"""{"id":"51","time":"{{DateTime.UtcNow:O}}","text":"one post by HTTP"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage taken = await _client.PostAsync(new Uri(RunAddresses.IngestOf(_run)!, "/ingest"), post);
        await Eventually.IsTrue(async () => (await MetricsAsync()).Contains("rtm_posts_total{rtm_network=\"plain\"} 51\n", StringComparison.Ordinal), "all posts are counted");
        await Eventually.IsTrue(async () => (await MetricsAsync()).Contains("\nrtm_output_delay_seconds_count", StringComparison.Ordinal), "a delay is measured");
        await Eventually.IsTrue(async () => (await MetricsAsync()).Contains("\nrtm_checkpoint_size_bytes ", StringComparison.Ordinal), "a checkpoint is kept");
        await Eventually.IsTrue(async () => (await MetricsAsync()).Contains("\nrtm_delivery_entries_written_total", StringComparison.Ordinal), "the dead letter is written");
        string metrics = await MetricsAsync();

        Assert.Multiple(() =>
        {
            foreach (string line in (string[])[
                "rtm_records_rejected_total{rtm_reason=\"invalid_json\"} 1",
                "rtm_source_records_total{rtm_source=\"wire\"} 51",
                "rtm_source_up{rtm_source=\"wire\"} 1",
                "rtm_source_records_total{rtm_source=\"ingest\"} 1",
                "rtm_delivery_redis_up 1",
                "rtm_delivery_entries_written_total{rtm_stream=\"deadletter\"} 1",
                "target_info{service_name=\"rtm\",",
                "rtm_stage_duration_seconds_count{rtm_stage=\"tag\"} ",
                "rtm_queue_fill_ratio{rtm_block=\"decide\"} ",
                "rtm_stream_lag_seconds ",
                "rtm_output_delay_seconds_bucket{le=\"0.05\"} ",
                "rtm_topics ",
                "db_client_operation_duration_seconds_count{db_system_name=\"redis\",db_operation_name=\"EVALSHA\"} ",
                "dotnet_process_memory_working_set_bytes ",
            ])
                Assert.That(metrics, Does.Contain($"\n{line}"));
        });
        Assert.That(Label().Matches(metrics).Select(match => match.Groups["label"].Value).Distinct().Except(s_labels), Is.Empty, "labels that are not of the closed set");
        Assert.That(metrics, Does.Not.Contain("one post"));
    }

    [Test]
    public async Task Metrics_AsPrometheusOwnToolSeesThem_AreRight()
    {
        if (!File.Exists("/usr/bin/promtool"))
            Assert.Ignore("promtool is not here: install Prometheus");
        await Eventually.IsTrue(async () => (await MetricsAsync()).Contains("rtm_posts_total", StringComparison.Ordinal), "it counts");
        string metrics = await MetricsAsync();

        using Process tool = Process.Start(new ProcessStartInfo("/usr/bin/promtool", ["check", "metrics"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await tool.StandardInput.WriteAsync(metrics);
        tool.StandardInput.Close();
        string complaints = await tool.StandardError.ReadToEndAsync();
        await tool.WaitForExitAsync();

        Assert.That(complaints.Split('\n').Where(line => line.StartsWith("rtm_", StringComparison.Ordinal)), Is.Empty);
    }
}
