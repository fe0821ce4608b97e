namespace RtmPipeline.Trends.Series;

/// <summary>
/// Forecasts the sum of a series of counts over the next horizon, row by row in the order of time, from nothing but the rows so far. A
/// regression of log growth on the state of the series gives the middle; it starts from a shipped prior and learns from every forecast whose
/// horizon has passed. The prior speaks for the first hours of a burst at a level that is new to the series (<see cref="SeriesFamiliarity"/>), there
/// mixed with the series' own trend (<see cref="SeriesTrend"/>). Intervals adapt until they cover what they promise (<see cref="SeriesIntervals"/>).
/// </summary>
/// <remarks>
/// Rows that are missing are unknown, not zero: a sum with missing rows is scaled up, and with more than half of them missing nothing is
/// learned from it. Memory is bounded (at most 128 open forecasts and a week of running sums, about 300 KB); a row costs about ten microseconds.
/// Numbers are rounded to six decimals, so that the last bits of a machine do not show.
/// </remarks>
internal sealed class SeriesForecaster
{
    /// <summary>Decimals of what is given out and of what a quantile is compared with.</summary>
    private const int Decimals = 6;

    /// <summary>Mean absolute log residual before there is any, and the truths that this guess counts for.</summary>
    private const double FirstRecent = 0.35;
    private const double FirstRecentTruths = 3;

    /// <summary>Half-life of the recent residuals, in horizons.</summary>
    private const double RecentHalfLife = 6;

    /// <summary>Counts beyond this are not told apart; sums over a week stay exact and finite.</summary>
    private const double MaxLogExpected = 60;

    /// <summary>The first row's intervals are three times as wide in logs as the features say; the width is back after three horizons.</summary>
    private const double StartHorizons = 3;
    private static readonly double s_logStart = Math.Log(3);

    /// <summary>A feature that hardly varied where the prior was fitted is held as if it had varied this much.</summary>
    private const double MinMeanSquare = 1e-3;

    /// <summary>Say of the series' own trend where the level is wholly new; from 0.3 to 0.8 the errors differ little.</summary>
    private const double TrendShare = 0.5;

    /// <summary>Counts added before logs are mixed, so that a trend that has come to nothing does not take all with it.</summary>
    private const double TrendSmoothing = 3;

    private readonly SeriesClock _clock;
    private readonly SeriesState _state;
    private readonly SeriesForecastPrior _prior;
    private readonly SeriesRegression _regression;
    private readonly SeriesFamiliarity _familiarity;
    private readonly SeriesTrend _trend;
    private readonly SeriesIntervals _intervals;
    private readonly bool _learn;
    private readonly OpenForecast[] _open;
    private readonly double _recentKeep;
    private readonly double[] _scale = new double[SeriesScale.Names.Count];
    private long _opened;
    private long _judged;
    private double _recent = FirstRecent * FirstRecentTruths;
    private double _recentTruths = FirstRecentTruths;

    /// <param name="step">Time between rows: 1 s to 1 day.</param>
    /// <param name="horizon">Time to forecast the sum of: a multiple of the step, up to a week.</param>
    /// <param name="options">How to learn; null for the shipped ways.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of range; the message says which.</exception>
    public SeriesForecaster(TimeSpan step, TimeSpan horizon, SeriesForecasterOptions? options = null)
    {
        options ??= new SeriesForecasterOptions();
        SeriesForecasterOptions.Check(options);
        _clock = new SeriesClock(step, horizon);
        _state = new SeriesState(_clock);
        _prior = options.Prior ?? SeriesForecastPrior.Shipped();
        _learn = options.Learn;
        int truths = _clock.BlocksPerHorizon;
        double[] precision = [.. _prior.MeanSquares.Select(m => Math.Max(m, MinMeanSquare) * options.PriorHorizons * truths)];
        _regression = new SeriesRegression(_prior.Coefficients, precision, options.MemoryHorizons * truths);
        _familiarity = new SeriesFamiliarity(truths, options.MemoryHorizons * truths);
        _trend = new SeriesTrend(_clock);
        _intervals = new SeriesIntervals(_prior.Quantiles, truths);
        _open = [.. Enumerable.Range(0, truths + 1).Select(_ => new OpenForecast())];
        _recentKeep = Math.Exp(-Math.Log(2) / (RecentHalfLife * truths));
    }

    /// <summary>Called with each forecast whose horizon has passed, before it is learned from.</summary>
    internal Action<JudgedForecast>? Judged { get; init; }

    /// <summary>Takes the next row and forecasts the sum of the rows after it.</summary>
    /// <param name="unixMs">Time of the row, after that of the row before.</param>
    /// <param name="value">Its count, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row is out of order, or the value is no count.</exception>
    public SeriesForecast Next(long unixMs, double value)
    {
        SeriesClock.Check(unixMs, value, _state.LastMs);
        // Forecasts whose horizon ended in a gap must not count this row; those whose horizon ends with it must.
        Judge(unixMs - 1);
        _state.Observe(unixMs, value);
        _trend.Observe(value);
        Judge(unixMs);

        double expected = Math.Round(Expected(), Decimals);
        SeriesScale.Fill(expected, _recent / _recentTruths, _state.Features, _scale);
        double start = s_logStart * Math.Max(0, 1 - (_state.AgeHorizons / StartHorizons));
        double scale = Math.Exp(start + SeriesScale.LogOf(_prior.ScaleCoefficients, _scale));
        int set = SeriesIntervals.SetOf(expected, _state.Features);
        if (_state.AtBlockEnd)
            Open(unixMs, expected, scale, set);
        return Around(expected, scale, _intervals.Of(set));
    }

    private double Expected()
    {
        double learned = Math.Min(MaxLogExpected, _regression.Predict(_state.LogPresent, _state.Features));
        double young = _state.Features[SeriesFeatures.BurstFourHorizons];
        if (young == 0)
            return Math.Exp(learned);
        double before = Math.Min(MaxLogExpected, SeriesRegression.Predict(_prior.Coefficients, _state.LogPresent, _state.Features));
        double trust = young * _familiarity.NewnessOf(Math.Exp(before));
        double regressed = Math.Exp(((1 - trust) * learned) + (trust * before));
        return _trend.Expected is { } trend ? Mixed(regressed, trend, TrendShare * trust) : regressed;
    }

    /// <summary>Geometric mean, the second having the share given.</summary>
    private static double Mixed(double first, double second, double share)
    {
        double log = ((1 - share) * Math.Log(first + TrendSmoothing)) + (share * Math.Log(second + TrendSmoothing));
        return Math.Max(0, Math.Exp(log) - TrendSmoothing);
    }

    private static SeriesForecast Around(double expected, double scale, ReadOnlySpan<double> quantiles)
    {
        double low50 = Bound(quantiles[1]);
        double high50 = Math.Max(low50, Bound(quantiles[2]));
        double low90 = Math.Min(low50, Bound(quantiles[0]));
        double high90 = Math.Max(high50, Bound(quantiles[3]));
        return new SeriesForecast(expected, low50, high50, low90, high90);

        double Bound(double quantile) => Math.Round(Math.Max(0, ((expected + 0.5) * Math.Exp(scale * quantile)) - 0.5), Decimals);
    }

    private void Open(long unixMs, double expected, double scale, int set)
    {
        OpenForecast forecast = _open[_opened++ % _open.Length];
        forecast.EndMs = unixMs + (long)_clock.HorizonMs;
        forecast.SumBefore = _state.Sum;
        forecast.RowsBefore = _state.Rows;
        forecast.LogPresent = _state.LogPresent;
        forecast.Expected = expected;
        forecast.Scale = scale;
        forecast.Set = set;
        _state.Features.CopyTo(forecast.Features);
        _scale.CopyTo(forecast.ScaleFeatures.AsSpan());
    }

    private void Judge(long unixMs)
    {
        for (; _judged < _opened && _open[_judged % _open.Length] is { } forecast && forecast.EndMs <= unixMs; _judged++)
        {
            double rows = _state.Rows - forecast.RowsBefore;
            if (rows < _clock.RowsPerHorizon / 2.0)
                continue;
            double truth = Math.Max(0, _state.Sum - forecast.SumBefore) * _clock.RowsPerHorizon / rows;
            Learn(forecast, truth);
        }
    }

    private void Learn(OpenForecast forecast, double truth)
    {
        double residual = Math.Round(Math.Log((truth + 0.5) / (forecast.Expected + 0.5)), Decimals);
        Judged?.Invoke(new JudgedForecast(forecast, truth, residual));
        _recent = (_recent * _recentKeep) + Math.Abs(residual);
        _recentTruths = (_recentTruths * _recentKeep) + 1;
        _familiarity.Observe(truth);
        if (!_learn)
            return;
        _regression.Learn(forecast.LogPresent, forecast.Features, truth);
        // Solving costs more than learning, and a quarter of a horizon brings little news.
        if (_judged % Math.Max(1, _clock.BlocksPerHorizon / 4) == 0)
            _regression.Solve();
        _intervals.Learn(forecast.Set, Math.Round(residual / forecast.Scale, Decimals));
    }
}

/// <summary>A forecast that waits for its truth. Used again and again, so it can be written.</summary>
internal sealed class OpenForecast
{
    /// <summary>When its horizon ends.</summary>
    public long EndMs { get; set; }

    /// <summary>Sum of all rows up to the forecast.</summary>
    public double SumBefore { get; set; }

    /// <summary>Number of these rows.</summary>
    public long RowsBefore { get; set; }

    public double LogPresent { get; set; }

    public double Expected { get; set; }

    public double Scale { get; set; }

    /// <summary>Which quantiles it was given.</summary>
    public int Set { get; set; }

    public double[] Features { get; } = new double[SeriesFeatures.Count];

    public double[] ScaleFeatures { get; } = new double[SeriesScale.Names.Count];
}

/// <summary>A forecast and its truth.</summary>
/// <param name="Forecast">Valid until the next row only.</param>
/// <param name="Truth">Sum over its horizon.</param>
/// <param name="Residual">Log of truth over forecast, both with ½ added.</param>
internal readonly record struct JudgedForecast(OpenForecast Forecast, double Truth, double Residual);
