using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Journal;

internal sealed class JournalPurgeTests
{
    private static readonly JournalOptions s_keeping = JournalRun.Small with { KeepHours = 1000, SegmentBytes = 1 << 20 };

    [Test]
    public async Task Purge_OfCoveredRecords_OverwritesThemAndKeepsTheOthersInPlace()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open(s_keeping);
        await JournalRun.AppendAsync(journal, JournalRun.Texts(4));
        await journal.PurgeAsync(["2", "3"]);
        await journal.RollAsync();
        byte[] before = run.Folder.Read(SegmentFiles.NameOf(1));
        await journal.CoveredAsync(4);
        await journal.FinishPurgeAsync();

        byte[] after = run.Folder.Read(SegmentFiles.NameOf(1));
        Assert.That(after, Has.Length.EqualTo(before.Length));
        Assert.That(Encoding.Latin1.GetString(after), Does.Contain("|1|").And.Contain("|4|").And.Not.Contain("|2|").And.Not.Contain("|3|"));
        Assert.That((await run.ReadAsync()).Select(entry => (entry.Ordinal, entry.IsFault)), Is.EqualTo(new[] { (1L, false), (4L, false) }));
        Assert.That(journal.Purged, Is.EqualTo(2));
    }

    [Test]
    public async Task Purge_OfRecordsThatNoCheckpointCovers_WaitsAndIsRememberedOverACrash()
    {
        JournalRun run = new();
        JournalWriter journal = run.Open(s_keeping);
        await JournalRun.AppendAsync(journal, JournalRun.Texts(3));
        await journal.PurgeAsync(["2"]);
        await journal.RollAsync();
        await journal.FinishPurgeAsync();
        Assert.That(await run.ReadAsync(), Has.Count.EqualTo(3), "a run that goes on must see what the first one saw");
        run.Folder.Crash(5);
        await journal.DisposeAsync();

        await using JournalWriter again = run.Open(s_keeping);
        await again.RollAsync();
        await again.CoveredAsync(3);
        await again.FinishPurgeAsync();
        Assert.That((await run.ReadAsync()).Select(entry => entry.Ordinal), Is.EqualTo(new[] { 1L, 3L }));
    }

    [Test]
    public async Task Purge_Twice_WaitsBetweenPasses()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open(s_keeping);
        await JournalRun.AppendAsync(journal, JournalRun.Texts(3));
        await journal.RollAsync();
        await journal.CoveredAsync(3);
        await journal.PurgeAsync(["1"]);
        await journal.FinishPurgeAsync();
        await journal.PurgeAsync(["2"]);
        await journal.FinishPurgeAsync();
        Assert.That(await run.ReadAsync(), Has.Count.EqualTo(2));
        run.Clock.Now += TimeSpan.FromMinutes(10);
        await journal.CoveredAsync(3);
        await journal.FinishPurgeAsync();
        Assert.That(await run.ReadAsync(), Has.Count.EqualTo(1));
    }

    /// <summary>The power fails at each call of the disk of a purge in turn.</summary>
    [Test]
    public async Task Purge_InterruptedAnywhere_LeavesNoPartOfTheRecordBehindAtTheNextStart()
    {
        DiskCall[] calls = [DiskCall.Write, DiskCall.FlushFile, DiskCall.FlushFolder, DiskCall.Create, DiskCall.Append, DiskCall.Delete, DiskCall.Rename];
        foreach (DiskCall call in calls)
        {
            for (int nth = 1; nth <= 4; nth++)
            {
                for (int seed = 0; seed < 5; seed++)
                    await InterruptAsync(call, nth, seed);
            }
        }
    }

    [Test]
    public async Task Purge_OfMoreIdsThanAreRemembered_RemovesTheSegmentsInstead()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open(s_keeping);
        await JournalRun.AppendAsync(journal, JournalRun.Texts(3));
        await journal.PurgeAsync([.. Enumerable.Range(0, PurgeList.MaxIds + 1).Select(i => $"none-{i}")]);
        await journal.RollAsync();
        await JournalRun.AppendAsync(journal, "|4|");
        await journal.RollAsync();
        Assert.That(await run.ReadAsync(), Has.Count.EqualTo(4));
        await journal.CoveredAsync(4);
        await journal.FinishPurgeAsync();
        Assert.That((await run.ReadAsync()).Select(entry => entry.Ordinal), Is.EqualTo(new[] { 4L }));
    }

    private static async Task InterruptAsync(DiskCall call, int nth, int seed)
    {
        JournalRun run = new();
        JournalWriter journal = run.Open(s_keeping);
        await JournalRun.AppendAsync(journal, JournalRun.Texts(6, 700));
        await journal.RollAsync();
        await journal.PurgeAsync(["2", "5"]);
        run.Folder.Fail(call, nth, "the power fails", forGood: true);
        try
        {
            await journal.CoveredAsync(6);
            await journal.FinishPurgeAsync();
        }
        catch (JournalBrokenException)
        {
            // The failure may have met the writer itself.
        }

        await journal.DisposeAsync();
        run.Folder.Heal();
        run.Folder.Crash(seed);
        await using JournalWriter again = run.Open(s_keeping);
        await again.CoveredAsync(6);
        await again.FinishPurgeAsync();
        Assert.That((await run.ReadAsync()).Select(entry => (entry.Ordinal, entry.IsFault)), Is.EqualTo(new[] { 1L, 3, 4, 6 }.Select(ordinal => (ordinal, false))), $"{call} {nth}, seed {seed}");
        string left = Encoding.Latin1.GetString(run.Folder.Read(SegmentFiles.NameOf(1)));
        Assert.That(left, Does.Not.Contain("|2|").And.Not.Contain("|5|"), $"{call} {nth}, seed {seed}");
    }
}
