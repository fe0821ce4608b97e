using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>Trouble with the server, the connection and rights.</summary>
internal sealed class StreamFaultTests : StreamFixture
{
    [Test]
    public async Task ServerKilledAndBack_GivesEachEntryOnce()
    {
        await using RedisServer server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await AddAsync(server, 0, 200);
        await using StreamProcess process = new StreamProcess(OptionsOn(server) with { QueueBytes = 2000, BatchEntries = 10 }).Begin();
        await process.HasAsync(20);
        process.TakesRecords = false;
        await Eventually.IsTrue(async () => await PendingAsync(server) > 0, "some are under way");
        await server.KillAsync();
        process.TakesRecords = true;
        await process.IsAsync(SourcePhase.Waiting);
        await server.RestartAsync();
        await AddAsync(server, 200, 20);
        await process.HasAsync(220);
        await NothingIsPendingAsync(server);
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 220)));
        Assert.That((process.Watch.Counts["recovered"], process.Lanes.Count), Is.EqualTo((1, 1)));
        Assert.That(process.Warnings.Where(line => !line.Contains("waiting until", StringComparison.Ordinal)), Has.One.Contains("streaming"));
    }

    [Test]
    public async Task AnswersLostAndCut_LoseAndDoubleNothing()
    {
        await using CutProxy proxy = new(Server.Port);
        await using StreamProcess process = new StreamProcess(Options with { Endpoint = proxy.Endpoint, BatchEntries = 20 }).Begin();
        await AddAsync(0, 40);
        await process.HasAsync(40);
        Action[] faults = [proxy.LoseNextReply, proxy.CutNextReply, proxy.CutNextRequest, proxy.Reset];
        for (int i = 0; i < faults.Length; i++)
        {
            int before = proxy.Cuts;
            faults[i]();
            await AddAsync(40 + (20 * i), 20);
            await Eventually.IsTrue(() => proxy.Cuts > before, "the fault happened");
            await process.HasAsync(60 + (20 * i));
        }

        await NothingIsPendingAsync();
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 120)));
        Assert.That(process.Watch.Counts["reconnect"], Is.GreaterThanOrEqualTo(1));
    }

    [TestCase(LostAnswer.Broken, 2)]
    [TestCase(LostAnswer.Broken, 3)]
    [TestCase(LostAnswer.NotSent, 2)]
    [TestCase(LostAnswer.Nothing, 2)]
    [TestCase(LostAnswer.Nothing, 3)]
    public async Task EachFewthAnswerLost_LosesAndDoublesNothing(LostAnswer how, int each)
    {
        LosingGroup losing = null!;
        await AddAsync(0, 60);
        await Server.RunAsync("XGROUP", "CREATE", Stream, "rtm", "0");
        await Server.RunAsync("XREADGROUP", "GROUP", "rtm", "dead", "COUNT", 20, "STREAMS", Stream, ">");
        await using StreamProcess process = new StreamProcess(Options with { BatchEntries = 15, ClaimIdle = TimeSpan.FromMilliseconds(100) }) { Through = group => losing = new LosingGroup(group, how, each) }.Begin();
        await process.HasAsync(60);
        await NothingIsPendingAsync();
        Assert.That(process.Texts, Is.EquivalentTo(Posts(0, 60)));
        Assert.That(losing.Lost, Is.GreaterThan(2));
        Assert.That(process.Journal.GroupBy(record => record.Position.Source).Select(lane => lane.Select(record => record.Position.Origin)), Is.All.Ordered.Ascending);
    }

    [Test]
    public async Task ServerThatIsNotThere_IsWaitedFor()
    {
        await using StreamProcess process = new StreamProcess(Options with { Endpoint = "127.0.0.1:1" }).Begin();
        await process.IsAsync(SourcePhase.Waiting, "no connection");
        Assert.That(process.Watch.State.Until, Is.Not.Null);
        await process.StopAsync();
        Assert.That(process.Watch.State.Phase, Is.EqualTo(SourcePhase.Ended));
    }

    [Test]
    public async Task WrongPassword_IsRefusedWithoutShowingIt()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await AddAsync(server, 0, 1);
        await server.RunAsync("CONFIG", "SET", "requirepass", "open-sesame");
        await using StreamProcess process = new StreamProcess(OptionsOn(server) with { Password = "wrong-secret" }).Begin();
        await process.IsAsync(SourcePhase.Refused, "password was not accepted");
        SourceTrial trial = await process.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(process.Warnings.Concat(trial.Findings), Is.Not.Empty.And.None.Contains("wrong-secret"));
        await using StreamProcess right = new StreamProcess(OptionsOn(server) with { Password = "open-sesame" }).Begin();
        await right.HasAsync(1);
    }

    [Test]
    public async Task WrongType_RefusesOneStreamAndReadsTheOthers()
    {
        await Server.RunAsync("SET", $"{Stream}:text", "a text");
        await AddAsync(0, 2);
        await using StreamProcess both = new StreamProcess(Options with { Streams = [$"{Stream}:text", Stream] }).Begin();
        await both.HasAsync(2);
        await both.IsAsync(SourcePhase.Streaming, $"{Stream}:text: WRONGTYPE");
        Assert.That(both.Warnings, Has.One.Contains("WRONGTYPE"));
        await using StreamProcess alone = new StreamProcess(Options with { Streams = [$"{Stream}:text"] }).Begin();
        await alone.IsAsync(SourcePhase.Refused, "WRONGTYPE");
    }

    [Test]
    public async Task NoRights_AreRefusedWithWhatIsMissing()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await AddAsync(server, 0, 1);
        await server.RunAsync("ACL", "SETUSER", "default", "-xreadgroup");
        await using StreamProcess process = new StreamProcess(OptionsOn(server)).Begin();
        await process.IsAsync(SourcePhase.Refused, "NOPERM");
    }

    [Test]
    public async Task Failover_IsWaitedForUntilTheServerTakesWrites()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await AddAsync(server, 0, 5);
        await using StreamProcess process = new StreamProcess(OptionsOn(server)).Begin();
        await process.HasAsync(5);
        await server.RunAsync("REPLICAOF", "127.0.0.1", "1");
        await process.IsAsync(SourcePhase.Waiting);
        await server.RunAsync("REPLICAOF", "NO", "ONE");
        await AddAsync(server, 5, 5);
        await process.HasAsync(10);
        await NothingIsPendingAsync(server);
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 10)));
    }

    [Test]
    public async Task DamagedMemory_IsRefused()
    {
        using LiveHost live = new();
        live.Memory.Write("lanes", "broken"u8);
        SourceHost host = live.Begin();
        await foreach (RtmPipeline.Sources.RawBatch _ in new RedisStreamSource(Options, host).ReadAsync(10, CancellationToken.None))
            Assert.Fail("it gives nothing");
        Assert.That(host.Watch.State.ToString(), Does.StartWith("refused: its memory is damaged"));
    }
}
