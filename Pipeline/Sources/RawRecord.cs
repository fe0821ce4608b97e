namespace RtmPipeline.Sources;

/// <summary>What framing can tell of a record without decoding it.</summary>
internal enum RecordForm : byte
{
    /// <summary>One JSON value: a line, or a whole document.</summary>
    Json,

    /// <summary>One XML document, as bytes in its own encoding.</summary>
    Xml,

    /// <summary>The data of one server-sent event; <see cref="RawRecord.EventName"/> names it.</summary>
    ServerSentEvent,

    /// <summary>Framing failed: the bytes are the head of what could not be framed, <see cref="RawRecord.Fault"/> says why.</summary>
    Fault,

    /// <summary>No record of a source, but the word that nothing came up to <see cref="RawRecord.ReceivedAt"/>: stream time goes on. It holds no bytes.</summary>
    Quiet,

    /// <summary>A team's decision on an incident, one JSON value.</summary>
    Decision,
}

/// <summary>Where a record stands in its stream; kept with dead letters and checkpoints. Two places are equal when stream, line and offset are.</summary>
/// <param name="Source">Name of the stream: file name as given by the user, "-" for standard input, or that of a stream into which several sources were merged.</param>
/// <param name="Line">Line of the record's first byte, 1-based; 0 where lines mean nothing.</param>
/// <param name="Offset">Offset of the record's first byte in the decompressed source, 0-based.</param>
internal readonly record struct RecordPosition(string Source, long Line, long Offset)
{
    /// <summary>The source from which it came into a merged stream; null where the stream is the source.</summary>
    public string? From { get; init; }

    /// <summary>Where that source itself has the record, as the offset in a partition; null where it numbers nothing.</summary>
    public long? Origin { get; init; }

    /// <summary>The source for people.</summary>
    public string Named => From ?? Source;

    public bool Equals(RecordPosition other) => Offset == other.Offset && Line == other.Line && Source == other.Source;

    public override int GetHashCode() => HashCode.Combine(Source, Line, Offset);

    public override string ToString() => Origin is { } origin ? $"{Named}@{origin}" : Line > 0 ? $"{Named}:{Line}" : $"{Named}@{Offset}";
}

/// <summary>One framed piece of input, not decoded yet.</summary>
internal readonly struct RawRecord
{
    public required RecordForm Form { get; init; }

    /// <summary>A slice of the batch's pooled buffer: valid until the batch is disposed.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required RecordPosition Position { get; init; }

    /// <summary>When it was received, unix milliseconds, as a journal tells it; 0 where nobody noted it, as in most recordings.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>Name of a server-sent event; null in other forms.</summary>
    public string? EventName { get; init; }

    /// <summary>Content type with its charset as the server sent it, at most <see cref="MaxContentType"/> characters; null where there was none, and for server-sent events.</summary>
    public string? ContentType { get; init; }

    /// <summary>Why framing failed; null unless <see cref="Form"/> is <see cref="RecordForm.Fault"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>Longest content type that is kept.</summary>
    public const int MaxContentType = 200;
}

/// <summary>Records in source order over one pooled buffer. Whoever decodes the batch disposes it.</summary>
internal sealed class RawBatch(RawRecord[] records, int count, IDisposable? buffer) : IDisposable
{
    private IDisposable? _buffer = buffer;

    /// <summary>
    /// Called once when all records of the batch are safe: in the journal and flushed, or, where there is no journal, on their way through the graph. Not called for a batch that
    /// was not taken. Null for sources that have nothing to acknowledge.
    /// </summary>
    public Action? Accepted { get; init; }

    public ReadOnlySpan<RawRecord> Records => records.AsSpan(0, count);

    public void Dispose()
    {
        _buffer?.Dispose();
        _buffer = null;
    }
}

/// <summary>A source of raw records: it frames, and does nothing else with the bytes.</summary>
internal interface IRecordSource
{
    /// <summary>Name for messages, metrics and positions.</summary>
    string Name { get; }

    /// <summary>Reads until the source ends or <paramref name="stopReading"/> is cancelled; a stop ends the sequence without an exception.</summary>
    /// <param name="batchSize">Most records in a batch; at least 1.</param>
    /// <param name="stopReading">Ends reading; batches handed out already stay valid.</param>
    IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, CancellationToken stopReading);
}
