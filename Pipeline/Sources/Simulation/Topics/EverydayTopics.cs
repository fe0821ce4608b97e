using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>Hundreds of small topics of ordinary life, made from the words of a language.</summary>
internal static class EverydayTopics
{
    /// <summary>Names of the topics are the same in every run, so that two seeds tell the same world at different times.</summary>
    private const ulong Seed = 0x0E7E12DA1;

    /// <summary>The k-th topic has a weight of 1 / (k + this): a few are ten times the median, none dwarfs the rest.</summary>
    private const int ZipfOffset = 12;

    /// <summary>Share of topics that are an invented title (a band, a game, a show) rather than two plain words.</summary>
    private const double TitleShare = 0.3;

    /// <summary>Topics of one language.</summary>
    /// <param name="compiler">Compiles them.</param>
    /// <param name="voice">Words of the language.</param>
    /// <param name="language">The language.</param>
    /// <param name="count">How many; at most 600, well below what the words can name.</param>
    /// <param name="curve">Level of all of them together.</param>
    public static IEnumerable<TopicDefinition> Create(TopicCompiler compiler, Voice voice, Language language, int count, Curve curve)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 600);
        SeededRandom random = new(Seed, (ulong)language);
        List<string> titles = CoinedWords.Names(stream: 10 + (ulong)language, count);
        HashSet<string> seen = [];
        double total = 0;
        for (int i = 0; i < count; i++)
            total += 1.0 / (i + ZipfOffset);
        for (int i = 0; i < count; i++)
        {
            int subject = random.Below(voice.Subjects.Length);
            string label = random.Chance(TitleShare) ? titles[i] : PlainLabel(voice, subject, language, random, seen);
            TopicDefinition definition = new()
            {
                Id = $"everyday-{voice.Code}-{i + 1}",
                Role = TopicRole.Everyday,
                Curve = curve,
                Weight = 1.0 / (i + ZipfOffset) / total,
                Mix = new LanguageMix(language == Language.English ? 1 : 0, language == Language.Spanish ? 1 : 0, language == Language.Italian ? 1 : 0),
                Scripts = [],
                Surfaces = [],
                NoiseShape = 6,
                Drift = 0.3,
            };
            yield return compiler.CompileEveryday(definition, language, $"{label},#{Hashtag(label)}", voice.Subjects[subject]);
        }
    }

    /// <summary>An adjective and a noun in the order of the language, unused so far.</summary>
    private static string PlainLabel(Voice voice, int subject, Language language, SeededRandom random, HashSet<string> seen)
    {
        string[] nouns = voice.SubjectWords[subject];
        while (true)
        {
            string noun = nouns[random.Below(nouns.Length)];
            string adjective = voice.AdjectiveWords[random.Below(voice.AdjectiveWords.Length)];
            string label = language == Language.English ? $"{adjective} {noun}" : $"{noun} {adjective}";
            if (seen.Add(label))
                return label;
        }
    }

    /// <summary>Words joined, each with a capital; articles and signs that no hashtag may hold are left out.</summary>
    private static string Hashtag(string label) =>
        string.Concat(label.Split(' ', '-')
            .Where(word => word is not ("el" or "la" or "il" or "lo"))
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
