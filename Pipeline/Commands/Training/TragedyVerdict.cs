using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Commands.Training;

/// <summary>
/// What the tagger says in the end, lexicon and model together: for the card of the tragedy model, with the probability that a model gave which had not
/// seen the text. A text is flagged from medium risk on, as death, terrorism or crime.
/// </summary>
internal sealed class TragedyVerdict
{
    private readonly SafetyTagger _tagger;
    private readonly PhraseTrie _phrases;

    public TragedyVerdict()
    {
        PhraseTrieBuilder phrases = new();
        _tagger = new SafetyTagger(phrases);
        _phrases = phrases.Build();
    }

    /// <param name="text">The text.</param>
    /// <param name="language">Code of its language; null where unknown.</param>
    /// <param name="probability">Of the model.</param>
    public bool Flags(string text, string? language, float probability)
    {
        Span<PhraseMatch> room = new PhraseMatch[PhraseTrie.MaxMatches];
        ReadOnlySpan<PhraseMatch> matches = room[.._phrases.Find(text, room)];
        SafetyTag tag = _tagger.Judge(matches, new SafetyScores(0, 0, probability, LanguageVariants.Of(language) != LanguageVariant.Other, WordsOf(text)));
        return tag.Level >= SafetyLevel.Medium && (IsTopic(tag, SafetyLexicon.Death) || IsTopic(tag, SafetyLexicon.Terrorism) || IsTopic(tag, SafetyLexicon.Crime));
    }

    private static int WordsOf(string text)
    {
        int words = 0;
        var scanner = new TokenScanner(text, stackalloc char[TokenScanner.MaxTokenLength]);
        while (scanner.MoveNext())
            words += scanner.Kind == TokenKind.Word ? 1 : 0;
        return words;
    }

    private static bool IsTopic(SafetyTag tag, int topic) => tag.Category == SafetyLexicon.Topics[topic].Name;
}
