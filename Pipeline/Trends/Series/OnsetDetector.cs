namespace RtmPipeline.Trends.Series;

/// <summary>Onset by a z-score against exponentially weighted mean and variance, one alert a day.</summary>
internal sealed class OnsetDetector(TimeSpan step, OnsetOptions options)
{
    private readonly double _weight = Math.Min(0.5, Math.Log(2) * step / TimeSpan.FromDays(3));
    private double _mean;
    private double _variance;
    private long _count;
    private long _quietUntil = long.MinValue;

    public OnsetReading Next(long unixMs, double value)
    {
        double weight = Math.Max(_weight, 1.0 / ++_count);
        double delta = value - _mean;
        double z = Math.Max(0, delta) / (Math.Sqrt(_variance) + 1);
        _mean += weight * delta;
        _variance = (1 - weight) * (_variance + (weight * delta * delta));
        double score = Math.Round(_count < 12 ? 0 : 1 - Math.Exp(-z / 2), 6);
        bool isAlert = score >= options.Threshold && unixMs >= _quietUntil;
        if (isAlert)
            _quietUntil = unixMs + (long)TimeSpan.FromDays(1).TotalMilliseconds;
        return new OnsetReading(score, isAlert);
    }
}
