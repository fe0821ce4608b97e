using System.Runtime.CompilerServices;

namespace RtmPipeline.Tagging.Models;

/// <summary>
/// Several models' tables side by side: what all of them hold for one slot lies together, so that a feature costs one look into memory and not one a model.
/// </summary>
internal sealed class ModelBank
{
    private readonly byte[] _slots;
    private readonly int _bits;
    private readonly int _stride;
    private readonly int[] _classes;

    public ModelBank(LinearModel[] models)
    {
        _bits = models.Max(static model => model.Table.Bits);
        _classes = [.. models.Select(static model => model.Classes.Length)];
        _stride = _classes.Sum() + (2 * models.Length);
        Width = _classes.Sum() + models.Length;
        _slots = new byte[_stride << _bits];
        for (int slot = 0; slot < 1 << _bits; slot++)
            Fill(models, slot);
    }

    /// <summary>Sums of a text: by model its classes, then its norm.</summary>
    public int Width { get; }

    /// <summary>Adds a feature's weights and norms to <paramref name="sums"/>; see <see cref="FeatureTable.AddTo"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(Span<int> sums, ulong feature)
    {
        ReadOnlySpan<byte> row = _slots.AsSpan((int)(feature >> (64 - _bits)) * _stride, _stride);
        byte mark = FeatureTable.MarkOf(feature);
        int at = 0;
        int sum = 0;
        foreach (int classes in _classes)
        {
            if (row[at] == mark)
                Take(row.Slice(at + 1, classes + 1), sums.Slice(sum, classes + 1));
            at += classes + 2;
            sum += classes + 1;
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
    private void Fill(LinearModel[] models, int slot)
    {
        Span<byte> row = _slots.AsSpan(slot * _stride, _stride);
        foreach (LinearModel model in models)
        {
            FeatureTable table = model.Table;
            int own = slot >> (_bits - table.Bits);
            int classes = table.Classes;
            row[0] = table.Marks[own];
            for (int i = 0; i < classes; i++)
                row[1 + i] = (byte)table.Weights[(own * classes) + i];
            row[1 + classes] = table.Norms[own];
            row = row[(classes + 2)..];
        }
    }
}
