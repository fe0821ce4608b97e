namespace RtmPipeline.Trends.Series;

/// <summary>How the beginning of a trend is found in a series of counts.</summary>
internal sealed record OnsetOptions
{
    /// <summary>Score from which a row alerts, 0 to 1.</summary>
    public double Threshold { get; init; } = 0.98;
}
