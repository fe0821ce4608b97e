namespace RtmPipeline.Trends.Growth;

/// <summary>Final sizes by the growth of the middle of the fitted items; the interval from a fixed spread.</summary>
internal sealed class GrowthForecaster(GrowthModel model)
{
    public static GrowthForecaster Shipped() => new(GrowthModel.Shipped());

    public GrowthForecast Predict(Cascade cascade, TimeSpan observed) =>
        Around(cascade.CountAt(observed.TotalSeconds), model.Cascades ?? throw new InvalidOperationException("the growth model was not fitted on cascades"), observed);

    public GrowthForecast Predict(ShareSeries series, TimeSpan observed) =>
        Around(series.CountAt(observed.TotalSeconds), model.Shares ?? throw new InvalidOperationException("the growth model was not fitted on share counts"), observed);

    private static GrowthForecast Around(double count, GrowthForm form, TimeSpan observed)
    {
        double more = count * (form.Factors.GetValueOrDefault(observed, Math.Sqrt(1 + (TimeSpan.FromDays(1) / observed))) - 1);
        return new GrowthForecast(count, count + more, count + (0.7 * more), count + (1.4 * more), count + (0.3 * more), count + (3 * more));
    }
}
