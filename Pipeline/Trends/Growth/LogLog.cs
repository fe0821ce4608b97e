namespace RtmPipeline.Trends.Growth;

/// <summary>Least squares of the log of the final count on the log of the present one, by slope and intercept. Logs are of one plus the count. It may fall below the present count.</summary>
internal sealed class LogLog(double intercept, double slope) : IGrowthBaseline
{
    public string Name => "log-log";

    /// <summary>Fits it at one time of observation.</summary>
    /// <exception cref="InvalidDataException">There are fewer than two to fit on.</exception>
    public static LogLog Fit(IReadOnlyList<(double Observed, double Final)> pairs)
    {
        if (pairs.Count < 2)
            throw new InvalidDataException($"{pairs.Count} counts are too few for a log-log regression; at least 2 are needed");
        double meanX = pairs.Average(p => Math.Log(1 + p.Observed));
        double meanY = pairs.Average(p => Math.Log(1 + p.Final));
        double cross = pairs.Sum(p => (Math.Log(1 + p.Observed) - meanX) * (Math.Log(1 + p.Final) - meanY));
        double square = pairs.Sum(p => (Math.Log(1 + p.Observed) - meanX) * (Math.Log(1 + p.Observed) - meanX));
        // Equal counts say nothing of the slope.
        double slope = square > 1e-12 ? Math.Round(cross / square, 6) : 0;
        return new LogLog(Math.Round(meanY - (slope * meanX), 6), slope);
    }

    public double Predict(double observedCount) =>
        Math.Round(Math.Exp(intercept + (slope * Math.Log(1 + observedCount))) - 1, 2);
}
