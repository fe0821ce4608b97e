namespace RtmPipeline.Trends.Series;

/// <summary>
/// Holt's linear method, with a damped trend if asked for (Gardner &amp; McKenzie 1985; Hyndman &amp; Athanasopoulos §8.2). The two smoothing
/// constants are fitted while running: nine pairs run side by side, and the one with the least decayed absolute error one value ahead forecasts.
/// </summary>
internal sealed class HoltTrend
{
    /// <summary>Of the usual range of 0.8 to 0.98, which a short trend of counts hardly tells apart; 1 does not damp.</summary>
    public const double UsualDamping = 0.95;

    /// <summary>What an error keeps from value to value: memory of about 500.</summary>
    private const double ErrorKeep = 0.998;

    private static readonly double[] s_levelShares = [0.1, 0.3, 0.6];
    private static readonly double[] s_trendShares = [0.01, 0.05, 0.2];

    private readonly double _damping;
    private readonly long _ahead;
    private readonly double _trendsAhead;
    private readonly Smoothing[] _pairs;
    private bool _started;

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

    /// <param name="ahead">Values to forecast the sum of.</param>
    /// <param name="damping">What the trend keeps from value to value.</param>
    public HoltTrend(long ahead, double damping)
    {
        _damping = damping;
        _ahead = ahead;
        double power = 1;
        double trends = 0;
        for (long i = 0; i < ahead; i++)
        {
            power *= damping;
            trends += power;
            _trendsAhead += trends;
        }

        _pairs = [.. s_levelShares.SelectMany(level => s_trendShares.Select(trend => new Smoothing(level, trend)))];
    }

    /// <summary>Takes the next value and forecasts the sum of those after it, at least 0.</summary>
    public double Next(double value)
    {
        Smoothing best = _pairs[0];
        foreach (Smoothing pair in _pairs)
        {
            if (_started)
                pair.Observe(value, _damping);
            else
                pair.Start(value);
            if (pair.Error < best.Error)
                best = pair;
        }

        _started = true;
        return Math.Max(0, (best.Level * _ahead) + (best.Trend * _trendsAhead));
    }
}
