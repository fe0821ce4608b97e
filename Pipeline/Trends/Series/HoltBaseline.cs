namespace RtmPipeline.Trends.Series;

/// <summary>Holt's linear method with fixed smoothing of level and trend.</summary>
internal sealed class HoltBaseline(TimeSpan step, TimeSpan horizon) : ISeriesBaseline
{
    private const double LevelWeight = 0.3;
    private const double TrendWeight = 0.05;
    private readonly int _steps = (int)(horizon / step);
    private double _level;
    private double _trend;
    private bool _hasBegun;

    public string Name => "Holt, damped";

    public double Next(long unixMs, double value)
    {
        double before = _level;
        _level = _hasBegun ? (LevelWeight * value) + ((1 - LevelWeight) * (_level + _trend)) : value;
        _trend = _hasBegun ? (TrendWeight * (_level - before)) + ((1 - TrendWeight) * _trend) : 0;
        _hasBegun = true;
        return Math.Max(0, (_level * _steps) + (_trend * _steps * (_steps + 1) / 2));
    }
}
