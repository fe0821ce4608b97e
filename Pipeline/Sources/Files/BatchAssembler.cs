using System.Buffers;

namespace RtmPipeline.Sources.Files;

/// <summary>Collects records that lie in one buffer into a batch.</summary>
internal sealed class BatchAssembler(int batchSize)
{
    private RawRecord[]? _records;

    public int Count { get; private set; }

    public bool IsFull => Count == batchSize;

    public void Add(in RawRecord record)
    {
        _records ??= ArrayPool<RawRecord>.Shared.Rent(Math.Min(batchSize, 64));
        if (Count == _records.Length)
            Grow();
        _records[Count++] = record;
    }

    /// <summary>Hands over what was collected; the batch keeps <paramref name="buffer"/> alive until it is disposed.</summary>
    public RawBatch Take(SharedBuffer buffer)
    {
        RawRecord[] records = _records ?? [];
        buffer.Hold();
        RawBatch batch = new(records, Count, new Lease(records, Count, buffer));
        _records = null;
        Count = 0;
        return batch;
    }

    private void Grow()
    {
        RawRecord[] larger = ArrayPool<RawRecord>.Shared.Rent(Math.Min(batchSize, Count * 4));
        _records.AsSpan(0, Count).CopyTo(larger);
        Return(_records!, Count);
        _records = larger;
    }

    private static void Return(RawRecord[] records, int used)
    {
        records.AsSpan(0, used).Clear();
        ArrayPool<RawRecord>.Shared.Return(records);
    }

    private sealed class Lease(RawRecord[] records, int count, SharedBuffer buffer) : IDisposable
    {
        public void Dispose()
        {
            if (records.Length > 0)
                Return(records, count);
            buffer.Release();
        }
    }
}
