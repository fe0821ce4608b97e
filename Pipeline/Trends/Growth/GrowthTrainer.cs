namespace RtmPipeline.Trends.Growth;

/// <summary>Fits the forecaster of final sizes.</summary>
internal static class GrowthTrainer
{
    public static GrowthModel Fit(IReadOnlyList<Cascade> cascades, IReadOnlyList<TimeSpan> observe) => new() { Cascades = Form(observe, cascades, []) };

    public static GrowthModel Fit(IReadOnlyList<ShareSeries> series, IReadOnlyList<TimeSpan> observe) => new() { Shares = Form(observe, [], series) };

    private static GrowthForm Form(IReadOnlyList<TimeSpan> observe, IReadOnlyList<Cascade> cascades, IReadOnlyList<ShareSeries> series) =>
        observe.Count > 0 ? new GrowthForm(new LogLinear(cascades, series)) : throw new InvalidDataException("no time of observation");
}
