using System.Runtime.CompilerServices;
using RtmPipeline.Sources.Files;
using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// Reads the folder of a journal as a recording: all that is there now, then it ends; also while another process writes it. A record's position is its source's name and,
/// as line and offset, its ordinal: the same whether it is read live or again after a crash.
/// </summary>
internal sealed class JournalSource : IRecordSource
{
    /// <summary>Most bytes of records in a batch; a longer record makes a batch alone.</summary>
    private const int BatchBytes = 1 << 20;

    /// <summary>Least room of a batch. Live, some ten posts come at a time: a megabyte for each batch was most of what the collector had to clear away.</summary>
    private const int LeastBatchBytes = 1 << 14;

    private readonly IDurableFolder _folder;
    private readonly long _from;
    private readonly Action<string> _warn;

    /// <param name="folder">The journal's folder.</param>
    /// <param name="name">Name for messages, and of the place where records were lost.</param>
    /// <param name="from">Ordinal to begin at; 1 or less begins at the oldest record there is.</param>
    /// <param name="warn">Gets a sentence when a torn end is left out.</param>
    public JournalSource(IDurableFolder folder, string name, long from, Action<string> warn)
    {
        _folder = folder;
        _from = from;
        _warn = warn;
        Name = name;
    }

    public string Name { get; }

    /// <inheritdoc />
    /// <exception cref="JournalBrokenException">Records that are asked for are gone, or a segment is of another version.</exception>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, CancellationToken stopReading) =>
        ReadAsync(batchSize, null, stopReading);

    /// <summary>Reads on as a writer of the same process flushes.</summary>
    /// <param name="batchSize">Most records in a batch.</param>
    /// <param name="more">Given the last ordinal read, waits until more is flushed and says how far; answers null when there will be no more. Null reads what is there.</param>
    /// <param name="stopReading">Ends reading.</param>
    internal async IAsyncEnumerable<RawBatch> ReadAsync(
        int batchSize, Func<long, CancellationToken, ValueTask<JournalEnd?>>? more, [EnumeratorCancellation] CancellationToken stopReading)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        using JournalCursor cursor = new(_folder, Name, _from, _warn);
        RecordCopies copies = new(batchSize, BatchBytes);
        long read = Math.Max(0, _from - 1);
        while (!stopReading.IsCancellationRequested)
        {
            JournalEnd? end = more is null ? null : await more(read, stopReading);
            if (more is not null && end is null)
                yield break;
            while (!stopReading.IsCancellationRequested && cursor.TryMove(end, out RawRecord record))
            {
                if (!copies.HasRoomFor(record))
                    yield return copies.Take();
                copies.Add(record);
            }

            if (copies.Count > 0)
                yield return copies.Take();
            if (end is null)
                yield break;
            read = Math.Max(read, end.Ordinal);
        }
    }

    /// <summary>Copies of records, collected into batches. The room of a batch is twice what the one before used, so that it grows while there is a backlog.</summary>
    private sealed class RecordCopies(int batchSize, int batchBytes)
    {
        private int _room = LeastBatchBytes;
        private readonly BatchAssembler _batch = new(batchSize);
        private SharedBuffer? _buffer;
        private int _used;

        public int Count => _batch.Count;

        public bool HasRoomFor(in RawRecord record) =>
            Count == 0 || (!_batch.IsFull && _buffer!.Array.Length - _used >= record.Bytes.Length);

        public void Add(in RawRecord record)
        {
            _buffer ??= new SharedBuffer(Math.Max(_room, record.Bytes.Length));
            Memory<byte> copy = _buffer.Array.AsMemory(_used, record.Bytes.Length);
            record.Bytes.CopyTo(copy);
            _used += copy.Length;
            _batch.Add(record with { Bytes = copy });
        }

        public RawBatch Take()
        {
            RawBatch taken = _batch.Take(_buffer!);
            _buffer!.Release();
            _buffer = null;
            _room = Math.Clamp(2 * Math.Min(_used, batchBytes), LeastBatchBytes, batchBytes);
            _used = 0;
            return taken;
        }
    }
}
