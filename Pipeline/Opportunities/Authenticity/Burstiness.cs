namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>How regular the gaps between posts are: −1 for a clock, 0 for chance, towards 1 for bursts with long pauses, as people post.</summary>
/// <remarks>
/// B = (σ − μ)/(σ + μ) of Goh and Barabási, Burstiness and memory in complex systems, EPL 81, 2008, corrected for few gaps by Kim and Jo, Measuring burstiness for finite event
/// sequences, Phys. Rev. E 94, 2016, eq. 22, so that gaps by chance give 0 at any number of them. Regular gaps are the oldest sign of automation: Chu, Gianvecchio, Wang and
/// Jajodia, Detecting automation of Twitter accounts, IEEE TDSC 9(6), 2012, §4.1.
/// </remarks>
internal static class Burstiness
{
    /// <param name="gaps">Number of gaps, at least 2; may be a sum of weights.</param>
    /// <param name="mean">Mean gap; at least 0.</param>
    /// <param name="variance">Variance of the gaps.</param>
    public static double Of(double gaps, double mean, double variance)
    {
        // All at the same instant is no rhythm that can be told from coarse times.
        if (mean <= 0)
            return 0;
        double r = Math.Sqrt(Math.Max(0, variance)) / mean;
        double up = Math.Sqrt(gaps + 1);
        double down = Math.Sqrt(gaps - 1);
        return Math.Clamp(((up * r) - down) / (((up - 2) * r) + down), -1, 1);
    }
}
