namespace RtmPipeline.Trends.Series;

/// <summary>The recent rate goes on; intervals from the recent mean absolute error.</summary>
internal sealed class SeriesForecaster(TimeSpan step, TimeSpan horizon)
{
    private readonly int _steps = (int)(horizon / step);
    private readonly Queue<double> _forecasts = new();
    private readonly Queue<double> _values = new();
    private double _rate;
    private double _error = 1;
    private double _sum;
    private bool _hasBegun;

    public SeriesForecast Next(long unixMs, double value)
    {
        _ = unixMs;
        _rate = _hasBegun ? _rate + (0.5 * (value - _rate)) : value;
        _hasBegun = true;
        _values.Enqueue(value);
        _sum += value;
        if (_values.Count > _steps)
            _sum -= _values.Dequeue();
        if (_forecasts.Count == _steps)
            _error += 0.02 * (Math.Abs(_forecasts.Dequeue() - _sum) - _error);
        double expected = _rate * _steps;
        _forecasts.Enqueue(expected);
        return new SeriesForecast(expected, Math.Max(0, expected - (0.7 * _error)), expected + (0.7 * _error), Math.Max(0, expected - (2.4 * _error)), expected + (2.4 * _error));
    }
}
