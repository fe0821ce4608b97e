namespace RtmPipeline.Tagging;

/// <summary>Meaning of one text. Where this version cannot tell, the field says so ("und", unknown, none) instead of guessing.</summary>
internal sealed class PostTags
{
    public required LanguageTag Language { get; init; }

    public SentimentTag Sentiment { get; init; } = SentimentTag.Unknown;

    public ThemeTag[] Themes { get; init; } = [];

    public SafetyTag Safety { get; init; } = SafetyTag.None;

    public EntityTag[] Entities { get; init; } = [];

    /// <summary>Relevance to each brand profile, in the order of the profiles.</summary>
    public BrandTag[] Brands { get; init; } = [];

    /// <summary>The same meaning with the relevance to other profiles.</summary>
    public PostTags WithBrands(BrandTag[] brands) => new()
    {
        Language = Language,
        Sentiment = Sentiment,
        Themes = Themes,
        Safety = Safety,
        Entities = Entities,
        Brands = brands,
    };
}

/// <param name="Code">Lower-case primary subtag, or "und".</param>
/// <param name="Probability">In [0, 1].</param>
internal readonly record struct LanguageTag(string Code, float Probability);

internal enum SentimentLabel : byte
{
    Unknown,
    Negative,
    Neutral,
    Positive,
}

/// <param name="Label">Most probable label, or unknown.</param>
/// <param name="Value">In [-1, 1]; 0 when unknown.</param>
/// <param name="Negative">Probability.</param>
/// <param name="Neutral">Probability.</param>
/// <param name="Positive">Probability; the three sum to 1, or are all 0 when unknown.</param>
internal readonly record struct SentimentTag(SentimentLabel Label, float Value, float Negative, float Neutral, float Positive)
{
    public static SentimentTag Unknown => default;
}

/// <param name="Id">IAB Content Taxonomy 3.1 id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Probability">In [0, 1].</param>
internal readonly record struct ThemeTag(string Id, string Name, float Probability);

/// <summary>Brand-safety risk, by the IAB taxonomy's levels.</summary>
internal enum SafetyLevel : byte
{
    None,
    Low,
    Medium,
    High,
    Floor,
}

/// <param name="Level">Risk.</param>
/// <param name="Category">Name of the IAB sensitive topic; null when the level is none.</param>
/// <param name="Probability">In [0, 1].</param>
/// <param name="Because">The words that drove the verdict.</param>
internal sealed record SafetyTag(SafetyLevel Level, string? Category, float Probability, string[] Because)
{
    public static SafetyTag None { get; } = new(SafetyLevel.None, null, 0, []);
}

internal enum EntityKind : byte
{
    Brand,
    Product,
    Person,
    Competitor,
    Place,
    Organisation,
    Event,
}

/// <param name="Text">As it stands in the post.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Start">First UTF-16 unit in the tagged text.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Canonical">The one name of all its spellings: the profile's, the known one, or as it stands where it was found by rule.</param>
internal readonly record struct EntityTag(string Text, EntityKind Kind, int Start, int End, string Canonical);

/// <param name="Relevance">In [0, 1]: 1 the brand is named, 0.4 perhaps, about a half its field or themes are, 0 unrelated; see <c>Brands.BrandTagger</c>.</param>
/// <param name="Because">The words and themes that drove it.</param>
internal readonly record struct BrandTag(float Relevance, string[] Because)
{
    /// <summary>True when the text names the brand, a product or a person of it beyond doubt, also where what it says is out of the brand's field.</summary>
    public bool IsNamed { get; init; }
}
