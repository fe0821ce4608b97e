using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tagging.Models;

/// <param name="Feature">Number of the concept, for features.</param>
/// <param name="Polarity">Prior of its mood, −3 to 3.</param>
internal readonly record struct Concept(int Feature, int Polarity);

/// <summary>
/// Words and phrases by what they mean, in several languages: what a model learns of a concept in one language it knows in the others.
/// </summary>
internal sealed class ConceptTable
{
    private readonly Dictionary<ulong, Concept[]>[] _words = [.. Enumerable.Range(0, LanguageVariants.Count).Select(static _ => new Dictionary<ulong, Concept[]>())];
    private readonly Dictionary<ulong, Concept[]>[] _phrases = [.. Enumerable.Range(0, LanguageVariants.Count).Select(static _ => new Dictionary<ulong, Concept[]>())];

    /// <param name="name">Name of the concept; the feature is made of it, so that the order of a lexicon does not matter.</param>
    /// <param name="polarity">−3 to 3.</param>
    /// <param name="language">Code of the language the form belongs to; null for all.</param>
    /// <param name="tokens">Folded hashes of its one to three tokens.</param>
    public void Add(string name, int polarity, string? language, ReadOnlySpan<ulong> tokens)
    {
        var concept = new Concept((int)(TermHash.Of(name) >> 33), polarity);
        for (int i = 0; i < LanguageVariants.Count; i++)
        {
            if (language is not null && LanguageVariants.Of(language) != (LanguageVariant)i)
                continue;
            Dictionary<ulong, Concept[]> into = tokens.Length == 1 ? _words[i] : _phrases[i];
            ulong key = KeyOf(tokens);
            into[key] = into.TryGetValue(key, out Concept[]? known) ? [.. known.Where(c => c != concept), concept] : [concept];
        }
    }

    public Concept[] OfWord(LanguageVariant variant, ulong token) => _words[(int)variant].GetValueOrDefault(token, []);

    /// <param name="variant">Language.</param>
    /// <param name="phrase">Two tokens by <see cref="TermHash.OfPair"/>, or three, the first two as a pair.</param>
    public Concept[] OfPhrase(LanguageVariant variant, ulong phrase) => _phrases[(int)variant].GetValueOrDefault(phrase, []);

    private static ulong KeyOf(ReadOnlySpan<ulong> tokens)
    {
        ulong key = tokens[0];
        foreach (ulong token in tokens[1..])
            key = TermHash.OfPair(key, token);
        return key;
    }
}
