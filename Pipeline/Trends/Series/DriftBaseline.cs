namespace RtmPipeline.Trends.Series;

/// <summary>The line from the first value to the last one goes on.</summary>
internal sealed class DriftBaseline(TimeSpan step, TimeSpan horizon) : ISeriesBaseline
{
    private readonly int _steps = (int)(horizon / step);
    private double _first;
    private long _count;

    public string Name => "drift";

    public double Next(long unixMs, double value)
    {
        if (_count++ == 0)
            _first = value;
        double slope = _count > 1 ? (value - _first) / (_count - 1) : 0;
        return Math.Max(0, (value * _steps) + (slope * _steps * (_steps + 1) / 2));
    }
}
