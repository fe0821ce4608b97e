using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Brands;

/// <summary>
/// Says what texts that are tagged already mean to other profiles. It looks for the profiles' words alone, so it costs far less than all tagging, and says
/// what <see cref="PostTagger"/> would; only in a text with over <see cref="PhraseTrie.MaxMatches"/> entries of all lexicons may it see more.
/// </summary>
internal sealed class BrandRetagger
{
    private readonly BrandTagger _tagger;
    private readonly PhraseTrie _phrases;

    /// <param name="brands">Profiles, in the order of the tags.</param>
    public BrandRetagger(IReadOnlyList<BrandProfile> brands)
    {
        PhraseTrieBuilder phrases = new();
        _tagger = new BrandTagger(brands, phrases);
        _phrases = phrases.Build();
    }

    /// <param name="text">The text; empty for what has none.</param>
    /// <param name="tags">Its tags: language and themes are taken from them.</param>
    public BrandTag[] Tag(string text, PostTags tags)
    {
        if (text.Length == 0)
            return _tagger.Unrelated;
        Span<PhraseMatch> room = stackalloc PhraseMatch[Math.Min(text.Length, PhraseTrie.MaxMatches)];
        ReadOnlySpan<PhraseMatch> matches = room[.._phrases.Find(text, room)];
        return _tagger.Tag(matches, PostTagger.SureLanguageOf(tags.Language), text, tags.Themes, out _);
    }
}
