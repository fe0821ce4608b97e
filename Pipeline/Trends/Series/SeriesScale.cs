namespace RtmPipeline.Trends.Series;

/// <summary>How far off a forecast is likely to be: the log of the median absolute log residual, linear in what is known when it is made.</summary>
internal static class SeriesScale
{
    /// <summary>Added to absolute residuals before a log is taken: a perfect forecast is not expected to be repeated.</summary>
    public const double Floor = 0.03;

    /// <summary>Log scales stay within these: e^-4 is a forecast good to 2 %, e^1.5 one that says nothing.</summary>
    private const double Min = -4;
    private const double Max = 1.5;

    public static IReadOnlyList<string> Names { get; } =
    [
        "one",
        "log_expected",
        "noise_of_counts",
        "recent_residuals",
        "rate_12th_over_4th_reliable",
        "rate_4th_over_1_reliable",
        "youth",
        "rate_1_over_4_reliable",
        "burst_within_4",
        "quiet_within_4",
        "burst",
    ];

    /// <param name="expected">The forecast.</param>
    /// <param name="recent">Mean absolute log residual of late.</param>
    /// <param name="features">As <see cref="SeriesFeatures"/> names them.</param>
    /// <param name="scale">To be filled, as <see cref="Names"/> says.</param>
    public static void Fill(double expected, double recent, ReadOnlySpan<double> features, Span<double> scale)
    {
        scale[0] = 1;
        scale[1] = Math.Log(1 + expected) / 5;
        scale[2] = 1 / Math.Sqrt(1 + expected);
        scale[3] = Math.Log(recent + Floor);
        scale[4] = Math.Abs(features[SeriesFeatures.PresentContrast]);
        scale[5] = Math.Abs(features[SeriesFeatures.HorizonContrast]);
        scale[6] = features[SeriesFeatures.Youth];
        scale[7] = Math.Abs(features[SeriesFeatures.SlowContrast]);
        scale[8] = features[SeriesFeatures.BurstFourHorizons];
        scale[9] = features[SeriesFeatures.QuietFourHorizons];
        scale[10] = features[SeriesFeatures.InBurst];
    }

    public static double LogOf(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> scale)
    {
        double sum = 0;
        for (int i = 0; i < scale.Length; i++)
            sum += coefficients[i] * scale[i];
        return Math.Clamp(sum, Min, Max);
    }
}
