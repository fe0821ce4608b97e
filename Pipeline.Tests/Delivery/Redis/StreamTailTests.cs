using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

internal sealed class StreamTailTests : RedisServerTests
{
    private SampleRevisions _samples = null!;

    [SetUp]
    public void BeginSamples() => _samples = new SampleRevisions(5);

    [Test]
    public async Task Tail_FromTheBeginning_SeesEveryEntryOnceWithoutAGap()
    {
        await WriteAsync(500);
        List<TailEntry> seen = await TailAsync(new TailOptions { From = "0", Count = 500, PageEntries = 7 });
        Assert.That(seen.Select(entry => entry.Text("id")).Distinct().Count(), Is.EqualTo(500));
        Assert.That(Warnings, Is.Empty);
    }

    [Test]
    public async Task Tail_FromAnId_SeesOnlyWhatFollows()
    {
        await WriteAsync(10, OutputKind.Alert);
        string third = (await Server.EntriesAsync("alerts"))[2].Id;
        List<TailEntry> seen = await TailAsync(new TailOptions { From = third, Count = 7 });
        Assert.That(seen.Select(entry => entry.Text("seq")), Is.EqualTo(["4", "5", "6", "7", "8", "9", "10"]));
    }

    [TestCase(4, 7)]
    [TestCase(9, 2)]
    [TestCase(10, 1)]
    [TestCase(20, 1)]
    public async Task Tail_FromTheNewest_BeginsSoManyBack(int newest, int first)
    {
        await WriteAsync(10, OutputKind.Alert);
        List<TailEntry> seen = await TailAsync(new TailOptions { Newest = newest, Count = 11 - first });
        Assert.That(seen.Select(entry => entry.Text("seq")), Is.EqualTo(Enumerable.Range(first, 11 - first).Select(seq => $"{seq}")));
        Assert.That(Warnings, Is.Empty);
    }

    [Test]
    public async Task Tail_OfNewEntries_SeesThoseWrittenMeanwhile()
    {
        await WriteAsync(3, OutputKind.Alert);
        using CancellationTokenSource stop = new();
        List<TailEntry> seen = [];
        await using StreamTail tail = new(Server.Options, new TailOptions(), Warnings.Add, TimeProvider.System);
        Task following = tail.RunAsync(seen.Add, stop.Token);
        await Eventually.IsTrue(async () => await CallsAsync("xread") > 0, "the tail reading");
        await WriteAsync(2, OutputKind.Alert);
        await Eventually.IsTrue(() => seen.Count == 2, "two entries");
        await stop.CancelAsync();
        await following;
        Assert.That(seen.Select(entry => entry.Text("seq")), Is.EqualTo(["4", "5"]));
    }

    [Test]
    public async Task Tail_OneType_PassesOverTheOthers()
    {
        await WriteAsync(60);
        long retractions = (await Server.EntriesAsync("alerts")).Concat(await Server.EntriesAsync("opportunities"))
            .LongCount(entry => new TailEntry(OutputStream.Alerts, entry.Id, entry.Names, entry.Values).Type == OutputTypes.Retraction);
        List<TailEntry> seen = await TailAsync(new TailOptions { From = "0", Types = [OutputTypes.Retraction], Count = retractions });
        Assert.That(seen, Has.Count.Positive.And.All.Property(nameof(TailEntry.Type)).EqualTo(OutputTypes.Retraction));
    }

    [Test]
    public async Task Tail_OfDeadLetters_SeesThem()
    {
        await WriteAsync(new OutputBatch([], [_samples.NextRejection()], SampleRevisions.Noon));
        List<TailEntry> seen = await TailAsync(new TailOptions { From = "0", Types = [OutputTypes.DeadLetter], Count = 1 });
        Assert.That(seen[0].Text("source"), Is.EqualTo("night.ndjson"));
    }

    [Test]
    public async Task Gap_InSeq_IsReported()
    {
        await WriteAsync(5, OutputKind.Alert);
        List<StoredEntry> stored = await Server.EntriesAsync("alerts");
        await Server.RunAsync("XDEL", "{rtm}:alerts", stored[1].Id, stored[2].Id);
        await TailAsync(new TailOptions { From = "0", Count = 3 });
        Assert.That(Warnings, Is.EqualTo(["{rtm}:alerts: seq 2 to 3 are missing; they were trimmed or lost"]));
    }

    [Test]
    public async Task Gap_AtTheTrimmedBeginning_IsReported()
    {
        await WriteAsync(5, OutputKind.Alert);
        await Server.RunAsync("XTRIM", "{rtm}:alerts", "MAXLEN", "=", 2);
        await TailAsync(new TailOptions { From = "0", Count = 2 });
        Assert.That(Warnings, Is.EqualTo(["{rtm}:alerts: seq 1 to 3 are missing; they were trimmed or lost"]));
    }

    [Test]
    public async Task EntryOfOthers_WithoutSeq_IsReported()
    {
        await Server.RunAsync("XADD", "{rtm}:alerts", "5-0", "type", OutputTypes.Alert);
        await TailAsync(new TailOptions { From = "0", Count = 1 });
        Assert.That(Warnings, Has.One.Contains("has no seq"));
    }

    [Test]
    public async Task Group_TwoMembers_ShareTheEntriesAndAcknowledgeThem()
    {
        await WriteAsync(20, OutputKind.Alert);
        List<TailEntry> first = await TailAsync(InGroup("one") with { Count = 12 });
        List<TailEntry> second = await TailAsync(InGroup("two") with { Count = 8 });
        Assert.That(first.Concat(second).Select(entry => entry.Text("seq")), Is.EqualTo(Enumerable.Range(1, 20).Select(seq => $"{seq}")));
        Assert.That(await PendingAsync(), Is.Zero);
        Assert.That(Warnings, Is.Empty);
    }

    [Test]
    public async Task Group_EntriesOfOtherTypes_AreAcknowledgedToo()
    {
        await WriteAsync(SampleRevisions.Batch(_samples.Next(OutputKind.Alert, IncidentPhase.Retracted), _samples.Next(OutputKind.Alert)));
        await TailAsync(InGroup("one") with { Types = [OutputTypes.Alert], Count = 1 });
        Assert.That(await PendingAsync(), Is.Zero);
    }

    [Test]
    public async Task Group_MemberThatCrashed_GetsItsEntriesAgain()
    {
        await WriteAsync(3, OutputKind.Alert);
        await LeavePendingAsync("one", 2);
        List<TailEntry> seen = await TailAsync(InGroup("one") with { Count = 3 });
        Assert.That(seen.Select(entry => entry.Text("seq")), Is.EqualTo(["1", "2", "3"]));
        Assert.That(await PendingAsync(), Is.Zero);
    }

    [Test]
    public async Task Group_EntriesLeftByAnother_AreTakenOver()
    {
        await WriteAsync(3, OutputKind.Alert);
        await LeavePendingAsync("gone", 2);
        List<TailEntry> seen = await TailAsync(InGroup("one") with { Count = 3, ClaimIdle = TimeSpan.Zero });
        Assert.That(seen.Select(entry => entry.Text("seq")), Is.EqualTo(["1", "2", "3"]));
        Assert.That(await PendingAsync(), Is.Zero);
    }

    [Test]
    public async Task Group_EntriesOfABusyMember_AreLeftToIt()
    {
        await WriteAsync(3, OutputKind.Alert);
        await LeavePendingAsync("busy", 2);
        List<TailEntry> seen = await TailAsync(InGroup("one") with { Count = 1 });
        Assert.That((seen[0].Text("seq"), await PendingAsync()), Is.EqualTo(("3", 2)));
    }

    [Test]
    public async Task Group_EntryTrimmedWhilePending_IsReportedAndForgotten()
    {
        await WriteAsync(3, OutputKind.Alert);
        await LeavePendingAsync("one", 2);
        await Server.RunAsync("XTRIM", "{rtm}:alerts", "MAXLEN", "=", 1);
        await TailAsync(InGroup("one") with { Count = 1 });
        Assert.That(await PendingAsync(), Is.Zero);
        Assert.That(Warnings, Is.EqualTo(Enumerable.Repeat("{rtm}:alerts: trimmed before team had handled them: 1", 2)));
    }

    [Test]
    public async Task Tail_ServerThatRestarts_GoesOn()
    {
        await using RedisServer server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await WriteAsync(server, SampleRevisions.Batch(_samples.Next(OutputKind.Alert)));
        List<TailEntry> seen = [];
        await using StreamTail tail = new(server.Options, new TailOptions { From = "0", Count = 2 }, Warnings.Add, TimeProvider.System);
        Task following = tail.RunAsync(seen.Add, CancellationToken.None);
        await Eventually.IsTrue(() => seen.Count == 1, "the first entry");
        await server.KillAsync();
        await Eventually.IsTrue(() => Warnings.Count == 1, "a warning");
        await server.RestartAsync();
        await WriteAsync(server, SampleRevisions.Batch(_samples.Next(OutputKind.Alert)));
        await following;
        Assert.That((seen[1].Text("seq"), Warnings.Count), Is.EqualTo(("2", 2)));
    }

    private static TailOptions InGroup(string consumer) =>
        new() { Group = "team", Consumer = consumer, From = "0", Types = [OutputTypes.Alert, OutputTypes.Retraction] };

    private async Task<long> PendingAsync() => (long)RedisReply.List(await Server.RunAsync("XPENDING", "{rtm}:alerts", "team"))[0];

    private async Task LeavePendingAsync(string consumer, int count)
    {
        await Server.RunAsync("XGROUP", "CREATE", "{rtm}:alerts", "team", "0");
        await Server.RunAsync("XREADGROUP", "GROUP", "team", consumer, "COUNT", count, "STREAMS", "{rtm}:alerts", ">");
    }

    private async Task<long> CallsAsync(string command) =>
        (await Server.TextAsync("INFO", "commandstats"))!.Contains($"cmdstat_{command}:calls=", StringComparison.Ordinal) ? 1 : 0;

    private async Task<List<TailEntry>> TailAsync(TailOptions options)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        List<TailEntry> seen = [];
        await using StreamTail tail = new(Server.Options, options, Warnings.Add, TimeProvider.System);
        await tail.RunAsync(seen.Add, limit.Token);
        Assert.That(limit.IsCancellationRequested, Is.False, "the tail came to its count");
        return seen;
    }

    private Task WriteAsync(int count) => WriteAsync(SampleRevisions.Batch(_samples.Take(count)));

    private Task WriteAsync(int count, OutputKind output) =>
        WriteAsync(SampleRevisions.Batch([.. Enumerable.Range(0, count).Select(_ => _samples.Next(output))]));

    private Task WriteAsync(OutputBatch batch) => WriteAsync(Server, batch);

    private static async Task WriteAsync(RedisServer server, OutputBatch batch)
    {
        await using RedisDelivery delivery = new(server.Options, _ => { }, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        await delivery.WriteAsync(batch, CancellationToken.None);
    }
}
