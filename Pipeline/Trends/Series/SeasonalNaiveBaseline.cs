namespace RtmPipeline.Trends.Series;

/// <summary>The same hours of the day before come again; before a day has passed, the last value does.</summary>
internal sealed class SeasonalNaiveBaseline(TimeSpan step, TimeSpan horizon, bool weekly = false) : ISeriesBaseline
{
    private readonly int _steps = (int)(horizon / step);
    private readonly int _day = Math.Max(1, (int)(TimeSpan.FromDays(weekly ? 7 : 1) / step));
    private readonly List<double> _sums = [0];

    public string Name => weekly ? "seasonal naive, week" : "seasonal naive, day";

    public double Next(long unixMs, double value)
    {
        _sums.Add(_sums[^1] + value);
        int start = _sums.Count - 1 - _day;
        return start >= 0 && start + _steps < _sums.Count ? _sums[start + _steps] - _sums[start] : value * _steps;
    }
}
