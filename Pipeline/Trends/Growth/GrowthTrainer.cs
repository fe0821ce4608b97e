namespace RtmPipeline.Trends.Growth;

/// <summary>Fits the forecaster of final sizes.</summary>
internal static class GrowthTrainer
{
    public static GrowthForecaster Fit(IReadOnlyList<Cascade> cascades, IReadOnlyList<ShareSeries> shares) => new(cascades, shares);
}
