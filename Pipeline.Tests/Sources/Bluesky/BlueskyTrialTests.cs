using NUnit.Framework;
using RtmPipeline.Sources.Bluesky;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.Sources.Bluesky.JetstreamEvents;

namespace RtmPipeline.Tests.Sources.Bluesky;

/// <summary>What <c>sources test</c> says of servers that are not in order.</summary>
internal sealed class BlueskyTrialTests
{
    [Test]
    public async Task OneServerOfTwo_InOrder_IsEnough()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer busy = await JetstreamServer.StartAsync();
        busy.Answers.Enqueue((503, "warming up", "7"));
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(58)));
        SourceTrial trial = await Of(busy, server).Create(host.Begin()).TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable);
        Assert.That(trial.Findings, Has.One.EndsWith("HTTP 503: warming up").And.One.EndsWith("connected, newest event 2.0 s old"));
    }

    [Test]
    public async Task ServerThatRefuses_IsNotUsable()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync();
        server.Answers.Enqueue((400, "invalid collection", null));
        SourceTrial trial = await Of(server).Create(host.Begin()).TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings[0], Does.EndWith("HTTP 400: invalid collection"));
    }

    [Test]
    public async Task ServerThatIsAway_IsNotUsable()
    {
        using LiveHost host = NewHost();
        SourceTrial trial = await new BlueskyOptions { Hosts = ["ws://127.0.0.1:1"] }.Create(host.Begin()).TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings[0], Does.StartWith("127.0.0.1:1: ").And.Contain("refused"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ServerThatSaysNothing_IsUsableForNamedAccountsAlone(bool named)
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync();
        Task<SourceTrial> trying = (Of(server) with { Dids = named ? ["did:plc:a"] : [] }).Create(host.Begin()).TryAsync(CancellationToken.None);
        await Eventually.IsTrue(() => server.Count == 1 && host.Clock.NextDue == host.Clock.GetUtcNow() + JetstreamTrial.FirstEventTime, "it waits for an event");
        host.Clock.Advance(JetstreamTrial.FirstEventTime);
        SourceTrial trial = await trying;
        Assert.That(trial.IsUsable, Is.EqualTo(named));
        Assert.That(trial.Findings[0], Does.Contain("connected, no event within 10 s"));
    }

    [Test]
    public async Task PlaceThatWasKept_IsSaidWithWhetherAServerGoesBackToIt()
    {
        using LiveHost host = NewHost();
        host.Memory.Write(EventProgress.Part, Kept(Base + 60_000_000 - (40 * 3_600_000_000L)));
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(58)));
        SourceTrial trial = await Of(server).Create(host.Begin()).TryAsync(CancellationToken.None);
        Assert.That(trial.Findings[^1], Is.EqualTo("the place kept is 40.0 h old, beyond the 36 h that a server goes back"));
    }
}
