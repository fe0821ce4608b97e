namespace RtmPipeline.Trends.Growth;

/// <summary>Final sizes by the growth of the middle of the fitted items; the interval from a fixed spread.</summary>
internal sealed class GrowthForecaster(IReadOnlyList<Cascade> cascades, IReadOnlyList<ShareSeries> shares)
{
    private readonly LogLinear _growth = new(cascades, shares);

    public static GrowthForecaster Shipped() => new([], []);

    public GrowthForecast Predict(Cascade cascade, TimeSpan observed) => Around(GrowthCounts.At(cascade, observed), _growth.Predict(cascade, observed), observed);

    public GrowthForecast Predict(ShareSeries series, TimeSpan observed) => Around(GrowthCounts.At(series, observed), _growth.Predict(series, observed), observed);

    private static GrowthForecast Around(double count, double final, TimeSpan observed)
    {
        if (double.IsNaN(final))
            final = count * Math.Sqrt(1 + (TimeSpan.FromDays(1) / observed));
        double more = final - count;
        return new GrowthForecast(count, final, count + (0.7 * more), count + (1.4 * more), count + (0.3 * more), count + (3 * more));
    }
}
