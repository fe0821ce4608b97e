using RtmPipeline.Trends.Series;

namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>The forecasts that ours is compared with, in the order they are shown.</summary>
internal static class SeriesBaselines
{
    public static ISeriesBaseline[] Create(TimeSpan step, TimeSpan horizon) =>
    [
        new NoChange(step, horizon),
        new Drift(step, horizon),
        new Holt(step, horizon),
        new SeasonalNaive(step, horizon),
    ];
}
