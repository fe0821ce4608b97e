using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>Processes that share a group, and what becomes of a group.</summary>
internal sealed class StreamGroupTests : StreamFixture
{
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(150);

    [Test]
    public async Task TwoConsumers_ShareTheEntries()
    {
        await using StreamProcess one = new StreamProcess(Options with { BatchEntries = 5 }).Begin();
        await using StreamProcess two = new StreamProcess(Options with { BatchEntries = 5, Consumer = "two" }).Begin();
        await AddAsync(0, 300);
        await Eventually.IsTrue(() => one.Taken + two.Taken >= 300, "both have all");
        await NothingIsPendingAsync();
        Assert.That(one.Texts.Concat(two.Texts), Is.EquivalentTo(Posts(0, 300)));
    }

    [Test]
    public async Task ConsumerThatDied_IsTakenOverInALaneOfItsOwn()
    {
        await AddAsync(0, 40);
        await Server.RunAsync("XGROUP", "CREATE", Stream, "rtm", "0");
        await Server.RunAsync("XREADGROUP", "GROUP", "rtm", "dead", "COUNT", 40, "STREAMS", Stream, ">");
        await AddAsync(40, 10);
        await using StreamProcess process = new StreamProcess(Options with { ClaimIdle = s_idle, BatchEntries = 15 }).Begin();
        await process.HasAsync(50);
        await NothingIsPendingAsync();
        Assert.That(process.Texts, Is.EquivalentTo(Posts(0, 50)));
        Assert.That(process.Watch.Counts["claimed"], Is.EqualTo(40));
        Assert.That(process.Lanes, Is.EqualTo(new[] { $"redis:posts/{Stream}/rtm/one", $"redis:posts/{Stream}/rtm/one~1" }));
        await Eventually.IsTrue(async () => !(await MembersAsync()).Contains("one~1"), "the lane is removed when it is empty");
        Assert.That(await MembersAsync(), Does.Contain("dead"), "consumers of others are theirs");
    }

    [Test]
    public async Task CrashInATakeover_DoublesNothing()
    {
        await AddAsync(0, 40);
        await Server.RunAsync("XGROUP", "CREATE", Stream, "rtm", "0");
        await Server.RunAsync("XREADGROUP", "GROUP", "rtm", "dead", "COUNT", 40, "STREAMS", Stream, ">");
        await using StreamProcess process = new StreamProcess(Options with { ClaimIdle = s_idle, BatchEntries = 10, QueueBytes = 1 }) { Accepts = false, Most = 20 }.Begin();
        await process.HasAsync(20);
        await Eventually.IsTrue(() => process.Watch.Records >= 30, "more is under way");
        process.Crash();
        (process.Most, process.Accepts) = (int.MaxValue, true);
        process.Begin();
        await process.HasAsync(40);
        await NothingIsPendingAsync();
        Assert.That(process.Watch.Counts["known"], Is.EqualTo(20));
        Assert.That(process.Texts, Is.EquivalentTo(Posts(0, 40)));
        Assert.That(process.Journal.GroupBy(record => record.Position.Source).Select(lane => lane.Select(record => record.Position.Origin)), Is.All.Ordered.Ascending);
        await Eventually.IsTrue(async () => !(await MembersAsync()).Any(name => name!.Contains('~', StringComparison.Ordinal)), "no lane is left");
    }

    [Test]
    public async Task ProcessThatDies_IsTakenOverByTheOther()
    {
        await using StreamProcess one = new StreamProcess(Options with { ClaimIdle = s_idle }) { TakesRecords = false }.Begin();
        await AddAsync(0, 20);
        await Eventually.IsTrue(() => one.Watch.Records == 20, "one was given them");
        one.Crash();
        await using StreamProcess two = new StreamProcess(Options with { ClaimIdle = s_idle, Consumer = "two" }).Begin();
        await two.HasAsync(20);
        await NothingIsPendingAsync();
        Assert.That(two.Texts, Is.EqualTo(Posts(0, 20)));
    }

    [Test]
    public async Task GroupDestroyed_IsMadeAgainBehindWhatWasRead()
    {
        await AddAsync(0, 10);
        await using StreamProcess process = new StreamProcess(Options).Begin();
        await process.HasAsync(10);
        await NothingIsPendingAsync();
        await Server.RunAsync("XGROUP", "DESTROY", Stream, "rtm");
        await AddAsync(10, 10);
        await process.HasAsync(20);
        await NothingIsPendingAsync();
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 20)));
        Assert.That((process.Watch.Counts["created"], process.Lanes.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task GroupDestroyedWhileAway_IsMadeAgainBehindWhatWasRead()
    {
        await AddAsync(0, 10);
        await using StreamProcess process = new StreamProcess(Options with { StartAt = "end" }) { TakesRecords = true };
        await Server.RunAsync("XGROUP", "CREATE", Stream, "rtm", "0");
        process.Begin();
        await process.HasAsync(10);
        await process.StopAsync();
        await Server.RunAsync("XGROUP", "DESTROY", Stream, "rtm");
        await AddAsync(10, 10);
        process.Begin();
        await process.HasAsync(20);
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 20)));
    }

    [Test]
    public async Task StreamDeletedAndMadeAgainWithLowerIds_IsReadInALaneOfItsOwn()
    {
        await AddAsync(0, 10);
        await using StreamProcess process = new StreamProcess(Options).Begin();
        await process.HasAsync(10);
        await NothingIsPendingAsync();
        await Server.RunAsync("DEL", Stream);
        await process.IsAsync(SourcePhase.Waiting, "there is no stream");
        await Server.RunAsync("XADD", Stream, "5-1", "data", Post(10));
        await Server.RunAsync("XADD", Stream, "5-2", "data", Post(11));
        await process.HasAsync(12);
        await NothingIsPendingAsync();
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 12)));
        Assert.That(process.Lanes, Is.EqualTo(new[] { $"redis:posts/{Stream}/rtm/one", $"redis:posts/{Stream}/rtm/one#1" }));
        process.Crash();
        await Server.RunAsync("XADD", Stream, "5-3", "data", Post(12));
        process.Begin();
        await process.HasAsync(13);
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 13)), "the new lane is known after a restart");
    }

    [Test]
    public async Task GroupSetBackByAPerson_IsReadAgainInALaneOfItsOwn()
    {
        await AddAsync(0, 10);
        await using StreamProcess process = new StreamProcess(Options).Begin();
        await process.HasAsync(10);
        await NothingIsPendingAsync();
        await Server.RunAsync("XGROUP", "SETID", Stream, "rtm", "0");
        await process.HasAsync(20);
        await NothingIsPendingAsync();
        Assert.That(process.Texts, Is.EqualTo(Posts(0, 10).Concat(Posts(0, 10))));
        Assert.That((process.Watch.Counts["set-back"], process.Lanes.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task EntriesTrimmedWhilePending_AreAcknowledgedAndCounted()
    {
        await AddAsync(0, 10);
        await Server.RunAsync("XGROUP", "CREATE", Stream, "rtm", "0");
        await Server.RunAsync("XREADGROUP", "GROUP", "rtm", "one", "COUNT", 6, "STREAMS", Stream, ">");
        await Server.RunAsync("XREADGROUP", "GROUP", "rtm", "dead", "COUNT", 2, "STREAMS", Stream, ">");
        await Server.RunAsync("XTRIM", Stream, "MAXLEN", "=", 3);
        await using StreamProcess process = new StreamProcess(Options with { ClaimIdle = s_idle }).Begin();
        await process.HasAsync(3);
        await process.CountsAsync("trimmed", 7);
        await NothingIsPendingAsync();
        Assert.That(process.Texts, Is.EquivalentTo(Posts(7, 3)));
    }

    private async Task<IEnumerable<string?>> MembersAsync() =>
        ((StackExchange.Redis.RedisResult[])(await Server.RunAsync("XINFO", "CONSUMERS", Stream, "rtm"))!).Select(member => (string?)((StackExchange.Redis.RedisResult[])member!)[1]);
}
