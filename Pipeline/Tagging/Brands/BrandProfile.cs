namespace RtmPipeline.Tagging.Brands;

/// <summary>What one brand watches, and what it wants to be told. Lists may be empty; words and names match whole words, whatever their case and accents.</summary>
internal sealed record BrandProfile
{
    /// <summary>Short id of the brand in outputs: 1–40 lower-case letters, digits and '-'.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Names and spellings of the brand.</summary>
    public string[] Names { get; init; } = [];

    public string[] Products { get; init; } = [];

    /// <summary>Handles without '@'.</summary>
    public string[] Handles { get; init; } = [];

    /// <summary>Accounts the brand posts from, in the form of <see cref="Brands.OwnAccounts"/>. A profile that says nothing about them has its handles here.</summary>
    public string[] OwnAccounts { get; init; } = [];

    /// <summary>Hashtags without '#'.</summary>
    public string[] Hashtags { get; init; } = [];

    public string[] People { get; init; } = [];

    public string[] Competitors { get; init; } = [];

    /// <summary>Those of the names, products, people and competitors that are ordinary words or other names too.</summary>
    public AmbiguousName[] Ambiguous { get; init; } = [];

    /// <summary>Words, phrases and hashtags of the brand's field: what its audience talks about.</summary>
    public string[] Field { get; init; } = [];

    /// <summary>Names of planned moments, as people write them: a wave led by one is expected, and no alert.</summary>
    public string[] Moments { get; init; } = [];

    /// <summary>Words and phrases the brand stays away from.</summary>
    public string[] OutOfField { get; init; } = [];

    /// <summary>Themes of the brand's field: ids (or names) of the IAB Content Taxonomy 3.1, as <see cref="ThemeTag"/> has them. A theme includes those below it.</summary>
    public string[] Themes { get; init; } = [];

    /// <summary>Themes the brand stays away from.</summary>
    public string[] ThemesOut { get; init; } = [];

    /// <summary>Languages of the audience, primary subtags; empty means all.</summary>
    public string[] Languages { get; init; } = [];

    /// <summary>Names of the places where the audience is.</summary>
    public string[] Places { get; init; } = [];

    public BrandVoice Voice { get; init; } = new();

    public BrandSafety Safety { get; init; } = new();

    public BrandThresholds Thresholds { get; init; } = new();

    /// <summary>Alerts the brand wants. Default all; a profile without <see cref="BrandSafety.Hold"/> has no hold here.</summary>
    public BrandAlerts Kinds { get; init; } = BrandAlerts.All;

    /// <summary>True for the built-in profile that watches everything: every post is in its field.</summary>
    public bool WatchesEverything { get; init; }

    /// <summary>Hash of what its file says, comments and layout apart; 0 for a profile that no file holds.</summary>
    public ulong Content { get; init; }

    /// <summary>The profile used when none is given.</summary>
    public static BrandProfile Everything { get; } = new() { Id = "any", Name = "Any brand", WatchesEverything = true };

    /// <summary>True when the other says the same.</summary>
    public bool IsSameAs(BrandProfile other) => ReferenceEquals(this, other) || (Content != 0 && Content == other.Content);

    /// <summary>True when the brand wants alerts of a kind.</summary>
    public bool Wants(BrandAlerts kind) => (Kinds & kind) == kind;
}

/// <summary>A name that says other things too ("Delta", "Mango"): it counts with evidence around it, see <see cref="AmbiguousNames"/>.</summary>
/// <param name="Name">One of the profile's names, products, people or competitors.</param>
/// <param name="With">Words and phrases beside which it is the brand's.</param>
/// <param name="Without">Words and phrases beside which it is not; where one of them contains the name, the name there says nothing.</param>
internal sealed record AmbiguousName(string Name, string[] With, string[] Without);
