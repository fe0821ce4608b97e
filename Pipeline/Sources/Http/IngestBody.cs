using System.Buffers;

namespace RtmPipeline.Sources.Http;

/// <summary>The bytes of one body, in a pooled array that grows as they come and is counted against the budget of all requests. Given back when it is disposed.</summary>
internal sealed class IngestBody(ByteBudget budget) : IDisposable
{
    /// <summary>Room it begins with when the length is not known.</summary>
    private const int FirstBytes = 16 << 10;

    private byte[] _array = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _array.AsMemory(0, Length);

    /// <summary>Room behind the bytes.</summary>
    public Memory<byte> Free => _array.AsMemory(Length);

    public void Advance(int bytes) => Length += bytes;

    /// <summary>Makes room for more bytes.</summary>
    /// <returns>False when the budget has none.</returns>
    public bool TryReserve(int more)
    {
        if (_array.Length - Length >= more)
            return true;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(FirstBytes, Length + more), Length > 0 ? _array.Length * 2 : 0));
        if (!budget.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        Bytes.CopyTo(larger);
        GiveBack();
        _array = larger;
        return true;
    }

    /// <summary>Adds bytes.</summary>
    /// <returns>False when the budget has no room for them.</returns>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        if (!TryReserve(bytes.Length))
            return false;
        bytes.CopyTo(_array.AsSpan(Length));
        Length += bytes.Length;
        return true;
    }

    public void Dispose()
    {
        GiveBack();
        Length = 0;
    }

    private void GiveBack()
    {
        if (_array.Length == 0)
            return;
        budget.Give(_array.Length);
        ArrayPool<byte>.Shared.Return(_array);
        _array = [];
    }
}
