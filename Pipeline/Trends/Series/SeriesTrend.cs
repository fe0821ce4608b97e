namespace RtmPipeline.Trends.Series;

/// <summary>
/// Holt's damped trend over twelfths of the horizon: a second opinion on a burst. It knows nothing but the series itself, so it goes wrong
/// elsewhere than a regression fitted on other bursts.
/// </summary>
internal sealed class SeriesTrend
{
    private const int PartsPerHorizon = 12;

    private readonly long _rowsPerPart;
    private readonly double _scale;
    private readonly HoltTrend _holt;
    private double _part;
    private long _partRows;

    public SeriesTrend(SeriesClock clock)
    {
        _rowsPerPart = Math.Max(1, clock.RowsPerHorizon / PartsPerHorizon);
        long parts = clock.RowsPerHorizon / _rowsPerPart;
        // Where parts do not fill the horizon, the rest of it is taken to be like them.
        _scale = (double)clock.RowsPerHorizon / (parts * _rowsPerPart);
        _holt = new HoltTrend(parts, HoltTrend.UsualDamping);
    }

    /// <summary>Sum expected over the horizon after the last full part; null before there is one.</summary>
    public double? Expected { get; private set; }

    public void Observe(double value)
    {
        _part += value;
        if (++_partRows < _rowsPerPart)
            return;
        Expected = _holt.Next(_part) * _scale;
        _part = 0;
        _partRows = 0;
    }
}
