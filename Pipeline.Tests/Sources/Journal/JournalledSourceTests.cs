using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Journal;

namespace RtmPipeline.Tests.Sources.Journal;

internal sealed class JournalledSourceTests
{
    [Test]
    public async Task Read_OfAPipe_GivesItsRecordsOnceTheyAreFlushed()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open();
        JournalledSource source = new([Pipe(1, 100)], journal, "-", 1);
        List<Entry> live = await JournalRun.ReadAsync(source, batchSize: 10);
        Assert.That(source.Name, Is.EqualTo("-"));
        Assert.That(live.Select(entry => entry.Text), Is.EqualTo(Enumerable.Range(1, 100).Select(i => $"{{\"n\":{i}}}")));
        Assert.That(await run.ReadAsync(), Is.EqualTo(live), "the same places when it is read again");
    }

    [Test]
    public async Task Read_GoingOnFromACheckpoint_GivesTheRestOfTheJournalThenTheNewInput()
    {
        JournalRun run = new();
        await using (JournalWriter first = run.Open())
            await JournalRun.ReadAsync(new JournalledSource([Pipe(1, 10)], first, "-", 1));
        run.Folder.Crash(1);

        await using JournalWriter again = run.Open();
        List<Entry> read = await JournalRun.ReadAsync(new JournalledSource([Pipe(11, 15)], again, "-", 8));
        Assert.That(read, Is.EqualTo(Enumerable.Range(8, 8).Select(i => new Entry(i, $"{{\"n\":{i}}}"))));
    }

    [Test]
    public async Task Read_WhileTheGraphStands_ReadsAheadUntilTheJournalIsFull()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open(JournalRun.Small with { MaxBytes = 4000 });
        CountingPipe pipe = new();
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<RawBatch> reading = new JournalledSource([pipe], journal, "-", 1).ReadAsync(5, stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.That(await reading.MoveNextAsync(), Is.True);
        reading.Current.Dispose();
        await TestKit.Eventually.IsTrue(() => journal.IsFull, "the journal is full");
        Assert.That(pipe.Given, Is.LessThan(100), "the pipe is held back");

        await stop.CancelAsync();
        while (await reading.MoveNextAsync())
            reading.Current.Dispose();
    }

    [Test]
    public async Task Read_WhenASourceFails_GivesWhatCameAndThenItsFailure()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open();
        FileSource broken = new("-", FileLimits.Default, () => throw new IOException("the pipe broke"), fillWhole: false);
        Assert.That(() => JournalRun.ReadAsync(new JournalledSource([broken, new CountingPipe()], journal, "-", 1)), Throws.InstanceOf<IOException>().With.Message.EqualTo("the pipe broke"));
    }

    [Test]
    public async Task Read_WhenTheDiskFails_Fails()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open();
        run.Folder.Fail(TestKit.DiskCall.FlushFile, 1, "Input/output error");
        Assert.That(() => JournalRun.ReadAsync(new JournalledSource([Pipe(1, 3)], journal, "-", 1)), Throws.TypeOf<JournalBrokenException>());
    }

    [Test]
    public async Task Read_OfAJournalThatEndsBeforeTheCheckpoint_IsRefused()
    {
        JournalRun run = new();
        await using JournalWriter journal = run.Open();
        Assert.That(() => JournalRun.ReadAsync(new JournalledSource([Pipe(1, 3)], journal, "-", 5)), Throws.TypeOf<JournalBrokenException>().With.Message.Contains("ends at record 0, and the checkpoint has read 4"));
    }

    private static FileSource Pipe(int first, int last)
    {
        string lines = string.Concat(Enumerable.Range(first, last - first + 1).Select(i => $"{{\"n\":{i}}}\n"));
        return new FileSource("-", FileLimits.Default, () => new MemoryStream(Encoding.UTF8.GetBytes(lines)), fillWhole: false);
    }

    /// <summary>Never ends.</summary>
    private sealed class CountingPipe : IRecordSource
    {
        public string Name => "-";

        public int Given { get; private set; }

        public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopReading)
        {
            while (!stopReading.IsCancellationRequested)
            {
                Given++;
                yield return new RawBatch([JournalRun.Record(new string('p', 100))], 1, null);
                await Task.Yield();
            }
        }
    }
}
