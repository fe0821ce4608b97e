namespace RtmPipeline.Tagging.Brands;

/// <summary>How careful a brand is.</summary>
internal sealed record BrandSafety
{
    /// <summary>Risk from which a post counts for the safety veto, by the levels of the IAB's brand-safety floor and suitability framework: Low is the most careful, Floor the least. Default medium.</summary>
    public SafetyLevel Level { get; init; } = SafetyLevel.Medium;

    /// <summary>Share of an event's posts at <see cref="Level"/> or worse from which it is vetoed, 0.01–1; null takes that of the section Opportunities.</summary>
    public double? Share { get; init; }

    /// <summary>True when the brand wants to be told to hold what is scheduled while a tragedy trends. Default true.</summary>
    public bool Hold { get; init; } = true;
}
