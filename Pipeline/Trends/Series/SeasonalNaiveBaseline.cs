namespace RtmPipeline.Trends.Series;

/// <summary>
/// The next horizon brings what the same time brought a day ago; a week ago, where that is asked for and two weeks are there, since with one week
/// nothing says that weeks repeat themselves. No change until there is something to repeat.
/// </summary>
internal sealed class SeasonalNaiveBaseline : ISeriesBaseline
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);

    private readonly SeriesClock _clock;
    private readonly LastRows _last;
    private readonly SeriesLedger _ledger;
    private readonly bool _weekly;
    private long? _firstMs;
    private long? _lastMs;

    /// <param name="weekly">Repeats weeks as soon as there are two; days before, or always.</param>
    public SeasonalNaiveBaseline(TimeSpan step, TimeSpan horizon, bool weekly = false)
    {
        _clock = new SeriesClock(step, horizon);
        _last = new LastRows(_clock);
        _ledger = new SeriesLedger(_clock);
        _weekly = weekly;
    }

    public string Name => _weekly ? "seasonal naive, week" : "seasonal naive, day";

    public double Next(long unixMs, double value)
    {
        SeriesClock.Check(unixMs, value, _lastMs);
        _lastMs = unixMs;
        _firstMs ??= unixMs;
        _last.Add(value);
        _ledger.Observe(unixMs, value);
        long weekMs = (long)s_week.TotalMilliseconds;
        double sum = _weekly && unixMs - _firstMs >= 2 * weekMs ? Since(unixMs, weekMs) : double.NaN;
        if (double.IsNaN(sum))
        {
            // Of a horizon longer than a day, the last whole days are repeated.
            long dayMs = (long)s_day.TotalMilliseconds;
            sum = Since(unixMs, dayMs * (long)Math.Ceiling(_clock.HorizonMs / dayMs));
        }

        return double.IsNaN(sum) ? _last.ScaledSum : sum;
    }

    private double Since(long unixMs, long agoMs) => _ledger.Between(unixMs - agoMs, unixMs - agoMs + (long)_clock.HorizonMs);
}
