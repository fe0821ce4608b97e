namespace RtmPipeline.Alerts.Framing;

/// <summary>What the posts feel, as far as their tags support it.</summary>
internal enum Mood : byte
{
    /// <summary>Too little is known, or nothing stands out: nothing is said.</summary>
    Untold,
    Positive,
    Negative,
    Mixed,
}

/// <summary>Where the talk is going.</summary>
internal enum Momentum : byte
{
    Rising,
    Steady,
    Falling,
}

/// <summary>What of its profile makes an event the brand's business.</summary>
internal enum ReasonKind : byte
{
    /// <summary>The brand itself.</summary>
    Name,
    Product,
    Person,
    Competitor,

    /// <summary>A word of its field.</summary>
    Field,

    /// <summary>A theme of its field, by its name in the IAB taxonomy.</summary>
    Theme,
}

/// <param name="Kind">What it is to the brand.</param>
/// <param name="Name">As the profile spells it, made safe to show; for a theme, its IAB name.</param>
internal readonly record struct FramingReason(ReasonKind Kind, string Name);

/// <summary>All that a summary may say of an incident. Facts only; the writers of each language choose which of them a busy person needs.</summary>
internal sealed record FramingFacts
{
    public required AlertKind Kind { get; init; }

    public required IncidentPhase Phase { get; init; }

    /// <summary>Name of the brand for people.</summary>
    public required string Brand { get; init; }

    /// <summary>What people call it, made safe to show by <see cref="SafeLabel"/>; without quotation marks of its own.</summary>
    public required string Label { get; init; }

    /// <summary>Stream time, unix milliseconds, as all times here.</summary>
    public required long Now { get; init; }

    /// <summary>When it took off.</summary>
    public required long Since { get; init; }

    /// <summary>People who lately wrote about it in their own words; at least 1.</summary>
    public required long People { get; init; }

    /// <summary>Posts a minute now.</summary>
    public required double PerMinute { get; init; }

    /// <summary>That, in multiples of what was to be expected.</summary>
    public required double TimesUsual { get; init; }

    /// <summary>True when the topic usually comes up less than once an hour: then no multiple means anything.</summary>
    public required bool IsUsuallyUnheard { get; init; }

    /// <summary>Posts a minute at the highest.</summary>
    public required double PeakPerMinute { get; init; }

    public required Momentum Momentum { get; init; }

    public required Mood Mood { get; init; }

    /// <summary>Share of negative posts among those whose sentiment is known.</summary>
    public double NegativeShare { get; init; }

    /// <summary>Languages of most posts, as codes, most first; empty when the talk is in several with no order to it or in none known.</summary>
    public string[] Languages { get; init; } = [];

    /// <summary>The mood where it is told: an update says what changed, and the mood was told before; that of a tragedy goes without saying.</summary>
    public Mood ToldMood => Phase == IncidentPhase.Updated || Kind == AlertKind.Hold ? Mood.Untold : Mood;

    /// <summary>The languages where they are told: when it is raised.</summary>
    public string[] ToldLanguages => Phase == IncidentPhase.Raised ? Languages : [];

    /// <summary>Why it concerns the brand, strongest first; none for a profile that watches everything.</summary>
    public FramingReason[] Reasons { get; init; } = [];

    /// <summary>Until when it is worth acting.</summary>
    public required long Until { get; init; }

    /// <summary>Posts still expected, and within how many minutes; 0 for none worth saying.</summary>
    public double MoreExpected { get; init; }

    public int MoreWithinMinutes { get; init; } = 60;

    /// <summary>When news had it first; null while none was seen.</summary>
    public long? NewsFirstAt { get; init; }

    /// <summary>True when journalists may still be looking for something to add.</summary>
    public bool SpeaksToJournalists { get; init; }

    /// <summary>Name of the IAB sensitive topic it is vetoed for; null for none.</summary>
    public string? Sensitive { get; init; }

    /// <summary>True when the talk itself is over, not only the time to act.</summary>
    public bool IsOver { get; init; }

    /// <summary>Why it ended; null while it goes on.</summary>
    public EndReason? EndedBecause { get; init; }

    /// <summary>Id of the incident that goes on as the same event; null for none.</summary>
    public string? MergedInto { get; init; }

    /// <summary>True when a wave that was to be reinforced ended because it goes on by itself.</summary>
    public bool HasRecovered => Kind == AlertKind.Reinforce && Momentum == Momentum.Rising;

    /// <summary>True when the talk still has a pace worth telling: two posts an hour.</summary>
    public bool StillGoes => HumanNumbers.Round(PerMinute >= 1 ? PerMinute : PerMinute * 60) >= 2;
}

/// <summary>What was held back from a brand's team.</summary>
/// <param name="Brand">Name of the brand.</param>
/// <param name="Over">How long a time the digest covers.</param>
/// <param name="Opportunities">Opportunities held back.</param>
/// <param name="Threats">Threats.</param>
/// <param name="Holds">Tragedies to pause for.</param>
/// <param name="Reinforcements">Waves that were fading.</param>
/// <param name="Largest">Safe label of the largest of them; null for none.</param>
internal sealed record DigestFacts(string Brand, TimeSpan Over, int Opportunities, int Threats, int Holds, int Reinforcements, string? Largest)
{
    public int Total => Opportunities + Threats + Holds + Reinforcements;
}
