namespace RtmPipeline.Trends.Series;

/// <summary>A simple forecast of the sum over the next horizon, which a better one must beat in the same run.</summary>
internal interface ISeriesBaseline
{
    /// <summary>As it is called in tables.</summary>
    string Name { get; }

    /// <summary>Takes the next row and gives the expected sum of the rows of one horizon after it, at least 0.</summary>
    /// <param name="unixMs">Time of the row, after that of the row before.</param>
    /// <param name="value">Its count, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row is out of order, or the value is no count.</exception>
    double Next(long unixMs, double value);
}
