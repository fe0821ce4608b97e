using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Brands;

/// <summary>A brand tagger with its own trie, for texts with themes.</summary>
internal sealed class BrandTaggerRun
{
    private readonly BrandTagger _tagger;
    private readonly PhraseTrie _trie;

    public BrandTaggerRun(IReadOnlyList<BrandProfile> brands)
    {
        PhraseTrieBuilder builder = new();
        _tagger = new BrandTagger(brands, builder);
        _trie = builder.Build();
        Unrelated = _tagger.Unrelated;
    }

    public BrandTag[] Unrelated { get; }

    /// <summary>Number of entries, variants and contexts included.</summary>
    public int Phrases => _trie.Phrases;

    public float Relevance(string text, string? language = null, params ThemeTag[] themes) => All(text, language, themes, out _)[0].Relevance;

    public BrandTag Tag(string text, params ThemeTag[] themes) => All(text, null, themes, out _)[0];

    public EntityTag[] Entities(string text)
    {
        All(text, null, [], out EntityTag[] entities);
        return entities;
    }

    public BrandTag[] All(string text, string? language, ThemeTag[] themes, out EntityTag[] entities)
    {
        PhraseMatch[] room = new PhraseMatch[PhraseTrie.MaxMatches];
        return _tagger.Tag(room.AsSpan(0, _trie.Find(text, room)), language, text, themes, out entities);
    }
}
