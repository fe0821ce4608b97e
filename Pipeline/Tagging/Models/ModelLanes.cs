using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RtmPipeline.Tagging.Models;

/// <summary>
/// Sums rows of a <see cref="ModelBank"/> whose models have at most sixteen sums together, all at once and without asking which model knows a feature: its
/// mark, compared with those of the models, is spread over their sums as a mask.
/// </summary>
internal sealed class ModelLanes
{
    /// <summary>Sums that fit.</summary>
    public const int Count = 16;

    /// <summary>Features between two widenings: as many norms of 255 fit into 16 bits.</summary>
    public const int MaxFeatures = short.MaxValue / byte.MaxValue;

    private readonly int _models;
    private readonly Vector128<byte> _modelOfLane;
    private readonly Vector128<short> _lowBytes;
    private readonly Vector128<short> _highBytes;

    private ModelLanes(ReadOnlySpan<int> classes)
    {
        _models = classes.Length;
        Span<byte> models = stackalloc byte[Count];
        models.Fill(byte.MaxValue);
        // Weights have a sign, norms have none: of those the upper byte is cut off after widening.
        Span<short> bytes = stackalloc short[Count];
        bytes.Fill(-1);
        int lane = 0;
        for (int model = 0; model < classes.Length; model++)
        {
            models.Slice(lane, classes[model] + 1).Fill((byte)model);
            lane += classes[model] + 1;
            bytes[lane - 1] = byte.MaxValue;
        }
        _modelOfLane = Vector128.Create<byte>(models);
        _lowBytes = Vector128.Create<short>(bytes);
        _highBytes = Vector128.Create<short>(bytes[Vector128<short>.Count..]);
    }

    /// <summary>Null where the sums do not fit.</summary>
    /// <param name="classes">By model.</param>
    public static ModelLanes? TryCreate(ReadOnlySpan<int> classes)
    {
        int width = classes.Length;
        foreach (int count in classes)
            width += count;
        return width <= Count ? new ModelLanes(classes) : null;
    }

    /// <param name="rows">The first row.</param>
    /// <param name="shift">Bits of a feature below its slot.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="features">At most <see cref="MaxFeatures"/>.</param>
    /// <param name="sums">At least <see cref="Count"/>.</param>
    public void Add(ref byte rows, int shift, int stride, ReadOnlySpan<ulong> features, Span<int> sums)
    {
        Vector128<short> low = default;
        Vector128<short> high = default;
        foreach (ulong feature in features)
        {
            ref byte row = ref Unsafe.Add(ref rows, (nint)(feature >> shift) * stride);
            Vector128<byte> marks = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref row)).AsByte();
            Vector128<byte> isKnown = Vector128.ShuffleNative(Vector128.Equals(marks, Vector128.Create(FeatureTable.MarkOf(feature))), _modelOfLane);
            Vector128<sbyte> weights = (Vector128.LoadUnsafe(ref row, (nuint)_models) & isKnown).AsSByte();
            low += Vector128.WidenLower(weights) & _lowBytes;
            high += Vector128.WidenUpper(weights) & _highBytes;
        }
        Widen(low, sums);
        Widen(high, sums[Vector128<short>.Count..]);
    }

    private static void Widen(Vector128<short> lanes, Span<int> sums)
    {
        for (int i = 0; i < Vector128<short>.Count; i++)
            sums[i] += lanes[i];
    }
}
