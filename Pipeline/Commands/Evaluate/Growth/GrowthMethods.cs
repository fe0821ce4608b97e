using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>The forecaster, and the items that the baselines beside it are fitted on: the only place that fits the forecaster.</summary>
/// <param name="Forecaster">Ours.</param>
/// <param name="Others">Items that are not judged by these methods.</param>
internal sealed record GrowthMethods(GrowthForecaster Forecaster, IReadOnlyList<GrowthItem> Others)
{
    /// <summary>Everything is fitted on the same items, at the ages that are asked for.</summary>
    /// <exception cref="InvalidDataException">There are too few items of a kind.</exception>
    public static GrowthMethods FittedOn(IReadOnlyList<GrowthItem> items, IReadOnlyList<TimeSpan> ages)
    {
        Cascade[] cascades = [.. items.OfType<CascadeItem>().Select(item => item.Cascade)];
        ShareSeries[] shares = [.. items.OfType<SharesItem>().Select(item => item.Shares)];
        var model = new GrowthModel
        {
            Cascades = cascades.Length > 0 ? GrowthTrainer.Fit(cascades, ages).Cascades : null,
            Shares = shares.Length > 0 ? GrowthTrainer.Fit(shares, ages).Shares : null,
        };
        return new GrowthMethods(new GrowthForecaster(model), items);
    }
}
