namespace RtmPipeline.Trends.Regression;

/// <summary>
/// Keeps the coverage of intervals on a stream that is not like the recordings: the level at which each end is read from the residual quantiles moves down a
/// little with each truth beyond it, and up with each that is not, so that in the long run the share beyond is the one aimed at.
/// </summary>
/// <remarks>
/// Adaptive conformal inference: Gibbs and Candès 2021, equation (2), α ← α + γ(α* − missed). Ours keeps a level for each end, as growth is lopsided, and divides γ by
/// the forecasts under way: truths come a horizon late, and a step as large as if they came at once would swing to and fro.
/// </remarks>
internal static class AdaptiveLevels
{
    /// <summary>How far a level can move, at most, within about one horizon.</summary>
    private const double Step = 0.15;

    /// <summary>Forecasts under way that a step is divided by at least.</summary>
    private const int MinUnderWay = 50;

    /// <summary>
    /// How far beyond 0 and 1 levels may go, where <see cref="ResidualBand.At"/> still answers, and the middle, on whose side each stays: so that they find their way back soon.
    /// </summary>
    private const double Beyond = 1;
    private const double Middle = 0.5;

    /// <summary>Shares of truths that are to lie below each end: of the 90 % interval outside, of the 50 % interval inside.</summary>
    public static ReadOnlySpan<double> Targets => [0.05, 0.25, 0.75, 0.95];

    /// <summary>The interval around an estimate; nested whatever the levels have become.</summary>
    public static GrowthInterval Around(double expected, ResidualBand residuals, ReadOnlySpan<double> levels)
    {
        double low50 = expected + Math.Min(0, residuals.At(levels[1]));
        double high50 = expected + Math.Max(0, residuals.At(levels[2]));
        double low90 = Math.Min(low50, expected + residuals.At(levels[0]));
        double high90 = Math.Max(high50, expected + residuals.At(levels[3]));
        return new GrowthInterval(expected, low90, low50, high50, high90);
    }

    /// <summary>Moves the levels after one truth.</summary>
    public static void Learn(Span<double> levels, in GrowthInterval forecast, double truth, int underWay)
    {
        double step = Step / Math.Max(MinUnderWay, underWay);
        ReadOnlySpan<double> ends = [forecast.Low90, forecast.Low50, forecast.High50, forecast.High90];
        for (int i = 0; i < levels.Length; i++)
        {
            double moved = levels[i] + (step * (Targets[i] - (truth < ends[i] ? 1 : 0)));
            levels[i] = Targets[i] < Middle ? Math.Clamp(moved, -Beyond, Middle) : Math.Clamp(moved, Middle, 1 + Beyond);
        }

    }
}
