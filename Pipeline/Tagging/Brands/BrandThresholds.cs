namespace RtmPipeline.Tagging.Brands;

/// <summary>A brand's own thresholds in place of those of the section Alerts; null where it has none.</summary>
internal sealed record BrandThresholds
{
    /// <summary>Score from which an opportunity is published, 0–100.</summary>
    public double? OpportunityScore { get; init; }

    /// <summary>Score from which an opportunity becomes an alert, 0–100; at least <see cref="OpportunityScore"/>.</summary>
    public double? AlertScore { get; init; }

    /// <summary>Magnitude from which a tragedy makes a hold alert, 0–100.</summary>
    public double? HoldScore { get; init; }

    /// <summary>Score from which a wave against the brand makes a threat alert, 0–100.</summary>
    public double? ThreatScore { get; init; }

    /// <summary>Least time an opportunity must last when it is raised, seconds, 0–86,400.</summary>
    public int? MinSecondsToAct { get; init; }

    /// <summary>Most alerts of one kind a day, 1–1,000.</summary>
    public int? DailyCap { get; init; }
}
