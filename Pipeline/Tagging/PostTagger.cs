using RtmPipeline.Posts;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Text;
using RtmPipeline.Tagging.Themes;

namespace RtmPipeline.Tagging;

/// <summary>
/// Gives a post its meaning. A pure function of the post's text and label: the same post has the same tags, from any thread. A post that says nothing
/// to any brand, is safe and has no theme we know gets tags made once at the start.
/// </summary>
/// <remarks>
/// This version knows the words of the profiles, a lexicon of sensitive topics and one of themes, and takes the language from the platform's label.
/// Sentiment is left unknown.
/// </remarks>
internal sealed class PostTagger
{
    // Platforms' labels are right for about nine posts in ten; short and mixed texts are the rest.
    private const float LabelProbability = 0.9f;

    private readonly PhraseTrie _phrases;
    private readonly BrandTagger _brandTagger;
    private readonly SafetyTagger _safetyTagger;
    private readonly ThemeTagger _themeTagger;
    private readonly PostTags _quiet;
    private readonly Dictionary<string, PostTags> _quietByLanguage = new(StringComparer.Ordinal);

    /// <param name="brands">Profiles, in the order of <see cref="PostTags.Brands"/>.</param>
    public PostTagger(IReadOnlyList<BrandProfile> brands)
    {
        PhraseTrieBuilder phrases = new();
        _brandTagger = new BrandTagger(brands, phrases);
        _safetyTagger = new SafetyTagger(phrases);
        _themeTagger = new ThemeTagger(phrases);
        _phrases = phrases.Build();
        _quiet = Quiet(null);
        foreach (string code in TwoLetterCodes())
            _quietByLanguage.Add(code, Quiet(code));
    }

    public PostTags Tag(Post post)
    {
        // A short text has few words, and clearing room for many would cost more than reading it.
        Span<PhraseMatch> room = stackalloc PhraseMatch[Math.Min(post.Text.Length, PhraseTrie.MaxMatches)];
        ReadOnlySpan<PhraseMatch> matches = post.HasText ? room[.._phrases.Find(post.Text, room)] : [];
        if (matches.IsEmpty)
            return QuietIn(post.Language);
        BrandTag[] brands = _brandTagger.Tag(matches, post.Language, post.Text, out EntityTag[] entities);
        SafetyTag safety = _safetyTagger.Judge(matches);
        ThemeTag[] themes = _themeTagger.Tag(matches, post.Language);
        if (ReferenceEquals(brands, _brandTagger.Unrelated) && safety.Level == SafetyLevel.None && themes.Length == 0)
            return QuietIn(post.Language);
        return new PostTags { Language = LanguageOf(post.Language), Themes = themes, Safety = safety, Entities = entities, Brands = brands };
    }

    private PostTags QuietIn(string? language)
    {
        if (language is null)
            return _quiet;
        return _quietByLanguage.TryGetValue(language, out PostTags? tags) ? tags : Quiet(language);
    }

    private PostTags Quiet(string? language) => new() { Language = LanguageOf(language), Brands = _brandTagger.Unrelated };

    private static LanguageTag LanguageOf(string? label) => label is null ? new LanguageTag("und", 0) : new LanguageTag(label, LabelProbability);

    private static IEnumerable<string> TwoLetterCodes() =>
        from first in Enumerable.Range('a', 26)
        from second in Enumerable.Range('a', 26)
        select string.Concat([(char)first, (char)second]);
}
