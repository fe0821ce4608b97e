using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>The forecaster and the baselines, fitted on one set of items: the only place that fits them.</summary>
/// <param name="Forecaster">Ours.</param>
/// <param name="Baselines">What it is compared with, in the order shown.</param>
internal sealed record GrowthMethods(GrowthForecaster Forecaster, IReadOnlyList<IGrowthBaseline> Baselines)
{
    /// <summary>Everything is fitted on the same items, at the ages that are asked for.</summary>
    /// <exception cref="InvalidDataException">There are too few items of a kind.</exception>
    public static GrowthMethods FittedOn(IReadOnlyList<GrowthItem> items, IReadOnlyList<TimeSpan> ages)
    {
        Cascade[] cascades = CascadesOf(items);
        ShareSeries[] shares = SharesOf(items);
        var model = new GrowthModel
        {
            Cascades = cascades.Length > 0 ? GrowthTrainer.Fit(cascades, ages).Cascades : null,
            Shares = shares.Length > 0 ? GrowthTrainer.Fit(shares, ages).Shares : null,
        };
        return new GrowthMethods(new GrowthForecaster(model), BaselinesOf(cascades, shares));
    }

    /// <summary>The forecaster that ships with the program; the baselines that need fitting are fitted on these items.</summary>
    public static GrowthMethods ShippedWith(GrowthForecaster shipped, IReadOnlyList<GrowthItem> items) => new(shipped, BaselinesOf(CascadesOf(items), SharesOf(items)));

    private static IGrowthBaseline[] BaselinesOf(Cascade[] cascades, ShareSeries[] shares) => [new NoChange(), new LogLinear(cascades, shares)];

    private static Cascade[] CascadesOf(IReadOnlyList<GrowthItem> items) => [.. items.OfType<CascadeItem>().Select(item => item.Cascade)];

    private static ShareSeries[] SharesOf(IReadOnlyList<GrowthItem> items) => [.. items.OfType<SharesItem>().Select(item => item.Shares)];
}
