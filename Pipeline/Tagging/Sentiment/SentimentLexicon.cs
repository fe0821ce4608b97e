namespace RtmPipeline.Tagging.Sentiment;

/// <summary>
/// Lexical knowledge shared across languages: concepts with their forms in each. Models make features of it, so its polarity is a prior
/// and not a verdict. It is read once; look-ups of posts are built upon it by who needs them.
/// </summary>
internal sealed class SentimentLexicon
{
    private const string ResourceName = "SentimentWords.txt";

    private SentimentLexicon(IReadOnlyList<SentimentConcept> concepts) => Concepts = concepts;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<SentimentConcept> Concepts { get; }

    /// <summary>The lexicon shipped with the program.</summary>
    /// <exception cref="InvalidOperationException">The program was built with a faulty one; the message names every fault with its line.</exception>
    public static SentimentLexicon Shipped()
    {
        using Stream stream = typeof(SentimentLexicon).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException("the program was built without its sentiment words");
        using StreamReader reader = new(stream);
        SentimentWords words = SentimentWordsParser.Parse(reader);
        return words.Faults.Count == 0
            ? new SentimentLexicon(words.Concepts)
            : throw new InvalidOperationException(string.Join(Environment.NewLine, words.Faults.Select(static fault => $"{ResourceName}:{fault.Line}: {fault.Reason}")));
    }
}
