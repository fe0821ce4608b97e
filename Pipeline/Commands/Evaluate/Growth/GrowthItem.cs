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
    public static IEnumerable<GrowthItem> Of(GrowthFile file) =>
        [.. file.Cascades.Select(cascade => new CascadeItem(cascade)), .. file.Series.Select(shares => new SharesItem(shares))];

    /// <summary>Reposts or shares up to an age.</summary>
    public abstract double CountAt(TimeSpan age);

    /// <summary>Forecast of the final size from what had been seen at an age.</summary>
    public abstract GrowthForecast Predict(GrowthForecaster forecaster, TimeSpan age);
}

internal sealed record CascadeItem(Cascade Cascade) : GrowthItem(Cascade.Id, GrowthKind.Cascades, Math.Max(0, Cascade.Seconds.Length - 1))
{
    public override double CountAt(TimeSpan age) => Cascade.CountAt(age.TotalSeconds);

    public override GrowthForecast Predict(GrowthForecaster forecaster, TimeSpan age) => forecaster.Predict(Cascade, age);
}

internal sealed record SharesItem(ShareSeries Shares) : GrowthItem(Shares.Id, GrowthKind.Shares, Shares.Cumulative.LastOrDefault())
{
    public override double CountAt(TimeSpan age) => Shares.CountAt(age.TotalSeconds);

    public override GrowthForecast Predict(GrowthForecaster forecaster, TimeSpan age) => forecaster.Predict(Shares, age);
}
