namespace RtmPipeline.Trends.Series;

/// <summary>A simple forecast of the sum over the next horizon, which a better one must beat.</summary>
internal interface ISeriesBaseline
{
    string Name { get; }

    /// <summary>Takes the next value of the series and answers with the forecast of the sum over the horizon that follows it.</summary>
    double Next(long unixMs, double value);
}
