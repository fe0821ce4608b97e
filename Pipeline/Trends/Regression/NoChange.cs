namespace RtmPipeline.Trends.Regression;

/// <summary>Forecasts that everything goes on at its present rate: what every regression must beat, and what trends run on while one is fitted.</summary>
internal sealed class NoChange : IVelocityRegression
{
    /// <summary>Quantiles of a normal number with a spread of 0.912: 90 % within 1.5, a factor of 4.5 either way, wide enough for the first minutes of a topic.</summary>
    private static readonly ResidualBand s_band = new(
        0,
        [
            -2.349, -2.122, -1.788, -1.5, -1.169, -0.945, -0.768, -0.615, -0.478, -0.231,
            0, 0.231, 0.478, 0.615, 0.768, 0.945, 1.169, 1.5, 1.788, 2.122, 2.349,
        ]);

    public IReadOnlyList<int> HorizonsMinutes { get; } = [15, 60, 360];

    public LogGrowth Predict(int horizon, ReadOnlySpan<double> features) => new(0, s_band);
}
