namespace RtmPipeline.Trends.Series;

/// <summary>Every value to come is as the last one.</summary>
internal sealed class NoChangeBaseline(TimeSpan step, TimeSpan horizon) : ISeriesBaseline
{
    private readonly int _steps = (int)(horizon / step);

    public string Name => "no change";

    public double Next(long unixMs, double value) => value * _steps;
}
