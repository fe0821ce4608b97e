using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

/// <summary>A detector run over rows.</summary>
internal static class OnsetRun
{
    public static List<OnsetReading> Readings(TimeSpan step, IEnumerable<(long UnixMs, double Value)> rows, OnsetOptions? options = null)
    {
        var detector = new OnsetDetector(step, options ?? new OnsetOptions());
        return [.. rows.Select(r => detector.Next(r.UnixMs, r.Value))];
    }

    /// <summary>Days since the start of <see cref="SyntheticCounts"/> at which an alert came.</summary>
    public static List<double> AlertDays(int stepMinutes, IEnumerable<(long UnixMs, double Value)> rows, OnsetOptions? options = null)
    {
        var detector = new OnsetDetector(TimeSpan.FromMinutes(stepMinutes), options ?? new OnsetOptions());
        return [.. rows.Where(r => detector.Next(r.UnixMs, r.Value).Alert).Select(r => SyntheticCounts.DayOf(r.UnixMs))];
    }
}
