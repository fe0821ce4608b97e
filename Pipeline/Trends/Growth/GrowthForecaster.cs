namespace RtmPipeline.Trends.Growth;

/// <summary>Final sizes by the growth of the middle of the fitted items; the interval from a fixed spread.</summary>
internal sealed class GrowthForecaster(GrowthModel model)
{
    public static GrowthForecaster Shipped() => new(GrowthModel.Shipped());

    public GrowthForecast Predict(Cascade cascade, TimeSpan observed)
    {
        GrowthForm form = model.Cascades ?? throw new InvalidOperationException("the growth model was not fitted on cascades");
        return Around(GrowthCounts.At(cascade, observed), form.Growth.Predict(cascade, observed), observed);
    }

    public GrowthForecast Predict(ShareSeries series, TimeSpan observed)
    {
        GrowthForm form = model.Shares ?? throw new InvalidOperationException("the growth model was not fitted on share counts");
        return Around(GrowthCounts.At(series, observed), form.Growth.Predict(series, observed), observed);
    }

    private static GrowthForecast Around(double count, double final, TimeSpan observed)
    {
        if (double.IsNaN(final))
            final = count * Math.Sqrt(1 + (TimeSpan.FromDays(1) / observed));
        double more = final - count;
        return new GrowthForecast(count, final, count + (0.7 * more), count + (1.4 * more), count + (0.3 * more), count + (3 * more));
    }
}
