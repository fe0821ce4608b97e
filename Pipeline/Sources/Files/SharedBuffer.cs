using System.Buffers;

namespace RtmPipeline.Sources.Files;

/// <summary>
/// A pooled byte array that the reader and several batches share: the last one to let go gives it back. So small batches need no copies.
/// </summary>
internal sealed class SharedBuffer(int minimumLength)
{
    private int _holders = 1;

    public byte[] Array { get; } = ArrayPool<byte>.Shared.Rent(minimumLength);

    /// <summary>True when nobody but the caller, who is a holder, can see the bytes.</summary>
    public bool IsExclusive => Volatile.Read(ref _holders) == 1;

    /// <summary>Adds a holder; only a holder may ask for it.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release()
    {
        int left = Interlocked.Decrement(ref _holders);
        if (left == 0)
            ArrayPool<byte>.Shared.Return(Array);
        else if (left < 0)
            throw new InvalidOperationException("a shared buffer was released more often than it was held");
    }
}
