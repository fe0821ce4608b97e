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
}

/// <summary>Where a record stands in its source; kept with dead letters, and later with checkpoints.</summary>
/// <param name="Source">File name as given by the user, or "-" for standard input.</param>
/// <param name="Line">Line of the record's first byte, 1-based; 0 where lines mean nothing.</param>
/// <param name="Offset">Offset of the record's first byte in the decompressed source, 0-based.</param>
internal readonly record struct RecordPosition(string Source, long Line, long Offset)
{
    public override string ToString() => Line > 0 ? $"{Source}:{Line}" : $"{Source}@{Offset}";
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

    /// <summary>Why framing failed; null unless <see cref="Form"/> is <see cref="RecordForm.Fault"/>.</summary>
    public string? Fault { get; init; }

}

/// <summary>Records in source order over one pooled buffer. Whoever decodes the batch disposes it.</summary>
internal sealed class RawBatch(RawRecord[] records, int count, IDisposable? buffer) : IDisposable
{
    private IDisposable? _buffer = buffer;

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
