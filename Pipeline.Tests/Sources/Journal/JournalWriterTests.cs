using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Journal;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Journal;

internal sealed class JournalWriterTests
{
    [Test]
    public async Task Append_OfEveryForm_IsReadBackAsItCame()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open();
        RawRecord[] records =
        [
            JournalRun.Record("plain", "first"),
            new() { Form = RecordForm.Xml, Bytes = new byte[] { 0xff, 0xfe, 0 }, Position = new RecordPosition("second", 0, 7) { Origin = 0 }, ContentType = "text/xml; charset=koi8-r" },
            new() { Form = RecordForm.ServerSentEvent, Bytes = default, EventName = "update", Position = new RecordPosition("first", 2, 9), ReceivedAt = 5 },
            new() { Form = RecordForm.ServerSentEvent, Bytes = "x"u8.ToArray(), EventName = "", Position = new RecordPosition("first", 2, 9) },
            new() { Form = RecordForm.Fault, Bytes = "head"u8.ToArray(), Fault = "too long: é", Position = new RecordPosition("", 3, 3) },
        ];
        foreach (RawRecord record in records)
            await journal.AppendAsync(record, CancellationToken.None);
        await journal.FlushedAsync(5);

        List<RawRecord> read = [];
        await foreach (RawBatch batch in new JournalSource(run.Folder, "j", 0, _ => { }).ReadAsync(2, CancellationToken.None))
        {
            foreach (RawRecord record in batch.Records)
                read.Add(record with { Bytes = record.Bytes.ToArray() });
            batch.Dispose();
        }

        Assert.That(read, Has.Count.EqualTo(records.Length));
        for (int i = 0; i < records.Length; i++)
        {
            Assert.That(read[i].Bytes.ToArray(), Is.EqualTo(records[i].Bytes.ToArray()));
            Assert.That((read[i].Position.Named, read[i].Position.Origin), Is.EqualTo((records[i].Position.Source, records[i].Position.Origin)));
            Assert.That(read[i] with { Bytes = default }, Is.EqualTo(records[i] with
            {
                Bytes = default,
                Position = new RecordPosition("j", i + 1, i + 1) { From = records[i].Position.Source },
                ReceivedAt = i == 2 ? 5 : 0,
            }));
        }
    }

    [Test]
    public async Task Flush_WithinTheWindow_IsSharedByManyWriters()
    {
        JournalRun run = new();
        HandClock clock = new();
        await using JournalWriter journal = run.Open(JournalRun.Small with { FlushMilliseconds = 10 }, clock);
        int before = run.Folder.FileFlushes;
        long[] ordinals = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => journal.AppendAsync(JournalRun.Record($"{i}"), CancellationToken.None).AsTask())));
        await Eventually.IsTrue(() => clock.Periods.Count > 0, "the window began");
        Task[] flushed = [.. ordinals.Select(journal.FlushedAsync)];
        Assert.That(flushed.Any(task => task.IsCompleted), Is.False);
        clock.Fire();
        await Task.WhenAll(flushed);

        Assert.That(run.Folder.FileFlushes - before, Is.EqualTo(1));
        Assert.That(ordinals.Order(), Is.EqualTo(Enumerable.Range(1, 50)));
    }

    [Test]
    public async Task Open_WhileAnotherWrites_IsRefused()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open();
        Assert.That(() => run.Open(), Throws.TypeOf<JournalBrokenException>().With.Message.Contains("is being written by another process"));
    }

    [Test]
    public async Task Open_OfAFolderOnDiskWhileAnotherWrites_IsRefused()
    {
        using ScratchFolder scratch = new();
        JournalRun run = new();
        await using (JournalWriter journal = JournalWriter.Open(new DiskFolder(scratch.PathOf("journal")), JournalRun.Small, run.Host()))
        {
            await JournalRun.AppendAsync(journal, "kept");
            Assert.That(() => JournalWriter.Open(new DiskFolder(scratch.PathOf("journal")), JournalRun.Small, run.Host()), Throws.TypeOf<JournalBrokenException>());
        }

        await using JournalWriter again = JournalWriter.Open(new DiskFolder(scratch.PathOf("journal")), JournalRun.Small, run.Host());
        Assert.That(again.End.Ordinal, Is.EqualTo(1));
    }

    [TestCase(DiskCall.Write, "No space left on device")]
    [TestCase(DiskCall.FlushFile, "Input/output error")]
    public async Task Append_WhenTheDiskFails_IsNotAcknowledgedAndSaysWhy(DiskCall call, string error)
    {
        JournalRun run = new();
        JournalWriter journal = run.Open();
        await JournalRun.AppendAsync(journal, "kept");
        run.Folder.Fail(call, 1, error);
        long lost = await journal.AppendAsync(JournalRun.Record("lost"), CancellationToken.None);
        Assert.That(() => journal.FlushedAsync(lost), Throws.TypeOf<JournalBrokenException>().With.Message.Contains($"{error}; nothing beyond record 1 is accepted"));
        Assert.That(async () => await journal.AppendAsync(JournalRun.Record("more"), CancellationToken.None), Throws.TypeOf<JournalBrokenException>());
        Assert.That(() => journal.BeyondAsync(1), Throws.TypeOf<JournalBrokenException>());
        await journal.DisposeAsync();

        run.Folder.Crash(3);
        await using JournalWriter again = run.Open();
        Assert.That((await run.ReadAsync())[0], Is.EqualTo(new Entry(1, "kept")));
    }

    [Test]
    public async Task Segments_RollAtTheirSizeAndAtCheckpoints_AndNeverEmpty()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open();
        foreach (string text in JournalRun.Texts(20))
            await JournalRun.AppendAsync(journal, text);
        int bySize = run.Segments().Length;
        await journal.RollAsync();
        await journal.RollAsync();

        Assert.That(bySize, Is.InRange(3, 6));
        Assert.That(run.Segments(), Has.Length.EqualTo(bySize + 1));
        Assert.That(await run.ReadAsync(), Is.EqualTo(JournalRun.Texts(20).Select((text, i) => new Entry(i + 1, text))));
        Assert.That(await run.ReadAsync(from: 13), Is.EqualTo(JournalRun.Texts(20).Select((text, i) => new Entry(i + 1, text)).Skip(12)));
    }

    [Test]
    public async Task Covered_ByTheOldestCheckpoint_RemovesWhatIsNotNeeded()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open();
        foreach (string text in JournalRun.Texts(20))
            await JournalRun.AppendAsync(journal, text);
        await journal.RollAsync();
        await journal.CoveredAsync(10);
        List<Entry> left = await run.ReadAsync();
        Assert.That(left[0].Ordinal, Is.InRange(2, 11), "records behind the checkpoint stay");
        Assert.That(left, Has.Count.EqualTo(20 - left[0].Ordinal + 1));

        await journal.CoveredAsync(20);
        Assert.That(run.Segments(), Has.Length.EqualTo(1));
        Assert.That(await run.ReadAsync(), Is.Empty);
        Assert.That(await JournalRun.AppendAsync(journal, "on"), Is.EqualTo(21));
    }

    [Test]
    public async Task Numbers_AfterEverythingWasRemoved_GoOn()
    {
        JournalRun run = new();
        for (int life = 0; life < 3; life++)
        {
            await using JournalWriter journal = run.Open();
            long last = await JournalRun.AppendAsync(journal, "a", "b");
            Assert.That(last, Is.EqualTo((life * 2) + 2));
            await journal.RollAsync();
            await journal.CoveredAsync(last);
        }

        Assert.That(run.Segments(), Is.EqualTo(new[] { SegmentFiles.NameOf(4) }));
    }

    [TestCase(65_535)]
    [TestCase(4_294_967_295)]
    [TestCase(9_999_999_999_999_998)]
    public async Task Numbers_BeyondNarrowCounters_DoNotWrap(long number)
    {
        JournalRun run = new();
        using (IDurableFile file = run.Folder.Create(SegmentFiles.NameOf(number)))
            file.Write(JournalFormat.SegmentHeadOf(new SegmentHead(number, number, 0)));
        await using JournalWriter journal = run.Open();
        Assert.That(await JournalRun.AppendAsync(journal, "a"), Is.EqualTo(number));
        await journal.RollAsync();
        await JournalRun.AppendAsync(journal, "b");
        Assert.That(run.Segments(), Is.EqualTo(new[] { SegmentFiles.NameOf(number), SegmentFiles.NameOf(number + 1) }));
        Assert.That(await run.ReadAsync(from: number + 1), Is.EqualTo(new[] { new Entry(number + 1, "b") }));
    }

    [Test]
    public async Task Append_ToAFullJournal_WaitsUntilACheckpointCoversMoreAndSaysSo()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open(JournalRun.Small with { MaxBytes = 2000 });
        long last = 0;
        Task<long> waiting = Task.FromResult(0L);
        while (waiting.IsCompleted)
        {
            last = await waiting;
            waiting = journal.AppendAsync(JournalRun.Record(new string('x', 100)), CancellationToken.None).AsTask();
        }

        await journal.FlushedAsync(last);
        await Eventually.IsTrue(() => journal.IsFull, "the journal is full");
        Assert.That(run.Warnings.Single(), Does.Contain("is full").And.Contain("Journal:MaxBytes"));
        await journal.RollAsync();
        Assert.That(waiting.IsCompleted, Is.False);
        await journal.CoveredAsync(last);
        Assert.That(await waiting, Is.EqualTo(last + 1));
        Assert.That(journal.IsFull, Is.False);
        Assert.That(run.Warnings[^1], Does.Contain("takes input again"));
    }

    [Test]
    public async Task Append_WaitingForRoom_CanBeGivenUpAndFailsWhenTheJournalIsClosed()
    {
        JournalRun run = new();
        JournalWriter journal = run.Open(JournalRun.Small with { MaxBytes = 300 });
        await JournalRun.AppendAsync(journal, new string('x', 150));
        await JournalRun.AppendAsync(journal, new string('x', 150));
        using CancellationTokenSource stop = new();
        Task<long> givenUp = journal.AppendAsync(JournalRun.Record(new string('y', 150)), stop.Token).AsTask();
        Task<long> closed = journal.AppendAsync(JournalRun.Record(new string('z', 150)), CancellationToken.None).AsTask();
        await stop.CancelAsync();
        Assert.That(async () => await givenUp, Throws.InstanceOf<OperationCanceledException>());
        await journal.DisposeAsync();
        Assert.That(async () => await closed, Throws.TypeOf<JournalBrokenException>().With.Message.Contains("is closed"));
        Assert.That(await run.ReadAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Append_OfARecordLongerThanTheJournal_IsTakenWhenOneOtherIsLeftAtMost()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open(JournalRun.Small with { MaxBytes = 2000 });
        long last = await JournalRun.AppendAsync(journal, "a", "b", "c");
        Task<long> huge = journal.AppendAsync(JournalRun.Record(new string('h', 5000)), CancellationToken.None).AsTask();
        await Eventually.IsTrue(() => journal.IsFull, "the journal is full");
        await journal.CoveredAsync(last - 1);
        await journal.FlushedAsync(await huge);
        Assert.That((await run.ReadAsync())[^1].Text, Has.Length.EqualTo(5000));

        // The graph has read the long one, and a checkpoint covers all but it.
        await journal.RollAsync();
        await journal.CoveredAsync(await huge - 1);
        Assert.That(await JournalRun.AppendAsync(journal, "on"), Is.EqualTo(5));
    }

    [Test]
    public async Task Segments_KeptAsARecording_GoAfterTheirHoursOrWhenTheyAreInTheWay()
    {
        JournalRun run = new();
        JournalOptions options = JournalRun.Small with { KeepHours = 2, MaxBytes = 3000 };
        await using JournalWriter journal = run.Open(options);
        long last = await JournalRun.AppendAsync(journal, JournalRun.Texts(5));
        await journal.RollAsync();
        await journal.CoveredAsync(last);
        Assert.That(await run.ReadAsync(), Has.Count.EqualTo(5), "kept as a recording");

        run.Clock.Now += TimeSpan.FromHours(2);
        await journal.RollAsync();
        Assert.That(await run.ReadAsync(), Is.Empty, "too old");

        for (int i = 0; i < 10; i++)
        {
            last = await JournalRun.AppendAsync(journal, JournalRun.Texts(5));
            await journal.RollAsync();
            await journal.CoveredAsync(last);
        }

        Assert.That(journal.Bytes, Is.LessThanOrEqualTo(options.MaxBytes));
        Assert.That((await run.ReadAsync())[^1].Ordinal, Is.EqualTo(last));
        Assert.That(run.Warnings, Is.Empty, "recordings give way without holding anything back");
    }

    [Test]
    public async Task RecordThatComesWhileASegmentIsRemoved_GetsRoomWithoutBeingHeldBack()
    {
        JournalRun run = new();
        JournalWriter? journal = null;
        Task<long>? late = null;
        run.CrashPoints = CrashPoints.At("journal.before-delete", _ => late = journal!.AppendAsync(JournalRun.Record(new string('x', 2300)), CancellationToken.None).AsTask());
        await using JournalWriter opened = journal = run.Open(JournalRun.Small with { KeepHours = 2, MaxBytes = 3000 });
        await JournalRun.AppendAsync(journal, JournalRun.Texts(5));
        await journal.RollAsync();
        run.Clock.Now += TimeSpan.FromHours(1);
        long last = await JournalRun.AppendAsync(journal, JournalRun.Texts(5));
        await journal.RollAsync();
        await journal.CoveredAsync(last);
        await JournalRun.AppendAsync(journal, JournalRun.Texts(2));
        run.Clock.Now += TimeSpan.FromHours(1.5);

        // The first segment is too old now; while it goes, a record comes for which the second must give way too.
        await journal.RollAsync();
        await late!;

        Assert.That(run.Warnings, Is.Empty);
        Assert.That(journal.Bytes, Is.LessThanOrEqualTo(3000));
    }

    [Test]
    public async Task Append_FromSeveralWritersWhileAReaderFollows_GivesEveryRecordOnceInOrder()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open();
        const int Writers = 4;
        const int Each = 200;
        Task writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
                await journal.FlushedAsync(await journal.AppendAsync(JournalRun.Record($"{w}:{i}"), CancellationToken.None));
        })));
        JournalledSource follower = new([new NoMore(writing)], journal, "-", 1);
        List<Entry> read = await JournalRun.ReadAsync(follower, batchSize: 7);
        await writing;

        Assert.That(read.Select(entry => entry.Ordinal), Is.EqualTo(Enumerable.Range(1, Writers * Each)));
        for (int w = 0; w < Writers; w++)
            Assert.That(read.Where(entry => entry.Text.StartsWith($"{w}:", StringComparison.Ordinal)).Select(entry => entry.Text), Is.EqualTo(Enumerable.Range(0, Each).Select(i => $"{w}:{i}")));
    }

    /// <summary>A source that gives nothing, and ends when others are done.</summary>
    private sealed class NoMore(Task others) : IRecordSource
    {
        public string Name => "-";

        public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopReading)
        {
            await others.WaitAsync(stopReading);
            yield break;
        }
    }
}
