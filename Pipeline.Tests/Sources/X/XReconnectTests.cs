using System.Text;
using System.Threading.Channels;
using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>How it comes back from what ends a connection.</summary>
internal sealed class XReconnectTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task Stall_WithoutASignOfLife_ConnectsAgain()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Hold(XRun.Post(1)));
        run.Server.OnConnect(Hold(XRun.Post(2)));
        run.Read();
        await run.HasRecords(1);
        await run.Listens();
        run.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.That(run.State.Phase, Is.EqualTo(SourcePhase.Streaming));
        run.Clock.Advance(s_second);
        TimeSpan wait = await run.LetWaitAsync();
        Assert.That(wait, Is.InRange(s_second / 4, s_second / 4 * 1.2), "the connection had not given for a minute");
        await run.HasRecords(2);
        Assert.That((run.Count("stall"), run.Count("reconnect"), run.Count("gap")), Is.EqualTo((1, 1, 1)));
        await Eventually.IsTrue(() => run.Server.Open == 1, "the stalled connection is closed");
    }

    [Test]
    public async Task NoAnswerAtAll_IsAStallToo()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(connection => connection.HoldAsync());
        run.Server.OnConnect(Hold(XRun.Post(1)));
        run.Read();
        await run.HasConnects(1);
        await run.Listens();
        run.Clock.Advance(TimeSpan.FromSeconds(30));
        await run.LetWaitAsync();
        await run.HasRecords(1);
        Assert.That(run.Count("stall"), Is.EqualTo(1));
    }

    [Test]
    public async Task CleanClose_AfterAHealthyTime_IsTriedAtOnceOnceAndThenAsANetworkFault()
    {
        await using XRun run = await XRun.CreateAsync();
        Channel<bool> beats = Channel.CreateUnbounded<bool>();
        run.Server.OnConnect(async connection =>
        {
            await foreach (bool _ in beats.Reader.ReadAllAsync(connection.Gone))
                await connection.KeepAliveAsync();
        });
        run.Server.Otherwise = _ => Task.CompletedTask;
        run.Read();
        for (int i = 0; i < 5; i++)
        {
            beats.Writer.TryWrite(true);
            await run.IsIn(SourcePhase.Streaming);
            await run.Listens();
            run.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        beats.Writer.Complete();
        TimeSpan first = await run.LetWaitAsync();
        TimeSpan second = await run.WaitsAsync();
        Assert.That(run.Server.Connects, Has.Count.EqualTo(3), "the second connect came without a wait");
        Assert.That(first, Is.InRange(s_second / 4, s_second / 4 * 1.2));
        Assert.That(second, Is.InRange(s_second / 2, s_second / 2 * 1.2));
    }

    [Test]
    public async Task Resets_WaitAQuarterSecondMoreEachTime()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.Otherwise = async connection =>
        {
            await connection.LinesAsync(XRun.Post(1));
            connection.Reset();
        };
        run.Read();
        for (int i = 1; i <= 6; i++)
        {
            TimeSpan wait = await run.LetWaitAsync();
            Assert.That(wait, Is.InRange(s_second / 4 * i, s_second / 4 * i * 1.2));
        }

        Assert.That(run.Count("network"), Is.GreaterThanOrEqualTo(6));
    }

    [Test]
    public async Task ConnectsThatDropAtOnce_StayWithinTheBudgetOfFifteenMinutes()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.Otherwise = connection => connection.LinesAsync(XRun.Post(1));
        run.Read();
        DateTimeOffset begun = run.Clock.GetUtcNow();
        for (int i = 0; i < 45; i++)
            await run.LetWaitAsync();
        await run.WaitsAsync();
        Assert.That(run.Server.Connects, Has.Count.EqualTo(45));
        Assert.That(run.State.Reason, Does.Contain("45 connects in 15 min"));
        Assert.That(run.State.Until, Is.EqualTo(begun + TimeSpan.FromMinutes(15)));
        await run.RestartAsync();
        await run.WaitsAsync();
        Assert.That(run.Server.Connects, Has.Count.EqualTo(45), "another process has no other budget");
        Assert.That(run.State.Until, Is.EqualTo(begun + TimeSpan.FromMinutes(15)));
    }

    [Test]
    public async Task ServerFaults_DoubleFromFiveSecondsUpToTheCap()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.Otherwise = connection => connection.RefuseAsync(503);
        run.Read();
        foreach (int seconds in new[] { 5, 10, 20, 40, 80, 160, 320, 320, 320 })
            Assert.That(await run.LetWaitAsync(), Is.InRange(seconds * s_second, seconds * s_second * 1.2));
        Assert.That(run.Warnings.Count(line => line.Contains("HTTP 503", StringComparison.Ordinal)), Is.EqualTo(1), "a person is told once");
    }

    [Test]
    public async Task RateLimit_WaitsUntilTheResetOrItsOwnTimeWhicheverIsLater()
    {
        await using XRun run = await XRun.CreateAsync();
        DateTimeOffset reset = run.Clock.GetUtcNow() + TimeSpan.FromMinutes(7);
        const string body = """{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}""";
        run.Server.OnConnectRefuse(429, body, Reset(reset));
        run.Server.OnConnectRefuse(429, body, Reset(reset));
        run.Server.OnConnectRefuse(429, body, Reset(reset + TimeSpan.FromDays(20_000)));
        run.Server.OnConnect(Hold(XRun.Post(1)));
        run.Read();
        Assert.That(await run.LetWaitAsync(), Is.EqualTo(TimeSpan.FromMinutes(7)));
        Assert.That(await run.LetWaitAsync(), Is.InRange(120 * s_second, 120 * s_second * 1.2), "the reset is over, and its own time has doubled");
        Assert.That(await run.LetWaitAsync(), Is.InRange(240 * s_second, 240 * s_second * 1.2), "a reset decades away is not believed");
        await run.HasRecords(1);
        Assert.That(run.Count("rate-limited"), Is.EqualTo(3));
    }

    [Test]
    public async Task TooManyConnections_IsNoRateLimitAndIsTriedSoon()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnectRefuse(
            429,
            """{"title":"ConnectionException","detail":"This stream is currently at the maximum allowed connection limit.","connection_issue":"TooManyConnections","type":"https://api.twitter.com/2/problems/streaming-connection"}""",
            Reset(run.Clock.GetUtcNow() + TimeSpan.FromMinutes(14)));
        run.Server.OnConnect(Hold(XRun.Post(1)));
        run.Read();
        TimeSpan wait = await run.WaitsAsync();
        Assert.That(wait, Is.InRange(5 * s_second, 6 * s_second));
        Assert.That(run.State.Reason, Does.Contain("maximum allowed connection limit"));
        run.Clock.Advance(wait);
        await run.HasRecords(1);
        Assert.That((run.Count("too-many-connections"), run.Count("rate-limited")), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task LastConnectOfAWindow_IsNotFollowedByAnotherBeforeTheReset()
    {
        await using XRun run = await XRun.CreateAsync();
        DateTimeOffset reset = run.Clock.GetUtcNow() + TimeSpan.FromMinutes(9);
        run.Server.OnConnectRefuse(503, "", Reset(reset), ("x-rate-limit-remaining", "0"));
        run.Read();
        await run.WaitsAsync();
        Assert.That(run.State.Until, Is.EqualTo(reset));
    }

    [Test]
    public async Task CutInMidObject_IsNotHandedOn()
    {
        await using XRun run = await XRun.CreateAsync();
        byte[] post = Encoding.UTF8.GetBytes(XRun.Post(2, "Wärme"));
        run.Server.OnConnect(async connection =>
        {
            await connection.LinesAsync(XRun.Post(1));
            // In the middle of a character.
            await connection.BytesAsync(post.AsMemory(0, Array.IndexOf(post, (byte)0xC3) + 1));
            connection.Reset();
        });
        run.Server.OnConnect(connection => connection.BytesAsync(post.AsMemory(0, 10)));
        run.Server.OnConnect(Hold(Encoding.UTF8.GetString(post)));
        run.Read();
        await run.LetWaitAsync();
        await run.LetWaitAsync();
        await Eventually.IsTrue(() => run.Texts.Contains(XRun.Post(2, "Wärme")), "the post comes whole");
        Assert.That(run.Texts, Is.SubsetOf(new[] { XRun.Post(1), XRun.Post(2, "Wärme") }));
        Assert.That(run.Count("torn"), Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task OperationalDisconnect_InTheStream_ConnectsAgain()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Hold(
            XRun.Post(1),
            """{"errors":[{"title":"operational-disconnect","disconnect_type":"UpstreamOperationalDisconnect","detail":"This stream has been disconnected upstream for operational reasons.","type":"https://api.x.com/2/problems/operational-disconnect"}]}"""));
        run.Server.OnConnect(Hold(XRun.Post(2)));
        run.Read();
        await run.HasRecords(1);
        TimeSpan wait = await run.WaitsAsync();
        Assert.That(run.State.Reason, Does.Contain("disconnected upstream"));
        run.Clock.Advance(wait);
        await run.HasRecords(2);
        Assert.That(run.Texts, Is.EqualTo(new[] { XRun.Post(1), XRun.Post(2) }), "the message is no post");
        Assert.That(run.Count("disconnect"), Is.EqualTo(1));
        await Eventually.IsTrue(() => run.Server.Open == 1, "the old connection is closed by us");
    }

    [Test]
    public async Task Backfill_AfterALostConnection_IsAskedForAndDuplicatesAreLeftToTheSequencer()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { BackfillMinutes = 5 });
        TaskCompletionSource cut = new();
        run.Server.OnConnect(async connection =>
        {
            await connection.LinesAsync(XRun.Post(1));
            await connection.UntilAsync(cut.Task);
            connection.Reset();
        });
        run.Server.OnConnectRefuse(503, "", ("retry-after", "100"));
        run.Server.OnConnect(Hold(XRun.Post(1), XRun.Post(2)));
        run.Read();
        await run.HasRecords(1);
        cut.SetResult();
        await run.LetWaitAsync();
        Assert.That(await run.LetWaitAsync(), Is.EqualTo(TimeSpan.FromSeconds(100)), "the server's own time is later than ours");
        await run.HasRecords(3);
        Assert.That(run.Texts, Is.EqualTo(new[] { XRun.Post(1), XRun.Post(1), XRun.Post(2) }));
        Assert.That(run.Server.Connects.Select(request => BackfillOf(request.Query)), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That((run.Count("gap"), run.Count("backfill")), Is.EqualTo((0, 2)));
    }

    [TestCase(120, 3, 0)]
    [TestCase(600, 5, 1)]
    public async Task Backfill_AfterARestart_CoversTheTimeBetweenWhereItCan(int secondsAway, int minutes, int gaps)
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Hold(XRun.Post(1)));
        run.Server.OnConnect(Hold(XRun.Post(2)));
        run.Read();
        await run.HasRecords(1);
        run.Source.Remember();
        await run.StopAsync();
        run.Clock.Advance(TimeSpan.FromSeconds(secondsAway));
        await run.RestartAsync(options => options with { BackfillMinutes = 5 });
        await run.HasRecords(2);
        Assert.That(BackfillOf(run.Server.Connects[1].Query), Is.EqualTo(minutes));
        Assert.That(run.Count("gap"), Is.EqualTo(gaps));
    }

    [Test]
    public async Task WebPage_InsteadOfTheStream_IsAFaultOfSomethingBetween()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(connection => connection.PageAsync("<html>Log in to the hotel</html>"));
        run.Read();
        Assert.That(await run.WaitsAsync(), Is.GreaterThanOrEqualTo(5 * s_second));
        Assert.That(run.State.Reason, Does.Contain("web page"));
        Assert.That(run.Records, Is.Empty);
    }

    private static Func<XConnection, Task> Hold(params string[] lines) => async connection =>
    {
        await connection.LinesAsync(lines);
        await connection.HoldAsync();
    };

    private static (string Name, string Value) Reset(DateTimeOffset time) => ("x-rate-limit-reset", $"{time.ToUnixTimeSeconds()}");

    private static int BackfillOf(string query)
    {
        int at = query.IndexOf("backfill_minutes=", StringComparison.Ordinal);
        return at < 0 ? 0 : query[at + "backfill_minutes=".Length] - '0';
    }
}
