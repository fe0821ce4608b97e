namespace RtmPipeline.Trends.Growth;

/// <summary>Fits the forecaster of final sizes.</summary>
internal static class GrowthTrainer
{
    public static TimeSpan CascadeHorizon { get; } = TimeSpan.FromDays(7);

    public static TimeSpan ShareHorizon { get; } = TimeSpan.FromDays(2);

    public static GrowthModel Fit(IReadOnlyList<Cascade> cascades, IReadOnlyList<TimeSpan> observe) =>
        new() { Cascades = Form(observe, time => [.. cascades.Select(c => ((double)c.CountAt(time.TotalSeconds), (double)c.CountAt(CascadeHorizon.TotalSeconds)))]) };

    public static GrowthModel Fit(IReadOnlyList<ShareSeries> series, IReadOnlyList<TimeSpan> observe) =>
        new() { Shares = Form(observe, time => [.. series.Select(s => (s.CountAt(time.TotalSeconds), s.CountAt(ShareHorizon.TotalSeconds)))]) };

    private static GrowthForm Form(IReadOnlyList<TimeSpan> observe, Func<TimeSpan, (double Count, double Final)[]> pairsAt) =>
        new(observe.ToDictionary(time => time, time => FactorOf([.. pairsAt(time).Where(pair => pair.Count >= 1)])));

    private static double FactorOf((double Count, double Final)[] pairs) =>
        pairs.Length == 0 ? 1 : Math.Round(Math.Exp(pairs.Average(pair => Math.Log(pair.Final / pair.Count))), 6);
}
