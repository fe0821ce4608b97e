namespace RtmPipeline.Opportunities.Threats;

/// <summary>Tells events that are waves against a brand: most of their posts name it, and far more of these are negative than is usual for it.</summary>
internal sealed class NegativeEvents(ThreatOptions options)
{
    /// <summary>Weight of posts naming the brand before shares mean anything.</summary>
    private const double MinNamed = 8;

    /// <summary>Half of the posts must be negative, however glad people usually are.</summary>
    private const double MinNegativeShare = 0.5;

    public bool IsAgainst(BrandNaming naming, int brand, double usualShare) =>
        naming.Weight(brand) >= MinNamed
        && naming.Share(brand) >= options.EventNamedShare
        && naming.NegativeShare(brand) >= Math.Max(MinNegativeShare, Math.Min(0.95, usualShare + options.EventShareAbove));
}
