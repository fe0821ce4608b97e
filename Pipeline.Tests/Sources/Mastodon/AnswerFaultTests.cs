using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Mastodon;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Mastodon;

/// <summary>What a server answers instead of a stream.</summary>
public sealed class AnswerFaultTests : OneServerTests
{
    private const string Public = "/api/v1/streaming/public";

    [TestCase(401, "the token is not accepted")]
    [TestCase(403, "it needs read:statuses")]
    [TestCase(404, "there is no such stream")]
    [TestCase(422, "the server does not take it")]
    [TestCase(410, "HTTP 410")]
    public async Task Stream_ThatIsRefused_SaysWhyAndIsNotAskedAgain(int status, string why)
    {
        _server.Answer(Public, new ServerAnswer(status, Body: "{\"error\":\"private words\"}"));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await run.PhaseAsync(SourcePhase.Refused);
        _host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(run.Watch.State.Reason, Does.Contain(why).And.Contain($"{status}").And.Not.Contain("private words"));
        Assert.That(_server.Asked(Public), Has.Count.EqualTo(1));
        Assert.That(_host.Warnings.Single(), Does.Contain(why));
    }

    [Test]
    public async Task OneStreamOfSeveral_ThatIsRefused_DoesNotDisturbTheOthers()
    {
        _server.Answer("/api/v1/streaming/list", new ServerAnswer(404));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server, "public", "list:12"));
        ServerStream stream = await _server.StreamAsync();
        await run.CountAsync("refused");
        await stream.UpdateAsync("101");
        await run.IdsAsync(1);
        await Eventually.IsTrue(() => run.Watch.State is { Phase: SourcePhase.Streaming } state && state.Reason.StartsWith("list:12 refused: HTTP 404", StringComparison.Ordinal), "the state tells of both");
    }

    [Test]
    public async Task Token_ThatIsRefused_IsReplacedThroughItsFile()
    {
        using ScratchFolder folder = new();
        string file = folder.Write("token", ["the-wrong-token"]);
        await using MastodonRun run = new(_host, MastodonRun.Options(_server) with { AccessToken = "the-wrong-token", AccessTokenFile = file });
        await run.PhaseAsync(SourcePhase.Refused);
        folder.Write("token", [MastodonServer.Token]);
        await _host.Clock.AdvanceToNextAsync();
        await _server.StreamAsync();
        await run.PhaseAsync(SourcePhase.Streaming);
        Assert.That(_host.Warnings, Has.None.Contains("token\"").And.None.Contains("wrong-token"));
    }

    [Test]
    public async Task Server_InTrouble_IsAskedAgainAfterGrowingWaits()
    {
        _server.Answer(Public, new ServerAnswer(503), new ServerAnswer(502), new ServerAnswer(500));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        List<double> waits = [];
        for (int i = 0; i < 3; i++)
        {
            int asked = i + 1;
            await Eventually.IsTrue(() => _server.Asked(Public).Count == asked && run.Watch.State.Phase == SourcePhase.Waiting, "the source waits");
            waits.Add((run.Watch.State.Until!.Value - _host.Clock.GetUtcNow()).TotalSeconds);
            await _host.Clock.AdvanceToNextAsync();
        }

        await _server.StreamAsync();
        await run.PhaseAsync(SourcePhase.Streaming);
        Assert.That(waits[0], Is.InRange(5, 6));
        Assert.That(waits[1], Is.InRange(10, 12));
        Assert.That(waits[2], Is.InRange(20, 24));
    }

    [Test]
    public async Task Server_ThatCannotBeReached_IsTriedAgain()
    {
        MastodonOptions options = MastodonRun.Options(_server);
        await _server.DisposeAsync();
        await using MastodonRun run = new(_host, options);
        await run.PhaseAsync(SourcePhase.Waiting);
        Assert.That((run.Watch.State.Until!.Value - _host.Clock.GetUtcNow()).TotalSeconds, Is.InRange(1, 1.2));
        _server = await MastodonServer.StartAsync();
    }

    [Test]
    public async Task Limit_OfTheStreams_IsWaitedForUntilItsReset()
    {
        _server.Answer(Public, new ServerAnswer(429, [("X-RateLimit-Reset", "2026-08-14T09:04:30.123456Z"), ("X-RateLimit-Remaining", "0")]));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await run.PhaseAsync(SourcePhase.Waiting);
        Assert.That(run.Watch.State.Until!.Value, Is.EqualTo(new DateTimeOffset(2026, 8, 14, 9, 4, 30, TimeSpan.Zero)).Within(TimeSpan.FromSeconds(1)));
        Assert.That(run.Watch.Counts["limited"], Is.EqualTo(1));
        await _host.Clock.AdvanceToNextAsync();
        await _server.StreamAsync();
    }

    [Test]
    public async Task Page_InsteadOfAStream_IsTakenForTrouble()
    {
        _server.Answer(Public, new ServerAnswer(200, [("Content-Type", "text/html")], "<html>be back soon</html>"));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await run.PhaseAsync(SourcePhase.Waiting);
        Assert.That(run.Watch.State.Reason, Is.EqualTo("the answer is no stream of events"));
    }

    [Test]
    public async Task StreamingHost_ThatTheServerNames_IsUsed()
    {
        await using MastodonServer streaming = await MastodonServer.StartAsync();
        _server.Description = Naming($"ws://127.0.0.1:{streaming.Address.Port}");
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await (await streaming.StreamAsync()).UpdateAsync("101");
        await run.IdsAsync(1);
        Assert.That((_server.Asked(Public), streaming.Asked("/api/v1/timelines")), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
    }

    [Test]
    public async Task StreamingHost_OfAnOlderServer_IsFoundInItsOlderDescription()
    {
        await using MastodonServer streaming = await MastodonServer.StartAsync();
        _server.Answer("/api/v2/instance", new ServerAnswer(404));
        _server.Answer("/api/v1/instance", new ServerAnswer(200, Body: $$$"""{"urls":{"streaming_api":"ws://127.0.0.1:{{{streaming.Address.Port}}}"}}"""));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await streaming.StreamAsync();
    }

    [Test]
    public async Task StreamingHost_OfAServerThatTellsNothing_IsTheServer()
    {
        _server.Answer("/api/v2/instance", new ServerAnswer(404));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await _server.StreamAsync();
    }

    [TestCase("wss://streaming.elsewhere.example", "https://streaming.elsewhere.example")]
    [TestCase("ws://social.example", "without TLS")]
    [TestCase("ws://localhost:1", "http://localhost:1")]
    public async Task StreamingHost_OfAnotherSite_GetsNoToken(string named, string told)
    {
        _server.Description = Naming(named);
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await run.PhaseAsync(SourcePhase.Refused);
        Assert.That(run.Watch.State.Reason, Does.Contain(told).And.Contain("set StreamingHost"));
    }

    [Test]
    public async Task StreamingHost_ThatIsConfigured_IsUsedWithoutAsking()
    {
        await using MastodonServer streaming = await MastodonServer.StartAsync();
        await using MastodonRun run = new(_host, MastodonRun.Options(_server) with { StreamingHost = streaming.Address });
        await streaming.StreamAsync();
        Assert.That(_server.Asked("/api/v2/instance"), Is.Empty);
    }

    [Test]
    public async Task Redirect_ToAnotherHost_IsToldAndTheTokenIsNotSentThere()
    {
        await using MastodonServer other = await MastodonServer.StartAsync();
        _server.Answer(Public, new ServerAnswer(302, [("Location", $"{other.Address}api/v1/streaming/public")]));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await run.PhaseAsync(SourcePhase.Refused);
        Assert.That(run.Watch.State.Reason, Does.Contain($"it leads to {other.Address.GetLeftPart(UriPartial.Authority)}"));
        Assert.That(other.Requests, Is.Empty);
    }

    [Test]
    public async Task Token_StandsInNoAddress()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await _server.StreamAsync();
        await run.PhaseAsync(SourcePhase.Streaming);
        Assert.That(_server.Requests.Select(request => request.Token), Has.All.EqualTo(MastodonServer.Token));
        Assert.That(_server.Requests.Select(request => request.Target), Has.None.Contains(MastodonServer.Token));
    }

    private static string Naming(string streaming) => """{"version":"4.5.0","configuration":{"urls":{"streaming":"HOST"}}}""".Replace("HOST", streaming);
}
