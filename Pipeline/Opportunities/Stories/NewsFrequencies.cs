using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>
/// In how many of the newest items each feature stands, in two halves of which the older is forgotten: what a word is worth follows from the stream itself, and follows its
/// changes. Before the stream has told, a prior speaks for <see cref="PriorItems"/> items.
/// </summary>
internal sealed class NewsFrequencies(StoryLimits limits)
{
    /// <summary>Items that the prior stands for.</summary>
    private const double PriorItems = 50;

    /// <summary>
    /// Most that a feature is worth: what stands in one item of 650 or fewer. In a long stream most words of an item are rarer than what the item is about, and without a limit they, which
    /// stand nowhere else, would outweigh it. Chosen with the thresholds of <see cref="StoryMatch"/>.
    /// </summary>
    private const double MaxRarity = 6.5;

    /// <summary>Steps of a weight, so that no last digit of a logarithm tells two machines apart.</summary>
    private const double Steps = 256;

    private Dictionary<ulong, int> _young = [];
    private Dictionary<ulong, int> _old = [];
    private int _youngItems;
    private int _oldItems;

    /// <summary>Distinct features known.</summary>
    public int Known => _young.Count + _old.Count;

    /// <summary>Counts the features of one item.</summary>
    /// <param name="keys">Without repeats.</param>
    public void Add(ReadOnlySpan<ulong> keys)
    {
        if (_youngItems >= limits.CountedItems / 2 || _young.Count + keys.Length > limits.CountedWords)
        {
            (_old, _young) = (_young, _old);
            (_oldItems, _youngItems) = (_youngItems, 0);
            _young.Clear();
        }

        _youngItems++;
        foreach (ulong key in keys)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_young, key, out _)++;
    }

    /// <summary>Inverse document frequency (Spärck Jones 1972) with a prior by kind: log of items over items that have the feature, from 0 to 6.5.</summary>
    public float Rarity(ulong key, FeatureKind kind)
    {
        double items = _youngItems + _oldItems + PriorItems;
        double with = _young.GetValueOrDefault(key) + _old.GetValueOrDefault(key) + (PriorItems * PriorShare(kind));
        return (float)(Math.Round(Math.Clamp(Math.Log(items / with), 0, MaxRarity) * Steps) / Steps);
    }

    /// <summary>Share of items in which an unknown feature of a kind is expected: of the recorded papers' words most stand in one item of a hundred or fewer, of their names in one of three hundred.</summary>
    private static double PriorShare(FeatureKind kind) => kind switch
    {
        FeatureKind.Word => 0.01,
        FeatureKind.Concept => 0.02,
        FeatureKind.Number => 0.01,
        _ => 0.004,
    };

    /// <summary>Nothing is ever taken out of the counts one by one, so the order in which they enumerate is that in which they came, here and after they were read.</summary>
    public void Save(StateWriter to)
    {
        to.Int(_youngItems);
        to.Int(_oldItems);
        Save(to, _young);
        Save(to, _old);
    }

    public void Load(StateReader from)
    {
        (_youngItems, _oldItems) = (from.Int(), from.Int());
        SortedState.Read(from, _young);
        SortedState.Read(from, _old);
    }

    private static void Save(StateWriter to, Dictionary<ulong, int> counts)
    {
        to.Values((ulong[])[.. counts.Keys]);
        to.Values((int[])[.. counts.Values]);
    }
}
