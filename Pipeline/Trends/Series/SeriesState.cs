namespace RtmPipeline.Trends.Series;

/// <summary>
/// What is known of a series up to the present row, in bounded memory: rates at six half-lives, the season, the last horizon, a burst if
/// there is one, what the same time brought yesterday and a week ago. Fills the features of the regression.
/// </summary>
internal sealed class SeriesState
{
    /// <summary>Horizons after which a series is half grown up.</summary>
    private const double YouthHorizons = 24;

    /// <summary>Counts in the last horizon at which a burst out of the quiet is half believed: a handful of posts is no event yet.</summary>
    private const double HalfBurst = 8;

    private readonly SeriesClock _clock;
    private readonly SeriesRates _rates;
    private readonly SeriesSeason _season = new();
    private readonly SeriesLedger _ledger;
    private readonly SeriesWindow _window;
    private readonly SeriesBurst _burst = new();
    private readonly double[] _features = new double[SeriesFeatures.Count];
    private long _firstMs;

    public SeriesState(SeriesClock clock)
    {
        _clock = clock;
        _rates = new SeriesRates(clock);
        _ledger = new SeriesLedger(clock);
        _window = new SeriesWindow(clock);
    }

    public long? LastMs { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Horizons from the first row to the last.</summary>
    public double AgeHorizons => Rows == 0 ? 0 : ((LastMs ?? _firstMs) - _firstMs) / _clock.HorizonMs;

    /// <summary>Sum of all rows.</summary>
    public double Sum { get; private set; }

    /// <summary>True where the last row ended a block.</summary>
    public bool AtBlockEnd => _window.AtBlockEnd;

    /// <summary>Log of the sum to come if the present rate went on and the season moved on.</summary>
    public double LogPresent { get; private set; }

    /// <summary>As <see cref="SeriesFeatures"/> names them; overwritten by the next row.</summary>
    public ReadOnlySpan<double> Features => _features;

    public void Observe(long unixMs, double value)
    {
        double passedMs = LastMs is { } last ? unixMs - last : _clock.StepMs;
        if (Rows == 0)
            _firstMs = unixMs;
        double factor = _season.Factor(unixMs);
        double age = (unixMs - _firstMs + _clock.StepMs) / _clock.HorizonMs;
        _rates.Observe(value, factor, passedMs);
        _window.Observe(value, passedMs);
        _ledger.Observe(unixMs, value);
        _burst.Observe(_rates, age);
        Rows++;
        Sum += value;
        LastMs = unixMs;
        double logAhead = Math.Log(_season.MeanFactor(unixMs + (long)_clock.StepMs, _clock.HorizonMs));
        LogPresent = _rates.Log(SeriesRates.Present) + logAhead;
        int f = FillRates(factor);
        f = FillSeasons(f, unixMs, logAhead - Math.Log(factor));
        _features[f++] = (LogPresent - 3) / 3;
        _features[f++] = Math.Max(0, SeriesRates.Bounded(_rates.Log(SeriesRates.Horizon) - _rates.Log(SeriesRates.Background)));
        _features[f++] = Math.Max(0, SeriesRates.Bounded(_rates.Log(0) - _rates.Log(SeriesRates.Horizon)));
        _features[f++] = 1 / (1 + (age / YouthHorizons));
        FillBurst(f);
        // Learned last: the row was judged by what was known before it.
        _season.Observe(unixMs, value, _clock.StepMs, passedMs);
    }

    private int FillRates(double factor)
    {
        int f = 0;
        _features[f++] = 1;
        for (int i = 0; i < 5; i++)
        {
            _features[f++] = _rates.Contrast(i);
            if (i < 3)
                _features[f++] = _rates.ReliableContrast(i);
        }

        int blocks = _window.Blocks;
        double logHorizon = _rates.Log(SeriesRates.Horizon);
        double covered = factor * blocks / _clock.BlocksPerHorizon;
        double horizon = Math.Exp(logHorizon);
        double last = blocks == 0 ? logHorizon : Math.Log(SeriesRates.Shrunk(_window.Sum(), covered, horizon));
        double median = blocks < 3 ? last : Math.Log(SeriesRates.Shrunk(_window.MedianSum(), covered, horizon));
        _features[f++] = SeriesRates.Bounded(last - logHorizon);
        _features[f++] = SeriesRates.Bounded(median - last);
        return f;
    }

    private int FillSeasons(int f, long unixMs, double change)
    {
        double present = Math.Exp(LogPresent);
        _features[f++] = Seasonal(unixMs, TimeSpan.FromDays(1), present);
        _features[f++] = Seasonal(unixMs, TimeSpan.FromDays(7), present);
        _features[f++] = SeriesRates.Bounded(change);
        return f;
    }

    private void FillBurst(int f)
    {
        double on = _burst.On ? 1 : 0;
        double within1 = on * Math.Exp(-_burst.Age);
        double within2 = on * Math.Exp(-_burst.Age / 2);
        double within4 = on * Math.Exp(-_burst.Age / 4);
        double quiet = _burst.Quiet * _window.Sum() / (_window.Sum() + HalfBurst);
        _features[f++] = on;
        _features[f++] = within1;
        _features[f++] = within4;
        _features[f++] = _burst.Decline;
        _features[f++] = within2 * _burst.Rise;
        _features[f++] = quiet * within1;
        _features[f++] = quiet * within4;
        _features[f++] = quiet * within2 * _burst.Rise;
        _features[f++] = quiet * within4 * _burst.Decline;
        double horizon = _rates.Log(SeriesRates.Horizon);
        for (int i = 0; i < 2; i++)
            _features[f++] = quiet * within4 * SeriesRates.Bounded(_rates.Log(i) - horizon) * _rates.Reliability(i);
    }

    /// <summary>Log ratio of what the same time brought a season ago to the present level; 0 where that is not known.</summary>
    private double Seasonal(long unixMs, TimeSpan ago, double present)
    {
        long fromMs = unixMs - (long)ago.TotalMilliseconds;
        long toMs = fromMs + (long)_clock.HorizonMs;
        double sum = toMs > unixMs ? double.NaN : _ledger.Between(fromMs, toMs);
        return double.IsNaN(sum) ? 0 : SeriesRates.Bounded(Math.Log(SeriesRates.Shrunk(sum, 1, present)) - LogPresent);
    }
}
