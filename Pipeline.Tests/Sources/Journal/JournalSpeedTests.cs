using System.Diagnostics;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Journal;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Journal;

[Explicit("measures this machine's disk")]
internal sealed class JournalSpeedTests
{
    private const int RecordBytes = 1024;

    /// <param name="writers">Writers at once.</param>
    /// <param name="milliseconds">Window of a flush.</param>
    /// <param name="waitsForEach">True when a writer waits for each record to be durable, as an HTTP answer does.</param>
    /// <param name="total">Records.</param>
    [TestCase(1, 10, true, 300)]
    [TestCase(16, 10, true, 5_000)]
    [TestCase(256, 10, true, 50_000)]
    [TestCase(1, 0, true, 3_000)]
    [TestCase(16, 0, true, 20_000)]
    [TestCase(1, 10, false, 300_000)]
    [TestCase(4, 10, false, 300_000)]
    public async Task Append_OfOneKilobyte(int writers, int milliseconds, bool waitsForEach, int total)
    {
        using ScratchFolder scratch = new();
        JournalRun run = new();
        CountedFolder folder = new(new DiskFolder(scratch.PathOf("journal")));
        await using JournalWriter journal = JournalWriter.Open(folder, new JournalOptions { FlushMilliseconds = milliseconds }, run.Host(TimeProvider.System));
        RawRecord record = JournalRun.Record(new string('x', RecordBytes));
        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            long last = 0;
            for (int i = 0; i < total / writers; i++)
            {
                last = await journal.AppendAsync(record, CancellationToken.None);
                if (waitsForEach)
                    await journal.FlushedAsync(last);
            }

            await journal.FlushedAsync(last);
        })));
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        long records = journal.End.Ordinal;
        TestContext.Out.WriteLine(
            $"{writers} writers, window {milliseconds} ms, {(waitsForEach ? "each waits" : "none waits")}: {records / seconds:0} records/s, {folder.Flushes / seconds:0} flushes/s");
        Assert.That(records, Is.EqualTo(total / writers * writers));
    }

    private sealed class CountedFolder(IDurableFolder inner) : IDurableFolder
    {
        private int _flushes;

        public int Flushes => _flushes;

        public string Path => inner.Path;

        public IReadOnlyList<string> List() => inner.List();

        public byte[] Read(string name) => inner.Read(name);

        public Stream OpenRead(string name) => inner.OpenRead(name);

        public IDurableFile Create(string name) => new CountedFile(this, inner.Create(name));

        public IDurableFile Append(string name) => new CountedFile(this, inner.Append(name));

        public void Rename(string name, string newName) => inner.Rename(name, newName);

        public void Delete(string name) => inner.Delete(name);

        public void Flush() => inner.Flush();

        public IDisposable Lock(string name) => inner.Lock(name);

        private sealed class CountedFile(CountedFolder folder, IDurableFile file) : IDurableFile
        {
            public long Length => file.Length;

            public void Write(ReadOnlySpan<byte> bytes) => file.Write(bytes);

            public void WriteAt(long offset, ReadOnlySpan<byte> bytes) => file.WriteAt(offset, bytes);

            public void Truncate(long length) => file.Truncate(length);

            public void Flush()
            {
                file.Flush();
                Interlocked.Increment(ref folder._flushes);
            }

            public void Dispose() => file.Dispose();
        }
    }
}
