using RtmPipeline.Trends.Series;

namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>The forecasts that ours is compared with, in the order they are shown.</summary>
internal static class SeriesBaselines
{
    public static ISeriesBaseline[] Create(TimeSpan step, TimeSpan horizon) =>
    [
        new NoChangeBaseline(step, horizon),
        new DriftBaseline(step, horizon),
        new HoltBaseline(step, horizon),
        new SeasonalNaiveBaseline(step, horizon),
        new SeasonalNaiveBaseline(step, horizon, weekly: true),
    ];
}
