using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <param name="Feature">Number of the concept, for features.</param>
/// <param name="Polarity">Prior of its mood, −3 to 3; null where it has none.</param>
internal readonly record struct Concept(int Feature, int? Polarity);

/// <summary>
/// Words and phrases by what they mean, in several languages: what a model learns of a concept in one language it knows in the others.
/// </summary>
internal sealed class ConceptTable
{
    /// <summary>Most tokens of a form.</summary>
    public const int MaxTokens = 3;

    private readonly Dictionary<ulong, Concept[]>[] _words = [.. Enumerable.Range(0, LanguageVariants.Count).Select(static _ => new Dictionary<ulong, Concept[]>())];
    private readonly Dictionary<ulong, Concept[]>[] _phrases = [.. Enumerable.Range(0, LanguageVariants.Count).Select(static _ => new Dictionary<ulong, Concept[]>())];
    private readonly HashSet<ulong> _phraseEnds = [];

    // Of all languages together. Nearly all pairs of words and most rare words are not in the lexicon.
    private readonly HashFilter _wordFilter = new();
    private readonly HashFilter _phraseFilter = new();
    private readonly HashFilter _phraseEndFilter = new();

    /// <summary>Adds a form. One of more than <see cref="MaxTokens"/> tokens is left out: so long a phrase is too rare to learn from.</summary>
    /// <param name="name">Name of the concept; the feature is made of it, so that the order of a lexicon does not matter.</param>
    /// <param name="polarity">−3 to 3; null for none.</param>
    /// <param name="language">Code of the language the form belongs to; null for all.</param>
    /// <param name="form">Words, a picture or an emoticon.</param>
    public void Add(string name, int? polarity, string? language, string form)
    {
        List<ulong> tokens = [];
        var scanner = new TokenScanner(form, stackalloc char[TokenScanner.MaxTokenLength]);
        Span<char> folded = stackalloc char[TokenForm.MaxFoldedLength];
        while (scanner.MoveNext())
            tokens.Add(new TokenForm(scanner.Kind, scanner.Form, folded).FoldedHash);
        if (tokens.Count is 0 or > MaxTokens)
            return;
        if (tokens.Count > 1)
        {
            _phraseEnds.Add(tokens[^1]);
            _phraseEndFilter.Add(tokens[^1]);
        }
        var concept = new Concept((int)(TermHash.Of(name) >> 33), polarity);
        ulong key = tokens[0];
        foreach (ulong token in tokens.Skip(1))
            key = TermHash.OfPair(key, token);
        (tokens.Count == 1 ? _wordFilter : _phraseFilter).Add(key);
        for (int i = 0; i < LanguageVariants.Count; i++)
        {
            if (language is not null && LanguageVariants.Of(language) != (LanguageVariant)i)
                continue;
            Dictionary<ulong, Concept[]> into = tokens.Count == 1 ? _words[i] : _phrases[i];
            into[key] = into.TryGetValue(key, out Concept[]? known) ? [.. known.Where(c => c != concept), concept] : [concept];
        }
    }

    /// <summary>True when some phrase ends with the token: for others <see cref="OfPhrase"/> need not be asked.</summary>
    public bool EndsPhrase(ulong token) => _phraseEndFilter.MayHold(token) && _phraseEnds.Contains(token);

    public Concept[] OfWord(LanguageVariant variant, ulong token) =>
        _wordFilter.MayHold(token) ? _words[(int)variant].GetValueOrDefault(token, []) : [];

    /// <param name="variant">Language.</param>
    /// <param name="phrase">Two tokens by <see cref="TermHash.OfPair"/>, or three, the first two as a pair.</param>
    public Concept[] OfPhrase(LanguageVariant variant, ulong phrase) =>
        _phraseFilter.MayHold(phrase) ? _phrases[(int)variant].GetValueOrDefault(phrase, []) : [];
}
