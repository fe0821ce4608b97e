using System.Text;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Journal;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Journal;

/// <param name="Ordinal">The record's place.</param>
/// <param name="Text">Its bytes, or the fault in their place.</param>
/// <param name="IsFault">True for a fault.</param>
internal sealed record Entry(long Ordinal, string Text, bool IsFault = false);

/// <summary>A journal on a folder that forgets, with what tests ask of it.</summary>
internal sealed class JournalRun
{
    public static JournalOptions Small { get; } = new() { FlushMilliseconds = 0, SegmentBytes = 1000, MaxBytes = 1 << 20 };

    public ForgetfulFolder Folder { get; } = new();

    public SetClock Clock { get; } = new();

    public List<string> Warnings { get; } = [];

    public CrashPoints CrashPoints { get; set; } = CrashPoints.None;

    public JournalWriter Open(JournalOptions? options = null, TimeProvider? clock = null) => JournalWriter.Open(Folder, options ?? Small, Host(clock));

    /// <summary>A record holds a post when its text has the id between bars.</summary>
    public JournalHost Host(TimeProvider? clock = null) => new()
    {
        Clock = clock ?? Clock,
        Warn = Warn,
        HoldsAny = (record, ids) => ids.Any(id => Encoding.UTF8.GetString(record.Bytes.Span).Contains($"|{id}|", StringComparison.Ordinal)),
        CrashPoints = CrashPoints,
    };

    public static RawRecord Record(string text, string source = "-") => new()
    {
        Form = RecordForm.Json,
        Bytes = Encoding.UTF8.GetBytes(text),
        Position = new RecordPosition(source, 1, 0),
    };

    /// <summary>Appends records and waits until the last is flushed.</summary>
    public static async Task<long> AppendAsync(JournalWriter journal, params string[] texts)
    {
        long last = 0;
        foreach (string text in texts)
            last = await journal.AppendAsync(Record(text), CancellationToken.None);
        await journal.FlushedAsync(last);
        return last;
    }

    /// <summary>A journal that holds records, closed again.</summary>
    public async Task WriteAsync(params string[] texts)
    {
        await using JournalWriter journal = Open();
        await AppendAsync(journal, texts);
    }

    /// <summary>Reads what the folder holds.</summary>
    public Task<List<Entry>> ReadAsync(long from = 0, int batchSize = 3) => ReadAsync(new JournalSource(Folder, "the journal", from, Warn), batchSize);

    public static async Task<List<Entry>> ReadAsync(IRecordSource source, int batchSize = 3)
    {
        List<Entry> entries = [];
        await foreach (RawBatch batch in source.ReadAsync(batchSize, CancellationToken.None))
        {
            using (batch)
            {
                foreach (ref readonly RawRecord record in batch.Records)
                    entries.Add(new Entry(record.Position.Offset, record.Fault ?? Encoding.UTF8.GetString(record.Bytes.Span), record.Form == RecordForm.Fault));
            }
        }

        return entries;
    }

    /// <summary>Names of the segments there are.</summary>
    public string[] Segments() => [.. SegmentFiles.In(Folder).Select(file => file.Name)];

    public static string[] Texts(int count, int length = 100) => [.. Enumerable.Range(1, count).Select(i => $"|{i}|".PadRight(length, '.'))];

    private void Warn(string warning)
    {
        lock (Warnings)
            Warnings.Add(warning);
    }
}
