using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Brands;

/// <summary>
/// Says how much a text concerns each brand, by the words and themes of its profile.
/// </summary>
/// <remarks>
/// With n the number of distinct words of the field or competitors in the text, and p the probability of the most probable theme of the field (0 for none):
/// <list type="bullet">
/// <item>named (names, products, people, own handles, own hashtags; ambiguous names with evidence, see <see cref="AmbiguousNames"/>): 1;</item>
/// <item>near, in a language of the audience or an unknown one: for n of 1 or more 0.8 − 0.3 · 2^(1−n) + 0.1 · p, so 0.5, 0.65, 0.725 … up to 0.9,
/// and 0.05 more where a place of the audience is named too; for n = 0 it is 0.5 · p;</item>
/// <item>an ambiguous name in doubt: 0.4, or what is near where that is more; its reason says "(doubtful)";</item>
/// <item>with a word out of the field, or a theme out of it with a probability of 0.5 or more: at most 0.5 where named, at most 0.1 else;</item>
/// <item>otherwise 0; a profile that watches everything: always 1.</item>
/// </list>
/// A place alone, or beside a theme alone, says nothing: people name places in everything they write.
/// So what is out of the field stays low however many words of the field stand beside it.
/// A word inside a longer entry of the same profile that stands there does not count by itself: "football" in the field says nothing where
/// "football riots" stands out of the field. The numbers are a rule of thumb until a trained model replaces it.
/// </remarks>
internal sealed class BrandTagger
{
    /// <summary>Most words given as a reason.</summary>
    public const int MaxBecause = 5;

    /// <summary>Most entities of one text.</summary>
    public const int MaxEntities = 32;

    // Hits considered of one text, over all brands. 512 matches times 100 brands that share each entry would be more than a text is worth.
    private const int MaxHits = 512;

    private const float NamedRelevance = 1f;
    private const float NamedOutOfFieldRelevance = 0.5f;
    private const float DoubtfulRelevance = 0.4f;
    private const float OutOfFieldRelevance = 0.1f;
    private const double ThemeAloneWeight = 0.5;
    private const double ThemeBesideFieldWeight = 0.1;
    private const double PlaceBesideField = 0.05;

    private readonly IReadOnlyList<BrandProfile> _brands;
    private readonly AmbiguousNames _ambiguous;
    private readonly BrandVocabulary _vocabulary;
    private readonly BrandThemes _themes;

    /// <param name="brands">Profiles, in the order of the tags.</param>
    /// <param name="phrases">Takes the profiles' entries.</param>
    public BrandTagger(IReadOnlyList<BrandProfile> brands, PhraseTrieBuilder phrases)
    {
        _brands = brands;
        _ambiguous = new AmbiguousNames(brands, phrases);
        _vocabulary = new BrandVocabulary(brands, _ambiguous, phrases);
        _themes = new BrandThemes(brands);
        Unrelated = [.. brands.Select(static brand => new BrandTag(brand.WatchesEverything ? NamedRelevance : 0, []))];
    }

    /// <summary>Tags of a text that concerns no brand: one array for all such texts.</summary>
    public BrandTag[] Unrelated { get; }

    /// <summary>Relevance to each brand; <see cref="Unrelated"/> itself where nothing was found.</summary>
    /// <param name="matches">Entries found in the text.</param>
    /// <param name="language">Primary subtag of its language; null where unknown.</param>
    /// <param name="text">The text.</param>
    /// <param name="themes">Its themes, each with those above it.</param>
    /// <param name="entities">What the profiles name in it, in text order.</param>
    public BrandTag[] Tag(ReadOnlySpan<PhraseMatch> matches, string? language, string text, ThemeTag[] themes, out EntityTag[] entities)
    {
        entities = [];
        bool hasThemes = _themes.Concerns(themes);
        int count = Math.Min(_vocabulary.CountUses(matches), MaxHits);
        if (count == 0 && !hasThemes)
            return Unrelated;
        FoundThemes found = new(_themes, themes);
        Span<BrandHit> hits = stackalloc BrandHit[count];
        _vocabulary.Collect(matches, hits);
        hits = hits[.._ambiguous.Resolve(hits, matches, text, found)];
        entities = BrandEntities.Of(hits, _brands, _vocabulary, text);
        hits = hits[..BrandHit.DropContained(hits)];
        if (!hasThemes && BrandHit.ArePlaces(hits))
            return Unrelated;
        BrandTag[] tags = [.. Unrelated];
        bool isRelated = false;
        for (int brand = 0; brand < tags.Length; brand++)
        {
            if (_brands[brand].WatchesEverything)
                continue;
            tags[brand] = Judge(hits, brand, language, found);
            isRelated |= tags[brand] != Unrelated[brand];
        }
        return isRelated ? tags : Unrelated;
    }

    private BrandTag Judge(ReadOnlySpan<BrandHit> hits, int brand, string? language, in FoundThemes themes)
    {
        BrandReasons reasons = new();
        foreach (ref readonly BrandHit hit in hits)
        {
            if (hit.Brand == brand)
                reasons.Add(hit, _vocabulary.Canonical(hit));
        }
        bool isOut = reasons.Outside.Count > 0;
        if (themes.MostProbable(brand, isOut: true) is { Probability: >= FoundThemes.MinProbability } outside)
        {
            isOut = true;
            reasons.Outside.Add(outside.Name);
        }
        bool isAudience = IsAudience(_brands[brand], language);
        double near = 0;
        if (isAudience && reasons.Near.Count > 0)
            near = NearRelevance(reasons.Near.Count) + (reasons.Places.Count > 0 ? PlaceBesideField : 0);
        else
            reasons.Places.Clear();
        if (isAudience && themes.MostProbable(brand, isOut: false) is { } theme)
        {
            near += (near > 0 ? ThemeBesideFieldWeight : ThemeAloneWeight) * theme.Probability;
            reasons.Near.Add(theme.Name);
        }
        if (reasons.Named.Count > 0)
            return new BrandTag(isOut ? NamedOutOfFieldRelevance : NamedRelevance, reasons.First(MaxBecause)) { IsNamed = true };
        float relevance = (float)near;
        if (reasons.Doubtful.Count > 0)
            relevance = Math.Max(relevance, DoubtfulRelevance);
        if (relevance == 0)
            return Unrelated[brand];
        return new BrandTag(isOut ? Math.Min(relevance, OutOfFieldRelevance) : relevance, reasons.First(MaxBecause));
    }

    private static double NearRelevance(int distinct) => 0.8 - (0.3 * Math.Pow(2, 1 - distinct));

    private static bool IsAudience(BrandProfile brand, string? language) =>
        language is null || brand.Languages.Length == 0 || Array.IndexOf(brand.Languages, language) >= 0;
}
