namespace RtmPipeline.Trends.Series;

/// <summary>
/// No change, and the straight line from the first horizon of the series to the last goes on (Hyndman &amp; Athanasopoulos, Forecasting: Principles and
/// Practice, §5.2; ours draws the line between sums of a horizon, since single counts are noise).
/// </summary>
internal sealed class DriftBaseline(TimeSpan step, TimeSpan horizon) : ISeriesBaseline
{
    private readonly SeriesClock _clock = new(step, horizon);
    private readonly LastRows _last = new(new SeriesClock(step, horizon));
    private long? _lastMs;
    private double _first;

    public string Name => "drift";

    public double Next(long unixMs, double value)
    {
        SeriesClock.Check(unixMs, value, _lastMs);
        _lastMs = unixMs;
        _last.Add(value);
        long rows = _clock.RowsPerHorizon;
        if (_last.Rows <= rows)
        {
            _first = _last.ScaledSum;
            return _last.ScaledSum;
        }

        double slope = (_last.ScaledSum - _first) / (_last.Rows - rows);
        return Math.Max(0, _last.ScaledSum + (slope * rows));
    }
}
