using System.Numerics;

namespace RtmPipeline.Tagging.Models;

/// <summary>Arithmetic on the sums of tokens: whole numbers in whole vectors, see <see cref="TokenCache.Padded"/>.</summary>
internal static class TokenSums
{
    /// <summary>Adds the sums of a token to those of a text.</summary>
    public static void Add(ReadOnlySpan<short> from, Span<int> to)
    {
        for (int i = 0; i < from.Length; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(from[i..]), out Vector<int> low, out Vector<int> high);
            (low + new Vector<int>(to[i..])).CopyTo(to[i..]);
            Span<int> upper = to[(i + Vector<int>.Count)..];
            (high + new Vector<int>(upper)).CopyTo(upper);
        }
    }

    /// <summary>Adds numbers of the same width.</summary>
    public static void Add(ReadOnlySpan<int> from, Span<int> to)
    {
        for (int i = 0; i < from.Length; i += Vector<int>.Count)
            (new Vector<int>(from[i..]) + new Vector<int>(to[i..])).CopyTo(to[i..]);
    }

    /// <summary>Writes sums in 16 bits.</summary>
    /// <returns>False when one does not fit.</returns>
    public static bool TryNarrow(ReadOnlySpan<int> from, Span<short> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            if (from[i] is < short.MinValue or > short.MaxValue)
                return false;
            to[i] = (short)from[i];
        }
        return true;
    }
}

/// <summary>
/// Adds the features of a token to sums. They are gathered first and looked up together: a token has some forty, each somewhere else in a table of
/// megabytes, and so the processor waits for all of them at once.
/// </summary>
/// <param name="bank">Weights.</param>
/// <param name="sums">Takes them.</param>
/// <param name="room">Room for the features gathered; any length.</param>
internal ref struct GatheringSink(ModelBank bank, Span<int> sums, Span<ulong> room) : IFeatureSink
{
    /// <summary>Room in which nearly every token's features fit.</summary>
    public const int Room = 128;

    private readonly Span<int> _sums = sums;
    private readonly Span<ulong> _room = room;
    private int _count;

    public void Add(ulong feature, float weight)
    {
        if (_count == _room.Length)
            Flush();
        bank.Foresee(feature);
        _room[_count++] = feature;
    }

    /// <summary>Adds what is gathered.</summary>
    public void Flush()
    {
        bank.AddTo(_sums, _room[.._count]);
        _count = 0;
    }
}
