using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models.Training;

/// <summary>Gives all features of a whole text, as the tagger will see them.</summary>
internal interface IFeatureSet
{
    void Extract<TSink>(string text, LanguageVariant variant, ref TSink sink)
        where TSink : IFeatureSink;
}

/// <summary>The features of the mood, safety and theme models.</summary>
internal sealed class TextFeatureSet(ConceptTable concepts) : IFeatureSet
{
    public void Extract<TSink>(string text, LanguageVariant variant, ref TSink sink)
        where TSink : IFeatureSink
    {
        var scanner = new TokenScanner(text, stackalloc char[TokenScanner.MaxTokenLength]);
        Span<char> folded = stackalloc char[TokenForm.MaxFoldedLength];
        var negation = new NegationScope();
        ulong pairBefore = 0;
        ulong before = 0;
        while (scanner.MoveNext())
        {
            var token = new TokenForm(scanner.Kind, scanner.Form, folded);
            TokenPlace place = scanner.Place(negation.Take(token.Kind == TokenKind.Word, token.IsNegator, scanner.EndsClause));
            TokenFeatures.OfToken(in token, place, variant, concepts, ref sink);
            ulong pair = TermHash.OfPair(before, token.FoldedHash);
            if (before != 0)
                sink.Add(TokenFeatures.OfPair(pair), 1);
            if (before != 0 && concepts.EndsPhrase(token.FoldedHash))
                TokenFeatures.OfPhrases(pair, TermHash.OfPair(pairBefore, token.FoldedHash), place.Has(TokenPlace.Negated), variant, concepts, ref sink);
            pairBefore = pair;
            before = token.FoldedHash;
        }
    }
}

/// <summary>The features of the language model.</summary>
internal sealed class LanguageFeatureSet : IFeatureSet
{
    public void Extract<TSink>(string text, LanguageVariant variant, ref TSink sink)
        where TSink : IFeatureSink
    {
        var scanner = new TokenScanner(text, stackalloc char[TokenScanner.MaxTokenLength]);
        while (scanner.MoveNext())
        {
            if (scanner.Kind == TokenKind.Word)
                LanguageFeatures.OfWord(scanner.Form, ref sink);
        }
    }
}
