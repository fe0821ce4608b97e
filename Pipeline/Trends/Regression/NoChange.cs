namespace RtmPipeline.Trends.Regression;

/// <summary>Forecasts that everything goes on at its present rate: what every regression must beat, and what trends run on while one is fitted.</summary>
internal sealed class NoChange : IVelocityRegression
{
    /// <summary>Half-width of the interval in logs: a factor of 4.5 either way, wide enough for the first minutes of a topic.</summary>
    private const double HalfWidth = 1.5;

    public IReadOnlyList<int> HorizonsMinutes { get; } = [15, 60];

    public LogGrowth Predict(int horizon, ReadOnlySpan<double> features) => new(0, -HalfWidth, HalfWidth);
}
