using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Mastodon;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Mastodon;

public sealed class MastodonTrialTests : OneServerTests
{
    [Test]
    public async Task Server_InOrder_IsUsable()
    {
        _server.Write("/api/v1/timelines/public", "1001");
        SourceTrial trial = await TryAsync(MastodonRun.Options(_server, "public", "hashtag:heat"));
        string authority = _server.Address.Authority;
        Assert.That(trial.Findings, Is.EqualTo(new[]
        {
            $"server {authority}: reached, version 4.5.0", "token: accepted", $"streaming host: {authority}", "streaming service: healthy",
            "stream public: opens", "timeline of public: its newest status is 60 s old", "stream hashtag:heat: opens", "timeline of hashtag:heat: empty",
            "limit: 299 of 300 requests left until 09:05:00 UTC",
        }));
        Assert.That(trial.IsUsable, Is.True);
    }

    [Test]
    public async Task WrongToken_IsToldAndNotShown()
    {
        SourceTrial trial = await TryAsync(MastodonRun.Options(_server) with { AccessToken = "mistaken" });
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings, Has.Some.StartsWith("token: HTTP 401").And.None.Contains("mistaken"));
    }

    [Test]
    public async Task StreamThatIsNotThere_IsTold()
    {
        _server.Answer("/api/v1/streaming/list", new ServerAnswer(404));
        SourceTrial trial = await TryAsync(MastodonRun.Options(_server, "list:12"));
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings, Has.Some.StartsWith("stream list:12: HTTP 404"));
    }

    [Test]
    public async Task TimelineThatIsOff_LeavesTheSourceUsable()
    {
        _server.Answer("/api/v1/timelines/public", new ServerAnswer(422));
        SourceTrial trial = await TryAsync(MastodonRun.Options(_server));
        Assert.That(trial.IsUsable, Is.True);
        Assert.That(trial.Findings, Has.Some.StartsWith("timeline of public: HTTP 422"));
    }

    [Test]
    public async Task ServerThatIsAway_IsTold()
    {
        MastodonOptions options = MastodonRun.Options(_server);
        await _server.DisposeAsync();
        SourceTrial trial = await TryAsync(options);
        _server = await MastodonServer.StartAsync();
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings, Has.Count.EqualTo(1));
    }

    private Task<SourceTrial> TryAsync(MastodonOptions options) => options.Create(_host.Begin()).TryAsync(CancellationToken.None);
}
