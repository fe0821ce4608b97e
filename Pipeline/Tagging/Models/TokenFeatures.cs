using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>Takes the features of a text one by one.</summary>
internal interface IFeatureSink
{
    /// <param name="feature">Hash of the feature.</param>
    /// <param name="weight">How much one occurrence counts; positive.</param>
    void Add(ulong feature, float weight);
}

/// <summary>
/// The features of the mood, safety and theme models: words, negated words, words of hashtags, pairs of words, n-grams of 2 to 5 characters within words, and
/// concepts of a lexicon. Words count once for all languages and once more for the text's own, so that languages share what they have in common
/// (Daumé 2007, "Frustratingly easy domain adaptation"); doing so with pairs and n-grams too gained nothing. Every feature belongs to one token or pair: a text's score is the sum over its tokens.
/// </summary>
internal static class TokenFeatures
{
    private const int MinGram = 2;
    private const int MaxGram = 5;
    private const char Edge = '\u0001';

    // A word of ten letters has some forty n-grams: each counts less than the word.
    private const float GramWeight = 0.5f;
    private const float ConceptWeight = 3f;

    private const ulong WordSalt = 1;
    private const ulong NegatedSalt = 2;
    private const ulong HashtagSalt = 3;
    private const ulong SignSalt = 4;
    private const ulong GramSalt = 5;
    private const ulong PairSalt = 6;
    private const ulong ConceptSalt = 7;
    private const ulong PolaritySalt = 8;
    private const ulong PlaceSalt = 9;

    /// <summary>Features of one token at its place.</summary>
    public static void OfToken<TSink>(in TokenForm token, TokenPlace place, LanguageVariant variant, ConceptTable concepts, ref TSink sink)
        where TSink : IFeatureSink, allows ref struct
    {
        if (token.Kind != TokenKind.Word)
        {
            AddBoth(ref sink, SignSalt, token.FoldedHash, variant, 1);
        }
        else
        {
            AddBoth(ref sink, WordSalt, token.FoldedHash, variant, 1);
            if (place.Has(TokenPlace.Negated))
                AddBoth(ref sink, NegatedSalt, token.FoldedHash, variant, 1);
            if (place.Has(TokenPlace.InHashtag))
                AddBoth(ref sink, HashtagSalt, token.FoldedHash, variant, 1);
            if (place.Has(TokenPlace.Shouted))
                sink.Add(Salted(PlaceSalt, (ulong)TokenPlace.Shouted), 1);
            if (place.Has(TokenPlace.Elongated))
                sink.Add(Salted(PlaceSalt, (ulong)TokenPlace.Elongated), 1);
            OfGrams(token.Folded, ref sink);
        }
        OfConcepts(concepts.OfWord(variant, token.FoldedHash), place.Has(TokenPlace.Negated), ref sink);
    }

    /// <summary>Feature of two tokens in their order; it counts once.</summary>
    /// <param name="pair">Their folded hashes by <see cref="TermHash.OfPair"/>.</param>
    public static ulong OfPair(ulong pair) => Salted(PairSalt, pair);

    /// <summary>Concepts of the two or three tokens that end with one; asked only where <see cref="ConceptTable.EndsPhrase"/>.</summary>
    /// <param name="pair">The last two by <see cref="TermHash.OfPair"/>.</param>
    /// <param name="triple">The first two as a pair, and the last.</param>
    /// <param name="isNegated">True when a negation turns the last.</param>
    /// <param name="variant">Language.</param>
    /// <param name="concepts">Lexicon.</param>
    /// <param name="sink">Takes the features.</param>
    public static void OfPhrases<TSink>(ulong pair, ulong triple, bool isNegated, LanguageVariant variant, ConceptTable concepts, ref TSink sink)
        where TSink : IFeatureSink, allows ref struct
    {
        OfConcepts(concepts.OfPhrase(variant, pair), isNegated, ref sink);
        OfConcepts(concepts.OfPhrase(variant, triple), isNegated, ref sink);
    }

    private static void OfConcepts<TSink>(Concept[] concepts, bool isNegated, ref TSink sink)
        where TSink : IFeatureSink, allows ref struct
    {
        ulong turned = isNegated ? 1UL : 0;
        foreach (Concept concept in concepts)
        {
            sink.Add(Salted(ConceptSalt, ((ulong)concept.Feature << 1) | turned), ConceptWeight);
            if (concept.Polarity is { } polarity)
                sink.Add(Salted(PolaritySalt, ((ulong)(polarity + 8) << 1) | turned), ConceptWeight);
        }
    }

    private static void OfGrams<TSink>(ReadOnlySpan<char> word, ref TSink sink)
        where TSink : IFeatureSink, allows ref struct
    {
        for (int start = -1; start < word.Length; start++)
        {
            ulong state = TermHash.Seed;
            for (int length = 1; length <= MaxGram && start + length <= word.Length + 1; length++)
            {
                int at = start + length - 1;
                state = TermHash.Step(state, at < 0 || at == word.Length ? Edge : word[at]);
                if (length >= MinGram)
                    sink.Add(Salted(GramSalt, state), GramWeight);
            }
        }
    }

    private static void AddBoth<TSink>(ref TSink sink, ulong salt, ulong value, LanguageVariant variant, float weight)
        where TSink : IFeatureSink, allows ref struct
    {
        ulong shared = Salted(salt, value);
        sink.Add(shared, weight);
        if (variant != LanguageVariant.Other)
            sink.Add(Mix64.Finish(shared + (ulong)variant), weight);
    }

    private static ulong Salted(ulong salt, ulong value) => Mix64.Finish((value * Mix64.Golden) + salt);
}
