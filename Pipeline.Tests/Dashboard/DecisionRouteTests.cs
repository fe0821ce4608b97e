using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Http;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Dashboard;

/// <summary>Decisions by HTTP, written into a real Redis.</summary>
internal sealed class DecisionRouteTests
{
    private const string Key = "0123456789abcdef";

    private readonly SampleRevisions _samples = new(3);
    private RedisServer _redis = null!;
    private DecisionLog _log = null!;
    private PageHost _host = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task BeginAsync()
    {
        _redis = await RedisServer.StartAsync();
        _log = new DecisionLog(_redis.Options, TimeProvider.System);
        await HostAsync();
    }

    [TearDown]
    public async Task EndAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        _host = null!;
        await _log.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private async Task HostAsync(BearerKeys? keys = null, bool hasLog = true)
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _client?.Dispose();
        _host = await PageHost.StartAsync(keys: keys, decisions: hasLog ? _log : null);
        _client = new HttpClient { BaseAddress = new Uri(_host.Address) };
        _host.Board.Take(BoardEntries.Of(_samples.Next(OutputKind.Alert, IncidentPhase.Raised, "inc-1", 71) with { Revision = 2, Brand = "acme" }));
        _host.Board.Take(BoardEntries.Of(_samples.Next(OutputKind.Alert, IncidentPhase.Expired, "gone-1", 20) with { MergedInto = "inc-1" }));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string body, string incident = "inc-1", string type = "application/json", params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri($"/api/incidents/{incident}/decision", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage answer = await _client.SendAsync(request);
        using JsonDocument told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, told.RootElement.Clone());
    }

    private async Task<Dictionary<string, string>[]> WrittenAsync()
    {
        StackExchange.Redis.RedisResult[] entries = (StackExchange.Redis.RedisResult[])(await _redis.RunAsync("XRANGE", "{rtm}:decisions", "-", "+"))!;
        return [.. entries.Select(entry => ((string[])((StackExchange.Redis.RedisResult[])entry!)[1]!).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]))];
    }

    [Test]
    public async Task Decision_Sound_IsWrittenDownAsThePipelineReadsIt()
    {
        (HttpStatusCode status, JsonElement body) = await PostAsync("""{"verdict":"snooze","minutes":30,"reason":"after lunch","by":"ann"}""");

        Assert.That(status, Is.EqualTo(HttpStatusCode.Accepted));
        Dictionary<string, string> entry = (await WrittenAsync()).Single();
        Assert.That(entry.Keys, Is.EqualTo(new[] { "id", "type", "t", "brand", "incident", "verdict", "data" }));
        Assert.That((entry["id"], entry["type"], entry["brand"], entry["incident"], entry["verdict"]), Is.EqualTo((body.GetProperty("id").GetString(), "rtm.decision.v1", "acme", "inc-1", "snooze")));
        using JsonDocument cloud = JsonDocument.Parse(entry["data"]);
        Assert.That(new SchemaCheck(OutputSchemas.Read(OutputTypes.Decision)).Faults(cloud.RootElement.GetProperty("data")), Is.Empty);
        Assert.That(cloud.RootElement.GetProperty("data").GetProperty("seen").ToString(), Does.Contain("\"rev\":2").And.Contain("\"score\":71"));

        RawRecord record = new() { Form = RecordForm.Decision, Bytes = Encoding.UTF8.GetBytes(entry["data"]), Position = new RecordPosition("live", 1, 0) };
        using RawBatch batch = new([record], 1, null);
        Decision read = new PostDecoder().Decode(batch).Items.Single().Post!.Decision!;
        Assert.That((read.Incident, read.Verdict, read.Until - read.At, read.Reason, read.By), Is.EqualTo(("inc-1", DecisionVerdict.Snooze, 1_800_000L, "after lunch", "ann")));
    }

    private static readonly TestCaseData[] s_faults =
    [
        new("""{"verdict":"maybe"}""", "'verdict' must be one of"),
        new("""{"verdict":"snooze"}""", "has 'minutes'"),
        new("""{"verdict":"snooze","minutes":0}""", "from 1 to 10080"),
        new("""{"verdict":"accept","minutes":5}""", "and nothing else, has 'minutes'"),
        new("""{"verdict":"accept","why":"x"}""", "none of verdict, minutes, reason, by"),
        new("""{"verdict":"accept","reason":7}""", "'reason' must be a text"),
        new("""{"verdict":"accept","by":["x"]}""", "'by' must be a text"),
        new("[]", "is an object"),
        new("""{"verdict":""", "no JSON: line 1"),
    ];

    [TestCaseSource(nameof(s_faults))]
    public async Task Decision_WithAFault_IsRefusedAndNotWritten(string body, string detail)
    {
        (HttpStatusCode status, JsonElement problem) = await PostAsync(body);
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(detail));
        Assert.That(await _redis.NumberAsync("XLEN", "{rtm}:decisions"), Is.Zero);
    }

    [Test]
    public async Task Decision_WhereItCannotBe_SaysWhy()
    {
        const string Sound = """{"verdict":"accept"}""";
        Assert.That((await PostAsync(Sound, "nobody-1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await PostAsync(Sound, "gone-1")).Body.GetProperty("detail").GetString(), Does.Contain("decide on inc-1"));
        Assert.That((await PostAsync(Sound, type: "text/plain")).Status, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        Assert.That((await PostAsync($$"""{"verdict":"accept","reason":"{{new string('x', 9000)}}"}""")).Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        await HostAsync(hasLog: false);
        Assert.That((await PostAsync(Sound)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Decision_WhileRedisIsAway_IsAnsweredBy503_AndTakenAgainAfterwards()
    {
        await _redis.KillAsync();
        (HttpStatusCode away, JsonElement problem) = await PostAsync("""{"verdict":"accept"}""");
        await _redis.RestartAsync();
        Assert.That(away, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith("It could not be written down: "));
        await Eventually.IsTrue(async () => (await PostAsync("""{"verdict":"accept"}""")).Status == HttpStatusCode.Accepted, "it is written down again");
    }

    [Test]
    public async Task Decision_FromAPageOfAnotherSite_IsRefused()
    {
        const string Sound = """{"verdict":"accept"}""";
        Assert.That((await PostAsync(Sound, headers: ("Origin", "https://elsewhere.example"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await PostAsync(Sound, headers: ("Sec-Fetch-Site", "cross-site"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await PostAsync(Sound, headers: ("Origin", "null"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await _redis.NumberAsync("XLEN", "{rtm}:decisions"), Is.Zero);
        Assert.That((await PostAsync(Sound, headers: [("Origin", _host.Address), ("Sec-Fetch-Site", "same-origin")])).Status, Is.EqualTo(HttpStatusCode.Accepted));
    }

    [Test]
    public async Task Decision_WithAKey_NamesTheKeyBesideWhoSaysSo()
    {
        Assert.That(BearerKeys.TryParse($"desk:{Key}", out BearerKeys? keys, out _), Is.True);
        await HostAsync(keys);
        Assert.That((await PostAsync("""{"verdict":"accept"}""")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await PostAsync("""{"verdict":"accept","by":"ann"}""", headers: ("Authorization", $"Bearer {Key}"))).Body.GetProperty("by").GetString(), Is.EqualTo("ann (desk)"));
        Assert.That((await PostAsync("""{"verdict":"accept"}""", headers: ("Authorization", $"Bearer {Key}"))).Body.GetProperty("by").GetString(), Is.EqualTo("desk"));
    }
}
