using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;
using RtmPipeline.Tests.Sources.Journal;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Live;

/// <summary>Live sources as the one stream that the graph reads, with a journal and without.</summary>
public sealed class LiveStreamTests
{
    private readonly LiveHost _host = new();

    [OneTimeTearDown]
    public void DisposeHost() => _host.Dispose();

    private long Now => _host.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Test]
    public async Task WithoutAJournal_AllSourcesComeAsOneNumberedStream()
    {
        HandSource one = new("one", _host);
        HandSource two = new("two", _host);
        one.Give(Now, "a", "b");
        two.Give(two.Record("c", Now, origin: 17));
        one.End();
        two.End();
        MergedSource merged = new("journal", [one, two], new ArrivalGate(new MergingOptions(), _host.Clock));
        List<RawRecord> read = await ReadAsync(merged);
        Assert.That(read.Select(record => record.Position.Offset), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(read.Select(record => record.Position.Source), Is.All.EqualTo("journal"));
        Assert.That(read.Select(record => record.Position.ToString()), Is.SupersetOf(new[] { "two@17" }));
        Assert.That((one.Accepted, two.Accepted), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task WithAJournal_ABatchIsAcceptedOnceItsRecordsAreFlushed()
    {
        JournalRun run = new();
        HandSource source = new("one", _host);
        HandClock clock = new();
        await using JournalWriter journal = run.Open(JournalRun.Small with { FlushMilliseconds = 10 }, clock);
        JournalledSource stream = new([source], journal, "journal", 1, new ArrivalGate(new MergingOptions(), _host.Clock));
        source.Give(Now, "a");
        source.End();
        Task<List<RawRecord>> reading = ReadAsync(stream);
        await Eventually.IsTrue(() => clock.Periods.Count > 0, "the record waits for its flush");
        Assert.That(source.Accepted, Is.Zero);
        clock.Fire();
        Assert.That((await reading).Select(record => record.Position.ToString()), Is.EqualTo(new[] { "one:1" }));
        Assert.That(source.Accepted, Is.EqualTo(1));
    }

    [Test]
    public async Task Journal_TellsTheLastNumberOfEachSource()
    {
        using ScratchFolder scratch = new();
        DiskFolder folder = new(scratch.PathOf("journal"));
        HandSource one = new("kafka:k/t/0", _host);
        HandSource two = new("two", _host);
        await using (JournalWriter journal = JournalWriter.Open(folder, JournalRun.Small, new JournalRun().Host()))
        {
            one.Give(one.Record("a", Now, origin: 5), one.Record("b", Now, origin: 7));
            two.Give(Now, "c");
            one.End();
            two.End();
            await ReadAsync(new JournalledSource([one, two], journal, "journal", 1, new ArrivalGate(new MergingOptions(), _host.Clock)));
        }

        Assert.That(JournalOrigins.In(folder.Path), Is.EqualTo(new Dictionary<string, long> { ["kafka:k/t/0"] = 7 }));
        Assert.That(JournalOrigins.In(scratch.PathOf("none")), Is.Empty);
    }

    [Test]
    public async Task WhileNothingComes_TheStreamSaysSo()
    {
        HandSource source = new("one", _host);
        MergedSource merged = new("journal", [source], new ArrivalGate(new MergingOptions { QuietSeconds = 5 }, _host.Clock));
        source.Give(Now, "a");
        await using IAsyncEnumerator<RawBatch> reading = merged.ReadAsync(10, CancellationToken.None).GetAsyncEnumerator();
        Assert.That(await reading.MoveNextAsync());
        Task<bool> next = reading.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            await Eventually.IsTrue(() => next.IsCompleted || _host.Clock.Waiting > 0, "the stream looks at the clock");
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        RawRecord quiet = reading.Current.Records[0];
        Assert.That((quiet.Form, quiet.Position.Offset), Is.EqualTo((RecordForm.Quiet, 2L)));
        Assert.That(quiet.ReceivedAt, Is.LessThanOrEqualTo(Now));
        source.End();
        Assert.That(async () =>
        {
            while (await reading.MoveNextAsync())
                reading.Current.Dispose();
        }, Throws.Nothing, "it ends when the sources have ended");
    }

    private static async Task<List<RawRecord>> ReadAsync(IRecordSource source)
    {
        List<RawRecord> read = [];
        await foreach (RawBatch batch in source.ReadAsync(10, CancellationToken.None))
        {
            foreach (RawRecord record in batch.Records)
                read.Add(record with { Bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record.Bytes.Span)) });
            batch.Dispose();
        }

        return read;
    }
}
