namespace RtmPipeline.Trends.Series;

/// <summary>
/// Quantiles of standardised residuals, a set for each level of the expected count, apart for the first hours of a burst. Each truth moves
/// those of its set a little: up by the share τ that should lie below when it lies above, down by 1−τ when it lies below. So in the long run a share
/// τ lies below whatever the series does (Gibbs &amp; Candès 2021, eq. 2, on the quantile itself as in Angelopoulos, Candès &amp; Tibshirani 2023,
/// §2.1). Both ends move by themselves, so skew is followed.
/// </summary>
internal sealed class SeriesIntervals
{
    /// <summary>Shares of the truths that lie below each quantile.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0.05, 0.25, 0.75, 0.95];

    /// <summary>Upper ends of the levels of the expected count; the last level has none.</summary>
    private static readonly double[] s_levels = [1, 4, 16, 64, 256];

    /// <summary>A burst is young while its weight within four horizons is above this: for four horizons.</summary>
    private const double YoungBurst = 0.36;

    /// <summary>How far a horizon's worth of truths moves a quantile, in scales; the horizon's truths overlap and count as one.</summary>
    private const double StepPerHorizon = 0.3;

    private const double MinStep = 0.005;
    private const double MaxStep = 0.1;

    /// <summary>Quantiles stay within this many scales.</summary>
    private const double MaxQuantile = 12;

    private readonly double[][] _quantiles;
    private readonly double _step;

    /// <param name="prior">Quantiles to begin with, a row for each of <see cref="Sets"/>.</param>
    /// <param name="truthsPerHorizon">How many truths come in one horizon.</param>
    public SeriesIntervals(IReadOnlyList<double[]> prior, int truthsPerHorizon)
    {
        _quantiles = [.. prior.Select(q => q.ToArray())];
        _step = Math.Clamp(StepPerHorizon / truthsPerHorizon, MinStep, MaxStep);
    }

    public static int Sets => 2 * Levels;

    /// <summary>Levels of the expected count; sets from here on are those of young bursts.</summary>
    public static int Levels => s_levels.Length + 1;

    public static int SetOf(double expected, ReadOnlySpan<double> features)
    {
        int level = 0;
        while (level < s_levels.Length && expected >= s_levels[level])
            level++;
        return features[SeriesFeatures.BurstFourHorizons] > YoungBurst ? level + Levels : level;
    }

    public ReadOnlySpan<double> Of(int set) => _quantiles[set];

    public void Learn(int set, double standardised)
    {
        double[] quantiles = _quantiles[set];
        for (int i = 0; i < quantiles.Length; i++)
        {
            double move = standardised < quantiles[i] ? Shares[i] - 1 : Shares[i];
            quantiles[i] = Math.Clamp(quantiles[i] + (_step * move), -MaxQuantile, MaxQuantile);
        }
    }
}
