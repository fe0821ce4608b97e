namespace RtmPipeline.Trends.Series;

/// <summary>The next horizon brings what the last one brought. At the start, the rows so far stand for all of it.</summary>
internal sealed class NoChangeBaseline(TimeSpan step, TimeSpan horizon) : ISeriesBaseline
{
    private readonly LastRows _last = new(new SeriesClock(step, horizon));
    private long? _lastMs;

    public string Name => "no change";

    public double Next(long unixMs, double value)
    {
        SeriesClock.Check(unixMs, value, _lastMs);
        _lastMs = unixMs;
        _last.Add(value);
        return _last.ScaledSum;
    }
}

/// <summary>The rows of the last horizon.</summary>
internal sealed class LastRows(SeriesClock clock)
{
    private readonly double[] _values = new double[clock.RowsPerHorizon];
    private double _sum;

    /// <summary>All rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Sum of the last horizon, scaled up while fewer rows are known.</summary>
    public double ScaledSum { get; private set; }

    public void Add(double value)
    {
        int at = (int)(Rows++ % _values.Length);
        _sum += value - _values[at];
        _values[at] = value;
        // Summed anew once a horizon: the difference of great and small numbers would not come back to 0.
        if (at == _values.Length - 1)
            _sum = _values.Sum();
        ScaledSum = Math.Max(0, _sum) * _values.Length / Math.Min(Rows, _values.Length);
    }
}
