namespace RtmPipeline.Trends.Growth;

/// <summary>The logarithm of the count grows by what it grew by in the middle of the fitted items.</summary>
internal sealed class LogLinear(IReadOnlyList<Cascade> cascades, IReadOnlyList<ShareSeries> shares) : IGrowthBaseline
{
    private readonly Dictionary<TimeSpan, double> _ofCascades = [];
    private readonly Dictionary<TimeSpan, double> _ofShares = [];

    public string Name => "log-linear";

    public double Predict(Cascade cascade, TimeSpan observed)
    {
        if (!_ofCascades.TryGetValue(observed, out double growth))
            _ofCascades[observed] = growth = Mean(cascades.Select(c => (GrowthCounts.At(c, observed), GrowthCounts.FinalOf(c))));
        return GrowthCounts.At(cascade, observed) * growth;
    }

    public double Predict(ShareSeries series, TimeSpan observed)
    {
        if (!_ofShares.TryGetValue(observed, out double growth))
            _ofShares[observed] = growth = Mean(shares.Select(s => (GrowthCounts.At(s, observed), GrowthCounts.FinalOf(s))));
        return GrowthCounts.At(series, observed) * growth;
    }

    private static double Mean(IEnumerable<(double Count, double Final)> pairs)
    {
        double[] logs = [.. pairs.Where(p => p.Count >= 1).Select(p => Math.Log(p.Final / p.Count))];
        return logs.Length == 0 ? double.NaN : Math.Exp(logs.Average());
    }
}
