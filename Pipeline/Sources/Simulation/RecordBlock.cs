using System.Buffers;

namespace RtmPipeline.Sources.Simulation;

/// <summary>Collects simulated records over one pooled buffer, and makes a batch of them.</summary>
internal sealed class RecordBlock(int expectedBytes)
{
    /// <summary>Bytes reserved for a record at first; the mean is about one kilobyte.</summary>
    public const int ExpectedRecordBytes = 1280;

    private readonly List<int> _ends = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(expectedBytes);

    public int Count => _ends.Count;

    /// <summary>Bytes of all records.</summary>
    public int Length { get; private set; }

    public void Add(ReadOnlySpan<byte> record)
    {
        if (Length + record.Length > _buffer.Length)
            Grow(Length + record.Length);
        record.CopyTo(_buffer.AsSpan(Length));
        Length += record.Length;
        _ends.Add(Length);
    }

    /// <summary>Makes the batch; the block is of no use afterwards.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="line">Records before these; moves behind them.</param>
    /// <param name="offset">Bytes before these in a file of lines; moves behind them.</param>
    /// <returns>Null when nothing was added.</returns>
    public RawBatch? Take(string source, ref long line, ref long offset)
    {
        RentedBytes rented = new(_buffer);
        if (Count == 0)
        {
            rented.Dispose();
            return null;
        }

        RawRecord[] records = new RawRecord[Count];
        int start = 0;
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = new RawRecord
            {
                Form = RecordForm.Json,
                Bytes = _buffer.AsMemory(start, _ends[i] - start),
                Position = new RecordPosition(source, line + i + 1, offset + start + i),
            };
            start = _ends[i];
        }

        line += records.Length;
        offset += Length + records.Length;
        return new RawBatch(records, records.Length, rented);
    }

    private void Grow(int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, needed));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private sealed class RentedBytes(byte[] bytes) : IDisposable
    {
        private byte[]? _bytes = bytes;

        public void Dispose()
        {
            if (_bytes is { } rented)
                ArrayPool<byte>.Shared.Return(rented);
            _bytes = null;
        }
    }
}
