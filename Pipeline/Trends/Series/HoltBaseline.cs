namespace RtmPipeline.Trends.Series;

/// <summary>
/// Holt's linear method, with a damped trend if asked for (Gardner &amp; McKenzie 1985; Hyndman &amp; Athanasopoulos §8.2). The two smoothing
/// constants are fitted while running: nine pairs run side by side, and the one with the least decayed absolute error one row ahead forecasts.
/// </summary>
internal sealed class HoltBaseline : ISeriesBaseline
{
    /// <summary>Damping of the trend a row; 1 for none. Of the usual range of 0.8 to 0.98, which a short trend of counts hardly tells apart.</summary>
    private const double Damping = 0.95;

    /// <summary>What an error keeps from row to row: memory of about 500 rows.</summary>
    private const double ErrorKeep = 0.998;

    private static readonly double[] s_levelShares = [0.1, 0.3, 0.6];
    private static readonly double[] s_trendShares = [0.01, 0.05, 0.2];

    private readonly double _damping;
    private readonly double _trendsAhead;
    private readonly long _rowsPerHorizon;
    private readonly Smoothing[] _pairs;
    private long? _lastMs;

    private sealed class Smoothing(double levelShare, double trendShare)
    {
        public double Level { get; private set; }

        public double Trend { get; private set; }

        public double Error { get; private set; }

        public void Start(double value) => Level = value;

        public void Observe(double value, double damping)
        {
            double expected = Level + (damping * Trend);
            Error = (Error * ErrorKeep) + Math.Abs(value - expected);
            double level = expected + (levelShare * (value - expected));
            Trend = (damping * Trend) + (trendShare * (level - Level - (damping * Trend)));
            Level = level;
        }
    }

    public HoltBaseline(TimeSpan step, TimeSpan horizon, bool damped = true)
    {
        _damping = damped ? Damping : 1;
        _rowsPerHorizon = new SeriesClock(step, horizon).RowsPerHorizon;
        double power = 1;
        double trends = 0;
        for (long i = 0; i < _rowsPerHorizon; i++)
        {
            power *= _damping;
            trends += power;
            _trendsAhead += trends;
        }

        _pairs = [.. s_levelShares.SelectMany(level => s_trendShares.Select(trend => new Smoothing(level, trend)))];
        Name = damped ? "Holt, damped" : "Holt";
    }

    public string Name { get; }

    public double Next(long unixMs, double value)
    {
        SeriesClock.Check(unixMs, value, _lastMs);
        Smoothing best = _pairs[0];
        foreach (Smoothing pair in _pairs)
        {
            if (_lastMs is null)
                pair.Start(value);
            else
                pair.Observe(value, _damping);
            if (pair.Error < best.Error)
                best = pair;
        }

        _lastMs = unixMs;
        return Math.Max(0, (best.Level * _rowsPerHorizon) + (best.Trend * _trendsAhead));
    }
}
