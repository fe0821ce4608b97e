using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Entities;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Brands;

/// <summary>
/// Words that are no misspelling of a name: stop words, words of the safety lexicon, of the profiles' fields and contexts, and known names.
/// </summary>
internal sealed class OrdinaryWords
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    public OrdinaryWords(IReadOnlyList<BrandProfile> brands)
    {
        foreach (BrandProfile brand in brands)
        {
            AddAll(brand.Field);
            AddAll(brand.OutOfField);
            foreach (AmbiguousName ambiguous in brand.Ambiguous)
                AddAll([ambiguous.Name, .. ambiguous.With, .. ambiguous.Without]);
        }
        AddAll(SafetyLexicon.Entries().Select(static entry => entry.Words));
        AddAll(Gazetteer.Shipped.Select(static name => name.Spelling));
    }

    /// <param name="word">A folded word.</param>
    public bool Contains(string word) =>
        _words.Contains(word) || StopWords.Contains(TermHash.Of(word)) || NameKnowledge.Shipped.Of(TermHash.Of(word)) != NameParts.None;

    private void AddAll(IEnumerable<string> entries)
    {
        foreach (string entry in entries)
            _words.UnionWith(PhraseFolding.Words(entry));
    }
}
