using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace RtmPipeline.Tagging.Models;

/// <summary>
/// Several models' tables side by side: what all of them hold for one slot lies together, so that a feature costs one look into memory and not one a model.
/// A row has the marks of all models, then their weights in the order of the sums.
/// </summary>
internal sealed class ModelBank
{
    /// <summary>Most models side by side: their marks are compared as one number.</summary>
    public const int MaxModels = sizeof(ulong);

    private const ulong LowBits = 0x0101010101010101;
    private const ulong HighBits = LowBits << 7;

    private readonly byte[] _block;
    private readonly int _first;
    private readonly int _shift;
    private readonly int _stride;
    private readonly int[] _classes;
    private readonly ulong _highBitsOfModels;
    private readonly ModelLanes? _lanes;

    public ModelBank(LinearModel[] models)
    {
        if (models.Length > MaxModels)
            throw new ArgumentException($"{models.Length} models; at most {MaxModels} lie side by side", nameof(models));
        int bits = models.Max(static model => model.Table.Bits);
        _shift = 64 - bits;
        _classes = [.. models.Select(static model => model.Classes.Length)];
        Width = _classes.Sum() + models.Length;
        // Rows begin at multiples of their length, and so do not lie across two lines of the processor's cache.
        _stride = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(MaxModels, models.Length + Width));
        _highBitsOfModels = models.Length == MaxModels ? HighBits : HighBits & ((1UL << (8 * models.Length)) - 1);
        _lanes = ModelLanes.TryCreate(_classes);
        _block = GC.AllocateArray<byte>((_stride << bits) + _stride + ModelLanes.Count, pinned: true);
        _first = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_block, 0) & (_stride - 1));
        for (int slot = 0; slot < 1 << bits; slot++)
            Fill(models, slot, bits);
    }

    /// <summary>Sums of a text: by model its classes, then its norm.</summary>
    public int Width { get; }

    /// <summary>Asks for a feature's row, which <see cref="AddTo"/> will need soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Foresee(ulong feature)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _block[_first + ((int)(feature >> _shift) * _stride)]));
    }

    /// <summary>Adds a feature's weights and norms to <paramref name="sums"/>; see <see cref="FeatureTable.AddTo"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(Span<int> sums, ulong feature)
    {
        ReadOnlySpan<byte> row = _block.AsSpan(_first + ((int)(feature >> _shift) * _stride), _stride);
        byte mark = FeatureTable.MarkOf(feature);
        ulong differing = BinaryPrimitives.ReadUInt64LittleEndian(row) ^ (mark * LowBits);
        // A byte of 0 is a mark that is the feature's: nearly always there is none.
        if (((differing - LowBits) & ~differing & _highBitsOfModels) != 0)
            Take(row, mark, sums);
    }

    /// <summary>Adds many features at once, without a branch for each where the models are small enough.</summary>
    /// <param name="sums">Takes them; whole vectors, see <see cref="TokenCache.Padded"/>.</param>
    /// <param name="features">Features.</param>
    public void AddTo(Span<int> sums, ReadOnlySpan<ulong> features)
    {
        if (_lanes is null || sums.Length < ModelLanes.Count)
        {
            foreach (ulong feature in features)
                AddTo(sums, feature);
            return;
        }
        ref byte rows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_block), _first);
        while (!features.IsEmpty)
        {
            int count = Math.Min(features.Length, ModelLanes.MaxFeatures);
            _lanes.Add(ref rows, _shift, _stride, features[..count], sums);
            features = features[count..];
        }
    }

    private void Take(ReadOnlySpan<byte> row, byte mark, Span<int> sums)
    {
        int sum = 0;
        for (int model = 0; model < _classes.Length; model++)
        {
            int width = _classes[model] + 1;
            if (row[model] == mark)
                Take(row.Slice(_classes.Length + sum, width), sums.Slice(sum, width));
            sum += width;
        }
    }

    private static void Take(ReadOnlySpan<byte> weights, Span<int> sums)
    {
        int last = sums.Length - 1;
        for (int i = 0; i < last; i++)
            sums[i] += (sbyte)weights[i];
        sums[last] += weights[last];
    }

    /// <summary>A smaller table has the slot of the hash's top bits, so each of its slots stands several times.</summary>
    private void Fill(LinearModel[] models, int slot, int bits)
    {
        Span<byte> row = _block.AsSpan(_first + (slot * _stride), _stride);
        int at = models.Length;
        for (int model = 0; model < models.Length; model++)
        {
            FeatureTable table = models[model].Table;
            int own = slot >> (bits - table.Bits);
            row[model] = table.Marks[own];
            for (int i = 0; i < table.Classes; i++)
                row[at++] = (byte)table.Weights[(own * table.Classes) + i];
            row[at++] = table.Norms[own];
        }
    }
}
