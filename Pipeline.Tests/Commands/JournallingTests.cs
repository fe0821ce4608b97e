using System.Text;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Journal;
using RtmPipeline.State;
using RtmPipeline.Tests.Sources.Journal;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

internal sealed class JournallingTests
{
    private static readonly JournalOptions s_options = JournalRun.Small;

    private readonly List<string> _warnings = [];
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Sources_ThatCanBeAskedAgain_AreLeftAsTheyAre()
    {
        IRecordSource[] files = [new FileSource("a.ndjson", FileLimits.Default)];
        await using Journalling journalling = await OpenAsync(files, null);
        Assert.That(journalling.Sources, Is.EqualTo(files));
        Assert.That(Directory.Exists(_folder.PathOf("state")), Is.False);
        journalling.Kept([]);
        await journalling.PurgeAsync(["1"]);
    }

    [Test]
    public async Task StandardInput_AmongFiles_KeepsItsPlaceAndName()
    {
        await using Journalling journalling = await OpenAsync([new FileSource("a", FileLimits.Default), Pipe("{}"), new FileSource("b", FileLimits.Default)], null);
        Assert.That(journalling.Sources.Select(source => source.Name), Is.EqualTo(new[] { "a", "-", "b" }));
    }

    [Test]
    public async Task Run_GoingOnFromACheckpoint_SeesTheRecordAtItsMarkAndAllBehindIt()
    {
        await using (Journalling first = await OpenAsync([Pipe("{\"n\":1}", "{\"n\":2}", "{\"n\":3}")], null))
            Assert.That(await JournalRun.ReadAsync(first.Sources[0]), Has.Count.EqualTo(3));

        await using Journalling second = await OpenAsync([Pipe("{\"n\":4}")], [Mark(2)]);
        List<Entry> read = await JournalRun.ReadAsync(second.Sources[0]);
        Assert.That(read.Select(entry => entry.Ordinal), Is.EqualTo(new[] { 2L, 3, 4 }), "a record may have been taken in part");
    }

    [Test]
    public async Task Run_GoingOnWithoutACheckpoint_SeesWhatTheJournalHolds()
    {
        await using (Journalling first = await OpenAsync([Pipe("{\"n\":1}")], null))
            await JournalRun.ReadAsync(first.Sources[0]);
        await using Journalling second = await OpenAsync([Pipe("{\"n\":2}")], []);
        Assert.That(await JournalRun.ReadAsync(second.Sources[0]), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Run_BegunAnew_PassesOverWhatTheJournalHolds()
    {
        await using (Journalling first = await OpenAsync([Pipe("{\"n\":1}")], null))
            await JournalRun.ReadAsync(first.Sources[0]);
        await using Journalling second = await OpenAsync([Pipe("{\"n\":2}")], null);
        Assert.That((await JournalRun.ReadAsync(second.Sources[0])).Select(entry => entry.Ordinal), Is.EqualTo(new[] { 2L }));
    }

    [Test]
    public async Task Run_GoingOnWithAnotherJournal_IsRefused()
    {
        Assert.That(() => OpenAsync([Pipe("{}")], [Mark(7)]), Throws.TypeOf<JournalBrokenException>().With.Message.Contains("ends at record 0, and the checkpoint has read 7"));
        await using Journalling again = await OpenAsync([Pipe("{}")], []);
        Assert.That(again.Journal, Is.Not.Null, "the lock was given back");
    }

    [Test]
    public async Task Kept_Checkpoints_RemoveWhatTheOldestOfThemDoesNotNeed()
    {
        await using Journalling journalling = await OpenAsync([Pipe("{\"n\":1}", "{\"n\":2}", "{\"n\":3}")], null, keep: 2);
        await JournalRun.ReadAsync(journalling.Sources[0]);
        Assert.That(await KeptAsync(journalling, Mark(-1)), Is.EqualTo(2));
        await JournalRun.AppendAsync(journalling.Journal!, "{\"n\":4}");
        Assert.That(await KeptAsync(journalling, Mark(4)), Is.EqualTo(3), "the one before it has read nothing");
        await JournalRun.AppendAsync(journalling.Journal!, "{\"n\":5}");
        Assert.That(await KeptAsync(journalling, Mark(5)), Is.EqualTo(3), "the first three records are covered twice, the fourth may have been taken in part");
    }

    [Test]
    public async Task Kept_AfterTheRunWentOn_RemovesNothingBeforeAsManyCheckpointsAsAreKept()
    {
        await using (Journalling first = await OpenAsync([Pipe("{\"n\":1}", "{\"n\":2}")], null))
            await JournalRun.ReadAsync(first.Sources[0]);
        await using Journalling second = await OpenAsync([Pipe("{\"n\":3}")], [Mark(2)], keep: 2);
        await JournalRun.ReadAsync(second.Sources[0]);
        Assert.That(await KeptAsync(second, Mark(3)), Is.EqualTo(2));
        await JournalRun.AppendAsync(second.Journal!, "{\"n\":4}");
        Assert.That(await KeptAsync(second, Mark(4)), Is.EqualTo(3));
        Assert.That(await KeptAsync(second, Mark(4)), Is.EqualTo(2), "both checkpoints are beyond the third record");
    }

    [Test]
    public async Task Purge_OfADeletedPost_TakesItsRecordAndItsRepostsAndLeavesTheDelete()
    {
        string[] lines =
        [
            """{"id":"1","time":"2024-05-01T10:00:00Z","text":"keep this one"}""",
            """{"id":"2","time":"2024-05-01T10:00:01Z","text":"forget this one"}""",
            """{"id":"3","time":"2024-05-01T10:00:02Z","text":"forget this one","kind":"repost","repost_of":"2"}""",
            """{"delete":{"status":{"id":2,"id_str":"2","user_id":9,"user_id_str":"9"},"timestamp_ms":"1714557603000"}}""",
        ];
        await using Journalling journalling = await OpenAsync([Pipe(lines)], null, s_options with { KeepHours = 100, SegmentBytes = 1 << 20 });
        await JournalRun.ReadAsync(journalling.Sources[0]);
        await journalling.PurgeAsync(["plain:2"]);
        await KeptAsync(journalling, Mark(4));
        await JournalRun.AppendAsync(journalling.Journal!, "{}");
        await KeptAsync(journalling, Mark(5));
        await journalling.Journal!.FinishPurgeAsync();
        IRecordSource recording = Journalling.RecordingOf(_folder.PathOf("state/journal"), null)!;
        Assert.That((await JournalRun.ReadAsync(recording)).Select(entry => entry.Ordinal), Is.EqualTo(new[] { 1L, 4, 5 }));
    }

    [Test]
    public async Task Replay_OfAJournal_AsAFolderAndAsASegment_GivesWhatItsInputGave()
    {
        string waves = _folder.Write("waves.ndjson", InventedWaves.Lines());
        await using (Journalling journalling = await OpenAsync([new FileSource("-", FileLimits.Default, () => File.OpenRead(waves), fillWhole: false)], null, new JournalOptions()))
        {
            await JournalRun.ReadAsync(journalling.Sources[0], batchSize: 1000);
            Assert.That(await ReplayAsync("live", _folder.PathOf("state/journal")), Is.EqualTo(await ReplayAsync("plain", waves)), "also while it is being written");
        }

        string segment = Directory.GetFiles(_folder.PathOf("state/journal"), "segment-*").Single();
        Assert.That(await ReplayAsync("segment", segment), Is.EqualTo(await ReplayAsync("plain", waves)));
    }

    [Test]
    public async Task Replay_OfAnEmptyFolder_IsRefused()
    {
        Directory.CreateDirectory(_folder.PathOf("empty"));
        CommandResult refused = await CommandLine.RunAsync("replay", _folder.PathOf("empty"), "--output", _folder.PathOf("none"));
        Assert.That(refused.Code, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.Contain("is a folder"));
    }

    private Task<Journalling> OpenAsync(IReadOnlyList<IRecordSource> sources, IReadOnlyList<SourceMark>? marks, JournalOptions? options = null, int keep = 1) =>
        Journalling.OpenAsync(sources, options ?? s_options, _folder.PathOf("state"), marks, keep, Journalling.HostOf(TimeProvider.System, _warnings.Add, CrashPoints.None));

    /// <returns>Segments there are afterwards.</returns>
    private async Task<int> KeptAsync(Journalling journalling, SourceMark mark)
    {
        journalling.Kept([mark]);
        await journalling.Journal!.RollAsync();
        return Directory.GetFiles(_folder.PathOf("state/journal"), "segment-*").Length;
    }

    private async Task<string> ReplayAsync(string name, string input)
    {
        string output = _folder.PathOf($"{name}.out");
        CommandResult done = await CommandLine.RunAsync("replay", input, "--output", output);
        Assert.That(done.Code, Is.Zero, done.Errors);
        return await File.ReadAllTextAsync(output);
    }

    private static SourceMark Mark(long offset) => new("-", Math.Max(0, offset), offset, 1, false);

    private static FileSource Pipe(params string[] lines) =>
        new("-", FileLimits.Default, () => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), fillWhole: false);
}
