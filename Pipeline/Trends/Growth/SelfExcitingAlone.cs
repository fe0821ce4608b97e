namespace RtmPipeline.Trends.Growth;

/// <summary>Every repost brings so many more, as time goes on.</summary>
internal sealed class SelfExcitingAlone(double growth)
{
    public string Name => "self-exciting";

    public static SelfExcitingAlone Fit(IReadOnlyList<Cascade> cascades, TimeSpan observed, TimeSpan horizon)
    {
        double[] ratios = [.. cascades.Where(c => c.CountAt(observed.TotalSeconds) > 0)
            .Select(c => (double)c.CountAt(horizon.TotalSeconds) / c.CountAt(observed.TotalSeconds)).Order()];
        return new SelfExcitingAlone(ratios.Length == 0 ? 1 : ratios[ratios.Length / 2]);
    }

    public double Predict(Cascade cascade, TimeSpan observed) => cascade.CountAt(observed.TotalSeconds) * growth;
}
