namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>Shares between which trust falls from full to none, in a straight line.</summary>
/// <param name="Full">Share up to which trust is full.</param>
/// <param name="None">Share from which there is none; above <paramref name="Full"/>.</param>
internal readonly record struct TrustRange(double Full, double None)
{
    /// <summary>Normal quantile of a one-sided bound at 95 %.</summary>
    private const double Z = 1.645;

    /// <summary>Posts that must have been seen before a share says anything.</summary>
    public const double MinPosts = 10;

    /// <summary>Trust at a share of some posts, in [0, 1]: few posts leave much room for chance, so what counts is the least share that they prove.</summary>
    public double Trust(double share, double posts) => posts < MinPosts ? 1 : TrustOf(LeastShare(share, posts));

    /// <summary>Trust at a share that is known, or proven, as it stands.</summary>
    public double TrustOf(double share) => Math.Clamp((None - share) / (None - Full), 0, 1);

    /// <summary>
    /// Lower end of the score interval of a share: E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927. Unlike the share less some
    /// standard errors it stays within [0, 1] and holds for small counts.
    /// </summary>
    public static double LeastShare(double share, double posts)
    {
        if (posts <= 0)
            return 0;
        double middle = share + (Z * Z / (2 * posts));
        double spread = Z * Math.Sqrt((share * (1 - share) / posts) + (Z * Z / (4 * posts * posts)));
        return Math.Max(0, (middle - spread) / (1 + (Z * Z / posts)));
    }
}
