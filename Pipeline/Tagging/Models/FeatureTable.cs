using System.Runtime.CompilerServices;

namespace RtmPipeline.Tagging.Models;

/// <summary>
/// Whole-number weights of hashed features. A feature has the slot of its hash's top bits, where a mark of 8 other bits tells it from a stranger:
/// a feature the model has not seen counts for nothing (but for one in 255 that fall on a taken slot).
/// </summary>
/// <param name="bits">Base-2 logarithm of the number of slots, 8 to 22.</param>
/// <param name="classes">Weights of a feature.</param>
internal sealed class FeatureTable(int bits, int classes)
{
    public const int MinBits = 8;
    public const int MaxBits = 22;

    /// <summary>Steps a norm is told in.</summary>
    public const float NormStep = 0.5f;

    public int Bits { get; } = bits;

    public int Classes { get; } = classes;

    /// <summary>By slot; 0 where there is no feature.</summary>
    public byte[] Marks { get; } = new byte[1 << bits];

    /// <summary>By slot: what one occurrence adds to the square of a text's length, in steps of <see cref="NormStep"/>.</summary>
    public byte[] Norms { get; } = new byte[1 << bits];

    /// <summary>By slot, then class.</summary>
    public sbyte[] Weights { get; } = new sbyte[(1 << bits) * classes];

    public static byte MarkOf(ulong feature) => (byte)Math.Max((int)(byte)(feature >> 8), 1);

    public int SlotOf(ulong feature) => (int)(feature >> (64 - Bits));

    /// <summary>Adds a feature's weights to <paramref name="sums"/>, and its norm behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(Span<int> sums, ulong feature)
    {
        int slot = SlotOf(feature);
        if (Marks[slot] != MarkOf(feature))
            return;
        ReadOnlySpan<sbyte> row = Weights.AsSpan(slot * Classes, Classes);
        for (int i = 0; i < row.Length; i++)
            sums[i] += row[i];
        sums[row.Length] += Norms[slot];
    }
}
