using System.Net.WebSockets;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Bluesky;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.Posts.Decoding;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.Sources.Bluesky.JetstreamEvents;

namespace RtmPipeline.Tests.Sources.Bluesky;

/// <summary>A connection to a server that speaks the protocol, and its faults.</summary>
internal sealed class BlueskySourceTests
{
    [Test]
    public async Task Events_OfV1_AreGivenWithTheTimeTheNetworkHadThem()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(1)));
        await using BlueskyRun run = new(host, Of(server));
        await run.HasAsync(1);
        Assert.That(run.Records[0].ReceivedAt, Is.EqualTo((Base / 1000) + 1000));
        Assert.That(run.Records[0].Position, Is.EqualTo(new RecordPosition("source", 0, 0)));
        JetstreamClient client = server.Client(0);
        Assert.That((client.Path, client.Query["wantedCollections"].Count, CursorOf(client)), Is.EqualTo(("/subscribe", 3, (long?)null)));
        await run.StopAsync();
        Assert.That(client.Received, Is.EqualTo(new[] { "close 1000" }), "clean close");
    }

    [Test]
    public async Task Events_OfV2_AreGivenAndNothingIsSent()
    {
        using LiveHost host = NewHost();
        string frame = """{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit","seq":9,"did":"did:plc:a","time":"2026-08-14T08:59:01.123456Z","rev":"r","operation":"create","collection":"app.bsky.feed.post","rkey":"k","record":{"text":"a"}}}""";
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, _) =>
        {
            await client.SendAsync("""{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#info","name":"OutdatedCursor","message":"m"}}""");
            await client.SendAsync(frame);
            await client.SendAsync(frame);
        });
        await using BlueskyRun run = new(host, Of(server) with { Protocol = JetstreamProtocol.V2, Dids = ["did:plc:a"] });
        await Eventually.IsTrue(() => run.Count("duplicate") == 1, "the second is told");
        await run.HasAsync(1);
        JetstreamClient client = server.Client(0);
        Assert.That((client.Query["dids"].Count, client.Query["collections"].Count, client.Query.ContainsKey("wantedDids"), client.Protocols.Single()), Is.EqualTo((1, 3, false, "xrpc.v1.json")));
        Assert.That((run.Records[0].ReceivedAt, run.Count("outdated-cursor")), Is.EqualTo((1_786_697_941_123L, 1L)));
        Assert.That(client.Received, Is.Empty);
    }

    [Test]
    public async Task ManyAccounts_OnV1_AreSentAsTheFirstMessage()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync();
        await using BlueskyRun run = new(host, Of(server) with { Dids = [.. Enumerable.Range(0, 10_000).Select(i => $"did:plc:{i:D24}")] });
        await Eventually.IsTrue(() => server.Count == 1 && !server.Client(0).Received.IsEmpty, "the message");
        Assert.That(server.Client(0).Query["requireHello"].ToString(), Is.EqualTo("true"));
        Assert.That(server.Client(0).Received.First(), Does.StartWith("{\"type\":\"options_update\"").And.Contain("did:plc:000000000000000000009999"));
    }

    [Test]
    public async Task Abort_AtTheSwitchFromReplayToLive_IsReconnectedWithTheCursorRewoundAndNothingCountsTwice()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, n) =>
        {
            await client.SendAsync(Event(0));
            await client.SendAsync(Event(1, "like"));
            await client.SendAsync(Event(2, "repost").Replace("\"text\":\"größer €2\"", "\"subject\":{\"uri\":\"at://did:plc:a/app.bsky.feed.post/k0\"}", StringComparison.Ordinal));
            if (n > 0)
                await client.SendAsync(Event(3));
        });
        await using BlueskyRun run = new(host, Of(server));
        await run.HasAsync(3);
        server.Client(0).Abort();
        await ReconnectAsync(host, server, 2);
        await run.HasAsync(4);
        Assert.That(CursorOf(server.Client(1)), Is.EqualTo(Base + 2_000_000 - 5_000_000));
        Assert.That((run.Count("duplicate"), run.Count("reconnect"), run.Count("gap")), Is.EqualTo((3, 1, 0)));
        SequencerCounts counts = run.Sequenced();
        Assert.That((counts.Posts, counts.Likes, counts.Reposts, counts.Duplicates), Is.EqualTo((3, 1, 1, 0)));
    }

    [Test]
    public async Task Stall_OfAFullStream_IsNoticedAndTheNextHostGoesOnWithItsOwnTimes()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer first = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(1)));
        await using JetstreamServer second = await JetstreamServer.StartAsync(async (client, _) =>
        {
            await client.SendAsync(Event(1, shiftUs: 700_000));
            await client.SendAsync(Event(2, shiftUs: 700_000));
        });
        await using BlueskyRun run = new(host, Of(first, second));
        await run.HasAsync(1);
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        await ReconnectAsync(host, second, 1);
        await run.HasAsync(2);
        Assert.That((run.Count("stall"), run.Count("failover"), run.Count("duplicate")), Is.EqualTo((1, 1, 1)));
        Assert.That(CursorOf(second.Client(0)), Is.EqualTo(Base + 1_000_000 - 5_000_000));
    }

    [Test]
    public async Task QuietHour_OfNamedAccounts_IsNoStall()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync();
        await using BlueskyRun run = new(host, Of(server) with { Dids = ["did:plc:a"] });
        await Eventually.IsTrue(() => run.Source.Watch.State.Phase == SourcePhase.Streaming && host.Clock.Waiting > 0, "connected");
        long opened = host.Clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.That(run.Count("renewal"), Is.Zero);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReconnectAsync(host, server, 2);
        Assert.That((run.Count("stall"), run.Count("renewal"), CursorOf(server.Client(1))), Is.EqualTo((0L, 1L, (long?)(opened - 5_000_000))));
    }

    [Test]
    public async Task Host_ThatFailsThreeTimes_IsLeftForTheNext()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer first = await JetstreamServer.StartAsync((client, _) =>
        {
            client.Abort();
            return Task.CompletedTask;
        });
        await using JetstreamServer second = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(1)));
        await using BlueskyRun run = new(host, Of(first, second));
        await ReconnectAsync(host, second, 1);
        await run.HasAsync(1);
        Assert.That((first.Count, run.Count("failover")), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task Gap_BehindTheCursor_IsCountedAndTold()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, n) => client.SendAsync(Event(n * 30)));
        await using BlueskyRun run = new(host, Of(server));
        await run.HasAsync(1);
        server.Client(0).Abort();
        await ReconnectAsync(host, server, 2);
        await run.HasAsync(2);
        Assert.That(run.Count("gap"), Is.EqualTo(1));
        Assert.That(host.Warnings, Has.Some.Contains("(30 s)"));
    }

    [Test]
    public async Task Times_OfTheFutureAndOutOfOrder_DoNotMoveTheCursorBeyondNow()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, n) =>
        {
            if (n > 0)
                return;
            await client.SendAsync(Event(500));
            await client.SendAsync(Event(1));
        });
        await using BlueskyRun run = new(host, Of(server));
        await run.HasAsync(2);
        long now = host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.That(run.Records.Select(record => record.ReceivedAt), Is.EqualTo(new[] { now, (Base / 1000) + 1000 }));
        server.Client(0).Abort();
        await ReconnectAsync(host, server, 2);
        Assert.That(CursorOf(server.Client(1)), Is.EqualTo((now * 1000) - 5_000_000));
    }

    [Test]
    public async Task Messages_OfEveryKind_AreFramedOrCounted()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, _) =>
        {
            await client.SendAsync(Encoding.UTF8.GetBytes(Event(1)), fragment: 1);
            await client.SendAsync(new byte[] { 1, 2, 3 }, 2, WebSocketMessageType.Binary);
            await client.SendAsync(Encoding.UTF8.GetBytes($"\"{new string('x', 20_000)}\""), 3000);
            await client.SendAsync("{not json");
            await client.SendAsync("""{"did":"did:plc:a","time_us":1786697942000000,"kind":"starship"}""");
            await client.SendAsync("""{"did":"did:plc:a","time_us":1786697942000000,"kind":"account","account":{"active":false,"did":"did:plc:a","status":"deleted"}}""");
        });
        await using BlueskyRun run = new(host, Of(server) with { MaxMessageBytes = 8192 });
        await run.HasAsync(5);
        Assert.That(run.Texts[0], Is.EqualTo(Event(1)), "cut in the middle of characters");
        Assert.That((run.Records[1].Form, run.Records[1].Bytes.Length), Is.EqualTo((RecordForm.Fault, MessageReader.HeadBytes)));
        Assert.That(Decoded.Records(run.Records[1]).Items.Single().Rejection!.Reason, Is.EqualTo(RejectReason.TooLong));
        Assert.That(Decoded.Rejection(run.Texts[2]).Reason, Is.EqualTo(RejectReason.InvalidJson));
        Assert.That(Decoded.Post(run.Texts[4]).Action, Is.EqualTo(PostAction.DeleteAuthor));
        Assert.That((run.Count("binary"), run.Count("too-long"), run.Count("unreadable"), run.Count("unknown")), Is.EqualTo((1, 1, 1, 1)));
    }

    [Test]
    public async Task InvalidUtf8_AtTheSamePlace_IsPassedOverInTheEnd()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, _) =>
        {
            await client.SendAsync(Event(1));
            if (CursorOf(client) is null or < Base + 1_000_001)
                await client.SendAsync([0x22, 0xC3, 0x28, 0x22], 4);
        });
        await using BlueskyRun run = new(host, Of(server));
        await ReconnectAsync(host, server, 4);
        Assert.That((run.Count("broken"), run.Count("skipped"), CursorOf(server.Client(3))), Is.EqualTo((3L, 1L, (long?)(Base + 2_000_000))));
    }

    [Test]
    public async Task ErrorFrame_OfASlowConsumer_IsReconnectedToTheSameHost()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync("""{"$type":"error","error":"ConsumerTooSlow","message":"too slow"}"""));
        await using JetstreamServer other = await JetstreamServer.StartAsync();
        await using BlueskyRun run = new(host, Of(server, other));
        await ReconnectAsync(host, server, 5);
        Assert.That((other.Count, run.Count("error") >= 4), Is.EqualTo((0, true)));
        Assert.That(host.Warnings, Has.Some.Contains("ConsumerTooSlow"));
    }

    [Test]
    public async Task BadRequest_OfTheOnlyHost_IsARefusalWithItsText()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync();
        server.Answers.Enqueue((400, "invalid collection\r\n" + new string('x', 5000), null));
        await using BlueskyRun run = new(host, Of(server));
        await Eventually.IsTrue(() => run.Source.Watch.State.Phase == SourcePhase.Refused, "refused");
        Assert.That(run.Source.Watch.State.Reason, Does.Contain("HTTP 400: invalid collection xxx").And.Length.LessThan(400));
    }

    [TestCase(503, "7")]
    [TestCase(429, "7")]
    public async Task Server_ThatCannotServeNow_IsAskedAgainWhenItSays(int status, string retryAfter)
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync();
        server.Answers.Enqueue((status, "warming up", retryAfter));
        await using BlueskyRun run = new(host, Of(server));
        await Eventually.IsTrue(() => run.Source.Watch.State.Phase == SourcePhase.Waiting && host.Clock.Waiting > 0, "waiting");
        Assert.That(run.Source.Watch.State.Until, Is.EqualTo(host.Clock.GetUtcNow() + TimeSpan.FromSeconds(7)));
        await ReconnectAsync(host, server, 1);
    }

    [Test]
    public async Task CursorTooOld_IsFollowedFromTheFloorAndAGapIsCounted()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync();
        server.Answers.Enqueue((400, """{"error":"CursorTooOld","message":"subscribe: cursor too old: cursor 1000 below lookback floor 1500; start again"}""", null));
        await using BlueskyRun run = new(host, Of(server) with { Protocol = JetstreamProtocol.V2, StartAtHoursAgo = 1 });
        await ReconnectAsync(host, server, 1);
        Assert.That((CursorOf(server.Client(0)), run.Count("gap")), Is.EqualTo(((long?)1500, 1L)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Restart_GoesOnFromWhatWasAccepted(bool accepts)
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(1, "like")));
        await using (BlueskyRun run = new(host, Of(server), accepts))
        {
            await run.HasAsync(1);
            await run.StopAsync();
            run.Source.Remember();
        }

        await using BlueskyRun again = new(host, Of(server));
        if (accepts)
            await Eventually.IsTrue(() => again.Count("duplicate") == 1, "the like is known");
        else
            await again.HasAsync(1);
        Assert.That(CursorOf(server.Client(1)), Is.EqualTo(accepts ? Base + 1_000_000 - 5_000_000 : null));
    }

    [Test]
    public async Task Trial_SaysHowOldTheNewestEventIs()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(58)));
        SourceTrial trial = await Of(server).Create(host.Begin()).TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable);
        Assert.That(trial.Findings, Has.Some.Contains("newest event 2.0 s old").And.Some.Contains("no place kept"));
    }

    [Test]
    public async Task RecordedEvents_AllComeThroughAndAreDecoded()
    {
        string[] lines = File.ReadAllLines(SharedData.Require("jetstream_samples", "corpus_testdata_expected_v1.jsonl"));
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, _) =>
        {
            foreach (string line in lines)
                await client.SendAsync(line);
        });
        await using BlueskyRun run = new(host, Of(server));
        await run.HasAsync(lines.Length);
        Assert.That(run.Texts, Is.EqualTo(lines));
        DecodedBatch decoded = Decoded.Records([.. run.Records]);
        Assert.That((lines.Length, decoded.Items.Count, decoded.Items.Count(item => item.Rejection is not null), decoded.Ignored.Sum()), Is.EqualTo((152, 138, 0, 14L)));
    }
}
