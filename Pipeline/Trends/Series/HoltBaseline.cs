namespace RtmPipeline.Trends.Series;

/// <summary>Holt's linear method, row by row (<see cref="HoltTrend"/>).</summary>
internal sealed class HoltBaseline(TimeSpan step, TimeSpan horizon, bool damped = true) : ISeriesBaseline
{
    private readonly HoltTrend _trend = new(new SeriesClock(step, horizon).RowsPerHorizon, damped ? HoltTrend.UsualDamping : 1);
    private long? _lastMs;

    public string Name { get; } = damped ? "Holt, damped" : "Holt";

    public double Next(long unixMs, double value)
    {
        SeriesClock.Check(unixMs, value, _lastMs);
        _lastMs = unixMs;
        return _trend.Next(value);
    }
}
