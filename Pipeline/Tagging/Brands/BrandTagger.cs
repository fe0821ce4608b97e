using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Brands;

/// <summary>
/// Says how much a text concerns each brand, by the words of its profile.
/// </summary>
/// <remarks>
/// With n the number of distinct words of the field or competitors in the text:
/// <list type="bullet">
/// <item>named (names, products, people, own handles, own hashtags): 1;</item>
/// <item>named, and a word out of the field: 0.5;</item>
/// <item>not named, n of 1 or more, in a language of the audience or an unknown one: 0.8 − 0.3 · 2^(1−n), so 0.5, 0.65, 0.725 … up to 0.8;</item>
/// <item>the same with a word out of the field: 0.1;</item>
/// <item>otherwise 0; a profile that watches everything: always 1.</item>
/// </list>
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
    private const float OutOfFieldRelevance = 0.1f;

    private readonly IReadOnlyList<BrandProfile> _brands;
    private readonly BrandVocabulary _vocabulary;

    /// <param name="brands">Profiles, in the order of the tags.</param>
    /// <param name="phrases">Takes the profiles' entries.</param>
    public BrandTagger(IReadOnlyList<BrandProfile> brands, PhraseTrieBuilder phrases)
    {
        _brands = brands;
        _vocabulary = new BrandVocabulary(brands, phrases);
        Unrelated = [.. brands.Select(static brand => new BrandTag(brand.WatchesEverything ? NamedRelevance : 0, []))];
    }

    /// <summary>Tags of a text that concerns no brand: one array for all such texts.</summary>
    public BrandTag[] Unrelated { get; }

    /// <summary>Relevance to each brand; <see cref="Unrelated"/> itself where nothing was found.</summary>
    /// <param name="matches">Entries found in the text.</param>
    /// <param name="language">The platform's label; null where unknown.</param>
    /// <param name="text">The text.</param>
    /// <param name="entities">What the profiles name in it, in text order.</param>
    public BrandTag[] Tag(ReadOnlySpan<PhraseMatch> matches, string? language, string text, out EntityTag[] entities)
    {
        entities = [];
        int count = Math.Min(_vocabulary.CountUses(matches), MaxHits);
        if (count == 0)
            return Unrelated;
        Span<BrandHit> hits = stackalloc BrandHit[count];
        _vocabulary.Collect(matches, hits);
        entities = BrandEntities.Of(hits, _brands, _vocabulary, text);
        hits = hits[..BrandHit.DropContained(hits)];
        BrandTag[] tags = [.. Unrelated];
        for (int i = 0; i < hits.Length; i++)
        {
            int brand = hits[i].Brand;
            if (!_brands[brand].WatchesEverything && tags[brand] == Unrelated[brand])
                tags[brand] = Judge(hits[i..], brand, language);
        }
        return tags;
    }

    private BrandTag Judge(ReadOnlySpan<BrandHit> hits, int brand, string? language)
    {
        bool isNamed = false;
        bool isOutOfField = false;
        List<string> named = [];
        List<string> near = [];
        List<string> outside = [];
        foreach (ref readonly BrandHit hit in hits)
        {
            if (hit.Brand != brand)
                continue;
            isNamed |= hit.Role.Names();
            isOutOfField |= hit.Role == BrandRole.OutOfField;
            List<string> words = hit.Role.Names() ? named : hit.Role == BrandRole.OutOfField ? outside : near;
            string word = _vocabulary.Canonical(hit);
            if (!words.Contains(word))
                words.Add(word);
        }
        if (isNamed)
            return new BrandTag(isOutOfField ? NamedOutOfFieldRelevance : NamedRelevance, FirstOf(isOutOfField ? [.. outside, .. named] : [.. named, .. near]));
        if (near.Count == 0 || !IsAudience(_brands[brand], language))
            return Unrelated[brand];
        return isOutOfField
            ? new BrandTag(OutOfFieldRelevance, FirstOf([.. outside, .. near]))
            : new BrandTag(NearRelevance(near.Count), FirstOf(near));
    }

    private static float NearRelevance(int distinct) => (float)(0.8 - 0.3 * Math.Pow(2, 1 - distinct));

    private static bool IsAudience(BrandProfile brand, string? language) =>
        language is null || brand.Languages.Length == 0 || Array.IndexOf(brand.Languages, language) >= 0;

    private static string[] FirstOf(List<string> words) => [.. words.Take(MaxBecause)];
}
