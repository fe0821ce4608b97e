namespace RtmPipeline.Opportunities.Threats;

/// <summary>When what is said against a brand is a wave; section <c>Threats</c>.</summary>
/// <remarks>
/// Chosen for general reasons, before any figure of brand tweets was looked at: hourly counts of people about a brand scatter by some 40 % around their usual hour; four standard
/// deviations are met by chance about once in some weeks of a brand; twice the usual is the least that a team would call a jump.
/// </remarks>
internal sealed record ThreatOptions
{
    /// <summary>People with something negative to say in the recent minutes (5-minute half-life) before a wave may begin; half as many more in a quarter of an hour, three times as many in an hour. <value>Default 6; 3 to 1,000,000.</value></summary>
    public double MinPeople { get; init; } = 6;

    /// <summary>Least ratio of the negative rate to the expected one. <value>Default 2; 1.1 to 1,000.</value></summary>
    public double MinRatio { get; init; } = 2;

    /// <summary>Least distance from the expected count in standard deviations of an over-dispersed count. <value>Default 4; 1 to 100.</value></summary>
    public double MinSurprise { get; init; } = 4;

    /// <summary>Over-dispersion: the variance of a count with mean m is m + (this × m)²; learned for each brand from its hours, up to twice this. <value>Default 0.4; 0 to 10.</value></summary>
    public double Dispersion { get; init; } = 0.4;

    /// <summary>Least share of negative posts among those that name the brand, in the wave; it must not be below the brand's usual share either. <value>Default 0.4; 0 to 1.</value></summary>
    public double MinNegativeShare { get; init; } = 0.4;

    /// <summary>Stream time before volume alone may begin a wave, hours: a brand's morning is no wave, and one day must have been seen to know. Until then the negative share must jump too. <value>Default 24; 0 to 168.</value></summary>
    public int WarmUpHours { get; init; } = 24;

    /// <summary>A wave that ended and comes back within this time, at less than twice its peak, is the same one, minutes. <value>Default 180; 0 to 1,440.</value></summary>
    public int ResumeMinutes { get; init; } = 180;

    /// <summary>Negative mentions in the next hour that count as full size. <value>Default 1,000; 10 to 100,000,000.</value></summary>
    public double FullSize { get; init; } = 1_000;

    /// <summary>Share of an event's posts that must name the brand for the event to be a wave against it. <value>Default 0.5; 0.05 to 1.</value></summary>
    public double EventNamedShare { get; init; } = 0.5;

    /// <summary>How far the negative share of an event must be above the brand's usual one for the event to be a wave against it. <value>Default 0.15; 0 to 1.</value></summary>
    public double EventShareAbove { get; init; } = 0.15;
}
