namespace RtmPipeline.Tagging.Sentiment;

/// <summary>
/// Lexical knowledge shared across languages: concepts with their forms in each. Models make features of it, so its polarity is a prior
/// and not a verdict. It is read once; look-ups of posts are built upon it by who needs them.
/// </summary>
internal sealed class SentimentLexicon
{
    private static readonly string[] s_files = ["SentimentWords.txt", "SentimentShades.txt"];

    private SentimentLexicon(IReadOnlyList<SentimentConcept> concepts) => Concepts = concepts;

    /// <summary>In the order of the files.</summary>
    public IReadOnlyList<SentimentConcept> Concepts { get; }

    /// <summary>The lexicon shipped with the program.</summary>
    /// <exception cref="InvalidOperationException">The program was built with a faulty one; the message names every fault with its line.</exception>
    public static SentimentLexicon Shipped()
    {
        List<SentimentConcept> concepts = [];
        List<string> faults = [];
        foreach (string file in s_files)
        {
            using StreamReader reader = Open($"Sentiment/{file}");
            SentimentWords words = SentimentWordsParser.Parse(reader);
            concepts.AddRange(words.Concepts);
            faults.AddRange(words.Faults.Select(fault => $"{file}:{fault.Line}: {fault.Reason}"));
        }
        return faults.Count == 0 ? new SentimentLexicon(concepts) : throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }

    /// <exception cref="InvalidOperationException">The program was built without it.</exception>
    internal static StreamReader Open(string resource) =>
        new(typeof(SentimentLexicon).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the program was built without '{resource}'"));
}
