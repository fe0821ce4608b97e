using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>One process that reads a stream, through restarts and crashes.</summary>
internal sealed class StreamSourceTests : StreamFixture
{
    [Test]
    public async Task AllEntries_AreReadOnceInOrderAndAcknowledged()
    {
        await AddAsync(0, 300);
        await using StreamProcess process = new StreamProcess(Options).Begin();
        await process.HasAsync(300);
        await AddAsync(300, 5);
        await process.HasAsync(305);
        await NothingIsPendingAsync();
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 305)));
        Assert.That(process.Lanes, Is.EqualTo(new[] { $"redis:posts/{Stream}/rtm/one" }));
        Assert.That(process.Journal.Select(record => record.Position.Origin), Is.Ordered.Ascending.And.All.Not.Null);
        Assert.That(process.Watch.State.Phase, Is.EqualTo(SourcePhase.Streaming));
        await process.StopAsync();
        Assert.That((process.Watch.State.Phase, process.Watch.Records), Is.EqualTo((SourcePhase.Ended, 305)));
    }

    [Test]
    public async Task Crash_WithEntriesPending_ReadsThemFirstAndDoublesNothing()
    {
        await using StreamProcess process = new StreamProcess(Options) { Accepts = false }.Begin();
        await AddAsync(0, 100);
        await process.HasAsync(100);
        process.TakesRecords = false;
        await AddAsync(100, 100);
        await Eventually.IsTrue(async () => await PendingAsync() == 200, "all are pending, half of them in the journal");
        process.Crash();
        (process.TakesRecords, process.Accepts) = (true, true);
        await AddAsync(200, 50);
        process.Begin();
        await process.HasAsync(250);
        await NothingIsPendingAsync();
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 250)));
        Assert.That(process.Watch.Counts["known"], Is.EqualTo(100));

        // A question that was under way at the crash may have brought the consumer more.
        Assert.That(process.Watch.Counts["read-again"], Is.InRange(100, 150));
        Assert.That(process.Lanes, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task JournalThatLetGo_IsMadeUpForByWhatWasRemembered()
    {
        await AddAsync(0, 10);
        await using StreamProcess process = new StreamProcess(Options).Begin();
        await process.HasAsync(10);
        await NothingIsPendingAsync();
        process.Source.Remember();
        process.Crash();

        // As after a failover that lost the acknowledgements, and with a journal that is empty again.
        await Server.RunAsync("XGROUP", "SETID", Stream, "rtm", "0");
        await Server.RunAsync("XREADGROUP", "GROUP", "rtm", "one", "COUNT", 10, "STREAMS", Stream, ">");
        process.WithoutJournal().Begin();
        await process.CountsAsync("known", 10);
        await NothingIsPendingAsync();
        Assert.That(process.Taken, Is.Zero);
    }

    [Test]
    public async Task Stop_AcknowledgesWhatIsAcceptedMeanwhile()
    {
        await AddAsync(0, 20);
        await using StreamProcess process = new StreamProcess(Options).Begin();
        await process.HasAsync(20);
        await process.StopAsync();
        Assert.That(await PendingAsync(), Is.Zero);
        Assert.That(await Server.NumberAsync("XLEN", Stream), Is.EqualTo(20), "entries stay where they are");
    }

    [Test]
    public async Task FullQueue_LeavesEntriesInRedisAndKeepsTheConsumerAlive()
    {
        await AddAsync(0, 1000);
        await using StreamProcess process = new StreamProcess(Options with { QueueBytes = 4096, BatchEntries = 10, ClaimIdle = TimeSpan.FromMilliseconds(200) }) { TakesRecords = false }.Begin();
        await process.CountsAsync("held-back", 3);
        Assert.That(await PendingAsync(), Is.InRange(10, 100));
        await using StreamProcess other = new StreamProcess(Options with { Consumer = "two", ClaimIdle = TimeSpan.FromMilliseconds(200) }).Begin();
        await other.HasAsync(900);
        await process.CountsAsync("held-back", 9);
        process.TakesRecords = true;
        await Eventually.IsTrue(() => process.Taken + other.Taken >= 1000, "both have all");
        await NothingIsPendingAsync();
        Assert.That(process.Texts.Concat(other.Texts), Is.EquivalentTo(Posts(0, 1000)));
        Assert.That(other.Watch.Counts.ContainsKey("claimed"), Is.False, "one that is only held back is not gone");
    }

    [Test]
    public async Task SeveralStreams_AreReadSideBySide()
    {
        string other = $"{Stream}:b";
        await AddAsync(0, 30);
        await using StreamProcess process = new StreamProcess(Options with { Streams = [Stream, other] }).Begin();
        await process.HasAsync(30);
        await process.IsAsync(SourcePhase.Streaming, $"there is no stream {other} yet");
        await Server.RunAsync("XADD", other, "*", "data", Post(99));
        await process.HasAsync(31);
        Assert.That(process.Lanes, Is.EqualTo(new[] { $"redis:posts/{Stream}/rtm/one", $"redis:posts/{other}/rtm/one" }));
        await Eventually.IsTrue(() => process.Watch.State.Reason.Length == 0, "nothing is missing any more");
    }

    [Test]
    public async Task BacklogOfOneStream_WaitsForAnOlderOneOfAnother()
    {
        string other = $"{Stream}:b";
        const long start = 1_700_000_000_000;
        for (int i = 0; i < 60; i++)
        {
            await Server.RunAsync("XADD", Stream, $"{start + (i * 1000L)}-0", "data", Post(i));
            await Server.RunAsync("XADD", other, $"{start + (i * 20_000L)}-0", "data", Post(100 + i));
        }

        await using StreamProcess process = new StreamProcess(Options with { Streams = [Stream, other], BatchEntries = 2 }).Begin();
        await process.HasAsync(120);
        List<string> order = [.. process.Journal.Select(record => record.Position.Source)];
        int ahead = order.Take(order.FindLastIndex(lane => lane.Contains($"/{Stream}/", StringComparison.Ordinal))).Count(lane => lane.Contains($"/{other}/", StringComparison.Ordinal));
        Assert.That(ahead, Is.LessThan(12), "entries of the fast stream before the last of the slow one: 60 s of them, and a page");
    }

    [Test]
    public async Task SetBackWhileEntriesAreUnderWay_WaitsForThem()
    {
        await AddAsync(0, 10);
        await using StreamProcess process = new StreamProcess(Options with { BatchEntries = 5 }) { TakesRecords = false }.Begin();
        await Eventually.IsTrue(() => process.Watch.Records == 10, "all are under way");
        await Server.RunAsync("XGROUP", "SETID", Stream, "rtm", "0");
        await process.CountsAsync("set-back");
        process.TakesRecords = true;
        await process.HasAsync(20);
        await NothingIsPendingAsync();
        await AddAsync(10, 1);
        await process.HasAsync(21);
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 10).Concat(Posts(0, 11))));
    }

    [TestCase("beginning", 0)]
    [TestCase("end", 20)]
    [TestCase("20-0", 20)]
    [TestCase("5-0", 5)]
    public async Task NewGroup_BeginsWhereItIsTold(string start, int first)
    {
        for (int i = 0; i < 20; i++)
            await Server.RunAsync("XADD", Stream, $"{i + 1}-0", "data", Post(i));
        await using StreamProcess process = new StreamProcess(Options with { StartAt = start }).Begin();
        await process.IsAsync(SourcePhase.Streaming);
        await Server.RunAsync("XADD", Stream, "21-0", "data", Post(20));
        await process.HasAsync(21 - first);
        Assert.That(process.Texts, Is.EqualTo(Posts(first, 21 - first)));
    }

    [Test]
    public async Task StreamThatComesLater_IsReadFromItsBeginningEvenFromTheEnd()
    {
        await using StreamProcess process = new StreamProcess(Options with { StartAt = "end" }).Begin();
        await process.IsAsync(SourcePhase.Waiting, $"there is no stream {Stream} yet");
        await AddAsync(0, 3);
        await process.HasAsync(3);
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 3)));
        await Eventually.IsTrue(() => process.Warnings.Count >= 2, "it says that it goes on");
        Assert.That(process.Warnings, Has.Count.EqualTo(2), "one line when it begins to wait, one when it goes on");
    }

    [Test]
    public async Task WithoutState_ItTakesANewNameAndLeavesNoneBehind()
    {
        await AddAsync(0, 10);
        await using StreamProcess process = new StreamProcess(Options with { Consumer = string.Empty }) { IsJournalled = false }.Begin();
        await process.HasAsync(10);
        await NothingIsPendingAsync();
        Assert.That(process.Lanes.Single(), Does.Match($"^redis:posts/{Stream}/rtm/posts-[0-9a-f]{{8}}$"));
        await process.StopAsync();
        Assert.That((StackExchange.Redis.RedisResult[])(await Server.RunAsync("XINFO", "CONSUMERS", Stream, "rtm"))!, Is.Empty);
    }

    [Test]
    public async Task LongBinaryAndOddEntries_AreDeadLettersWithTheirReasonOrTakenAsTheyAre()
    {
        await Server.RunAsync("XADD", Stream, "*", "data", new byte[5000]);
        await Server.RunAsync("XADD", Stream, "*", "data", new byte[] { 0x7B, 0xFF, 0x00, 0x7D });
        await Server.RunAsync("XADD", Stream, "*", "other", "x", "more", "y");
        await Server.RunAsync("XADD", Stream, "*", "data", Post(1));
        await using StreamProcess process = new StreamProcess(Options with { Field = "data", MaxEntryBytes = 4500 }).Begin();
        await process.HasAsync(4);
        Assert.That(process.Journal.Select(record => record.Fault), Is.EqualTo(new[]
        {
            "too long: an entry of 5000 bytes (limit 4500)", null, "an entry without the field 'data'", null,
        }));
        Assert.That(process.Journal[1].Bytes.ToArray(), Is.EqualTo(new byte[] { 0x7B, 0xFF, 0x00, 0x7D }));
        Assert.That(process.Watch.Counts["fault"], Is.EqualTo(2));
        await NothingIsPendingAsync();
    }
}
