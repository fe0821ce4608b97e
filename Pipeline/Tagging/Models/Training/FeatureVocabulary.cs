namespace RtmPipeline.Tagging.Models.Training;

/// <summary>
/// The features a model knows: those of at least two training texts, weighted by how rare they are, <c>ln(1 + texts / texts with it)</c>. Where two fall on
/// one slot, the more frequent has it.
/// </summary>
internal sealed class FeatureVocabulary
{
    private const int MinTexts = 2;

    private readonly FeatureTable _slots;
    private readonly ulong[] _features;
    private readonly float[] _rarity;

    private readonly float _maxOccurrence;

    private FeatureVocabulary(TrainingOptions options)
    {
        _slots = new FeatureTable(options.Bits, 0);
        _features = new ulong[1 << options.Bits];
        _rarity = new float[1 << options.Bits];
        _maxOccurrence = options.MaxOccurrence;
    }

    public int Slots => _features.Length;

    public int Count { get; private set; }

    public static FeatureVocabulary Of(IReadOnlyList<Example> examples, IFeatureSet features, TrainingOptions options)
    {
        Dictionary<ulong, int> texts = [];
        var distinct = new DistinctSink([]);
        foreach (Example example in examples)
        {
            distinct.Features.Clear();
            features.Extract(example.Text, example.Variant, ref distinct);
            foreach (ulong feature in distinct.Features)
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(texts, feature, out _)++;
        }

        var vocabulary = new FeatureVocabulary(options);
        foreach ((ulong feature, int count) in texts.Where(entry => entry.Value >= MinTexts).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key))
        {
            int slot = vocabulary._slots.SlotOf(feature);
            if (vocabulary._features[slot] != 0)
                continue;
            vocabulary._features[slot] = feature;
            vocabulary._rarity[slot] = MathF.Log(1 + ((float)examples.Count / count));
            vocabulary.Count++;
        }
        return vocabulary;
    }

    /// <summary>The feature that has a slot; 0 for none.</summary>
    public ulong FeatureAt(int slot) => _features[slot];

    /// <summary>What one occurrence counts.</summary>
    public float ValueAt(int slot, float weight) => _rarity[slot] * Math.Min(weight, _maxOccurrence);

    /// <summary>A text as the trainer takes it: slots in order, with their summed values divided by the text's length.</summary>
    public SparseRow RowOf(string text, LanguageVariant variant, IFeatureSet features)
    {
        var sink = new RowSink(this, []);
        features.Extract(text, variant, ref sink);
        sink.Entries.Sort(static (a, b) => a.Slot.CompareTo(b.Slot));
        List<int> slots = [];
        List<float> values = [];
        foreach ((int slot, float value) in sink.Entries)
        {
            if (slots.Count > 0 && slots[^1] == slot)
            {
                values[^1] += value;
                continue;
            }
            slots.Add(slot);
            values.Add(value);
        }
        float factor = sink.Norm == 0 ? 0 : 1 / MathF.Sqrt(sink.Norm);
        return new SparseRow([.. slots], [.. values.Select(value => value * factor)]);
    }

    /// <summary>Square of a feature's value as the table will hold it.</summary>
    public static byte NormOf(float value) => (byte)Math.Clamp(MathF.Round(value * value / FeatureTable.NormStep), 1, byte.MaxValue);

    private struct DistinctSink(HashSet<ulong> features) : IFeatureSink
    {
        public HashSet<ulong> Features { get; } = features;

        public readonly void Add(ulong feature, float weight) => Features.Add(feature);
    }

    private struct RowSink(FeatureVocabulary vocabulary, List<(int Slot, float Value)> entries) : IFeatureSink
    {
        public List<(int Slot, float Value)> Entries { get; } = entries;

        public float Norm { get; private set; }

        public void Add(ulong feature, float weight)
        {
            int slot = vocabulary._slots.SlotOf(feature);
            if (vocabulary._features[slot] != feature)
                return;
            float value = vocabulary.ValueAt(slot, weight);
            Entries.Add((slot, value));
            Norm += NormOf(value) * FeatureTable.NormStep;
        }
    }
}

/// <param name="Slots">Ascending.</param>
/// <param name="Values">One for each slot.</param>
internal sealed record SparseRow(int[] Slots, float[] Values);
