using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>What grows: the reposts of a post, or the shares of an item.</summary>
internal enum GrowthKind
{
    Cascades,
    Shares,
}

/// <summary>One post or item that is judged.</summary>
internal abstract record GrowthItem(string Id, GrowthKind Kind, double Final)
{
    public static IEnumerable<GrowthItem> Of(GrowthSet set) =>
        [.. set.Cascades.Select(cascade => new CascadeItem(cascade)), .. set.Shares.Select(shares => new SharesItem(shares))];

    /// <summary>Forecast of the final size from what had been seen at an age.</summary>
    public abstract GrowthForecast Predict(GrowthForecaster forecaster, TimeSpan observed);

    /// <summary>The same of a baseline; not a number where it has none.</summary>
    public abstract double Predict(IGrowthBaseline baseline, TimeSpan observed);
}

internal sealed record CascadeItem(Cascade Cascade) : GrowthItem(Cascade.Id, GrowthKind.Cascades, Math.Max(0, Cascade.Seconds.Length - 1))
{
    public override GrowthForecast Predict(GrowthForecaster forecaster, TimeSpan observed) => forecaster.Predict(Cascade, observed);

    public override double Predict(IGrowthBaseline baseline, TimeSpan observed) => baseline.Predict(Cascade, observed);
}

internal sealed record SharesItem(ShareSeries Shares) : GrowthItem(Shares.Id, GrowthKind.Shares, Shares.Cumulative.LastOrDefault())
{
    public override GrowthForecast Predict(GrowthForecaster forecaster, TimeSpan observed) => forecaster.Predict(Shares, observed);

    public override double Predict(IGrowthBaseline baseline, TimeSpan observed) => baseline.Predict(Shares, observed);
}
