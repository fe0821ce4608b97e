using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>The forecaster and the baselines, fitted on one set of items: the only place that fits them.</summary>
/// <param name="Forecaster">Ours.</param>
/// <param name="Baselines">What it is compared with, in the order shown.</param>
internal sealed record GrowthMethods(GrowthForecaster Forecaster, IReadOnlyList<IGrowthBaseline> Baselines)
{
    /// <summary>Everything is fitted on the same items.</summary>
    public static GrowthMethods FittedOn(IReadOnlyList<GrowthItem> items) => new(GrowthTrainer.Fit(CascadesOf(items), SharesOf(items)), BaselinesOf(items));

    /// <summary>The forecaster that ships with the program; the baselines that need fitting are fitted on these items.</summary>
    public static GrowthMethods ShippedWith(GrowthForecaster shipped, IReadOnlyList<GrowthItem> items) => new(shipped, BaselinesOf(items));

    private static IGrowthBaseline[] BaselinesOf(IReadOnlyList<GrowthItem> items) => [new NoChange(), new LogLinear(CascadesOf(items), SharesOf(items))];

    private static Cascade[] CascadesOf(IReadOnlyList<GrowthItem> items) => [.. items.OfType<CascadeItem>().Select(item => item.Cascade)];

    private static ShareSeries[] SharesOf(IReadOnlyList<GrowthItem> items) => [.. items.OfType<SharesItem>().Select(item => item.Shares)];
}
