using System.Runtime.InteropServices;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>What a word of a news item is, and with it what it is worth before the stream has told how common it is.</summary>
internal enum FeatureKind : byte
{
    /// <summary>A word of the item's language.</summary>
    Word,

    /// <summary>A word of the vocabulary of news, the same in all its languages.</summary>
    Concept,

    /// <summary>A word with a capital, or of a known name.</summary>
    Name,

    /// <summary>A number of two digits or more.</summary>
    Number,

    Hashtag,
}

/// <summary>
/// A weighted set of features, in the order of their keys, so that two are compared in one walk over both. The lowest bits of a key tell whether the feature survives
/// translation (names, numbers, hashtags and the vocabulary of news do, other words do not) and whether it is a name.
/// </summary>
/// <param name="Keys">In ascending order, without repeats.</param>
/// <param name="Weights">Not negative, in the order of the keys.</param>
/// <param name="Marks">
/// Those keys, in ascending order, by which one event is told from another like it: numbers, and names that are names for sure, since their capital is not that of a sentence or of a
/// headline in capitals; of the headline where it has some, else of the text.
/// </param>
internal sealed record StoryFeatures(ulong[] Keys, float[] Weights, ulong[] Marks)
{
    private const ulong SurvivesBit = 1;
    private const ulong NameBit = 2;

    /// <summary>Features kept of a story's edition: those of least weight go. Three items of different words fit in.</summary>
    private const int MaxFeatures = 96;

    public static StoryFeatures None { get; } = new([], [], []);

    /// <summary>Length of the vector, and of the part of it that survives translation.</summary>
    public float Norm { get; } = LengthOf(Keys, Weights, false);

    public float TranslatedNorm { get; } = LengthOf(Keys, Weights, true);

    public static ulong KeyOf(ulong hash, FeatureKind kind) => (hash & ~(SurvivesBit | NameBit)) | kind switch
    {
        FeatureKind.Word => 0,
        FeatureKind.Name => SurvivesBit | NameBit,
        _ => SurvivesBit,
    };

    public static bool SurvivesTranslation(ulong key) => (key & SurvivesBit) != 0;

    public static bool IsName(ulong key) => (key & NameBit) != 0;

    /// <summary>Compares with another set.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="translated">Whether only what survives translation is compared.</param>
    public Overlap With(StoryFeatures other, bool translated)
    {
        float product = 0, shared = 0;
        int matters = 0, names = 0, marks = 0;
        for (int i = 0, j = 0; i < Keys.Length && j < other.Keys.Length;)
        {
            if (Keys[i] != other.Keys[j])
            {
                _ = Keys[i] < other.Keys[j] ? i++ : j++;
                continue;
            }

            ulong key = Keys[i];
            if (SurvivesTranslation(key) || !translated)
            {
                product += Weights[i] * other.Weights[j];
                shared += Weights[i];
                matters += IsName(key) ? 0 : 1;
                names += IsName(key) ? 1 : 0;
                marks += IsMark(key) || other.IsMark(key) ? 1 : 0;
            }

            i++;
            j++;
        }

        float lengths = translated ? TranslatedNorm * other.TranslatedNorm : Norm * other.Norm;
        bool apart = marks == 0 && Marks.Length > 0 && other.Marks.Length > 0;
        return new Overlap(lengths > 0 ? product / lengths : 0, shared, matters, names, apart);
    }

    private bool IsMark(ulong key) => Array.BinarySearch(Marks, key) >= 0;

    /// <summary>The mean of two sets, as unit vectors weighed by how many items each stands for.</summary>
    public StoryFeatures Plus(StoryFeatures item, int items)
    {
        float own = Norm > 0 ? items / (Norm * (items + 1)) : 0;
        float added = item.Norm > 0 ? 1 / (item.Norm * (items + 1)) : 0;
        List<ulong> keys = new(Keys.Length + item.Keys.Length);
        List<float> weights = new(Keys.Length + item.Keys.Length);
        for (int i = 0, j = 0; i < Keys.Length || j < item.Keys.Length;)
        {
            bool left = j == item.Keys.Length || (i < Keys.Length && Keys[i] <= item.Keys[j]);
            bool right = i == Keys.Length || (j < item.Keys.Length && item.Keys[j] <= Keys[i]);
            keys.Add(left ? Keys[i] : item.Keys[j]);
            weights.Add((left ? Weights[i] * own : 0) + (right ? item.Weights[j] * added : 0));
            i += left ? 1 : 0;
            j += right ? 1 : 0;
        }

        return Heaviest(keys, weights, [.. Marks.Union(item.Marks).Order()]);
    }

    public void Save(StateWriter to)
    {
        to.Values(Keys);
        to.Values(Weights);
        to.Values(Marks);
    }

    /// <summary>Lengths follow from the weights.</summary>
    public static StoryFeatures Load(StateReader from)
    {
        ulong[] keys = from.Values<ulong>();
        float[] weights = from.Values<float>();
        return keys.Length == weights.Length
            ? new StoryFeatures(keys, weights, from.Values<ulong>())
            : throw from.Broken($"{keys.Length} features have {weights.Length} weights");
    }

    private static StoryFeatures Heaviest(List<ulong> keys, List<float> weights, ulong[] marks)
    {
        if (keys.Count <= MaxFeatures)
            return new StoryFeatures([.. keys], [.. weights], marks);
        int[] order = [.. Enumerable.Range(0, keys.Count)];
        Array.Sort(order, (a, b) => weights[b] != weights[a] ? weights[b].CompareTo(weights[a]) : keys[a].CompareTo(keys[b]));
        int[] kept = order[..MaxFeatures];
        Array.Sort(kept);
        ulong[] keptKeys = [.. kept.Select(i => keys[i])];
        return new StoryFeatures(keptKeys, [.. kept.Select(i => weights[i])], [.. marks.Where(n => Array.BinarySearch(keptKeys, n) >= 0)]);
    }

    private static float LengthOf(ulong[] keys, float[] weights, bool translated)
    {
        float sum = 0;
        for (int i = 0; i < keys.Length; i++)
            sum += translated && !SurvivesTranslation(keys[i]) ? 0 : weights[i] * weights[i];
        return MathF.Sqrt(sum);
    }
}

/// <param name="Cosine">Cosine of the two vectors, in [0, 1].</param>
/// <param name="Shared">Weight of what they share, as the first one weighs it.</param>
/// <param name="Matters">Shared features that are no names: what happened.</param>
/// <param name="Names">Shared names: to whom and where.</param>
/// <param name="MarksApart">True when both have marks, and none in common.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Overlap(float Cosine, float Shared, int Matters, int Names, bool MarksApart);
