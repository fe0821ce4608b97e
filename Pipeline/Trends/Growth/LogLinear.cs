namespace RtmPipeline.Trends.Growth;

/// <summary>
/// The log of the final count is the log of the present one plus a constant (Szabo and Huberman, Predicting the popularity of online content, CACM 2010, §4).
/// Logs are of one plus the count, so that 0 has one.
/// </summary>
internal sealed class LogLinear(double logGrowth) : IGrowthBaseline
{
    public string Name => "log-linear";

    /// <summary>Fits it at one time of observation.</summary>
    /// <exception cref="InvalidDataException">There is nothing to fit on.</exception>
    public static LogLinear Fit(IReadOnlyList<(double Observed, double Final)> pairs)
    {
        if (pairs.Count == 0)
            throw new InvalidDataException("log-linear growth cannot be fitted on nothing");
        return new LogLinear(Math.Round(pairs.Average(p => Math.Log(1 + p.Final) - Math.Log(1 + p.Observed)), 6));
    }

    public double Predict(double observedCount) => Math.Round(Math.Max(observedCount, Math.Exp(Math.Log(1 + observedCount) + logGrowth) - 1), 2);
}
