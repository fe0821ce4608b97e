using RtmPipeline.Posts.Text;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>
/// Tells texts that are made from one pattern with words exchanged: nearer to each other than texts of different people, not near enough for copies. Each pattern is the
/// signature of the first text of it. Cost: at most <see cref="MaxFamilies"/> comparisons of two vectors each.
/// </summary>
internal sealed class TextFamilies
{
    /// <summary>Patterns kept; beyond them the lightest makes room for a new one, so a machine with more patterns than this at work is not seen here.</summary>
    public const int MaxFamilies = 24;

    /// <summary>
    /// Equal slots, of 16, of one pattern: a similarity of 0.38, which a text of six words keeps with one of them exchanged, and one of twelve with two. Texts of two people on
    /// one event have below 0.1, and meet in six slots of sixteen once in three hundred times.
    /// </summary>
    private const int MinSlots = 6;

    private readonly TextSignature[] _patterns = new TextSignature[MaxFamilies];
    private readonly double[] _weights = new double[MaxFamilies];
    private int _count;

    /// <summary>Counts a text.</summary>
    /// <param name="signature">Its sketch; not the default.</param>
    /// <param name="weight">Its weight.</param>
    /// <returns>True when it is like an earlier one.</returns>
    public bool Add(in TextSignature signature, double weight)
    {
        int lightest = 0;
        for (int i = 0; i < _count; i++)
        {
            if (TextSignature.EqualSlots(signature, _patterns[i]) >= MinSlots)
            {
                _weights[i] += weight;
                return true;
            }

            if (_weights[i] < _weights[lightest])
                lightest = i;
        }

        int place = _count < MaxFamilies ? _count++ : lightest;
        _patterns[place] = signature;
        _weights[place] = weight;
        return false;
    }

    public void Rescale(double factor)
    {
        for (int i = 0; i < _count; i++)
            _weights[i] *= factor;
    }

    public void Save(StateWriter to)
    {
        to.Values<TextSignature>(_patterns.AsSpan(0, _count));
        to.Values<double>(_weights.AsSpan(0, _count));
    }

    public void Load(StateReader from)
    {
        TextSignature[] patterns = from.Values<TextSignature>();
        if (patterns.Length > MaxFamilies)
            throw from.Broken($"{patterns.Length} patterns where at most {MaxFamilies} belong");
        _count = patterns.Length;
        patterns.CopyTo(_patterns, 0);
        from.ValuesInto(_weights.AsSpan(0, _count));
    }
}
