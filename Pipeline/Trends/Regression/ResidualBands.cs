namespace RtmPipeline.Trends.Regression;

/// <summary>Quantiles of left-out residuals, apart by level of evidence: many mentions are predicted more closely than few.</summary>
internal static class ResidualBands
{
    /// <summary>Residuals a level needs to have quantiles of its own; with fewer it shares those of the level below.</summary>
    public const int MinResiduals = 100;

    /// <summary>Levels of evidence (log of one plus mentions in a quarter hour): up to 7 mentions, up to 15, and so on.</summary>
    private static readonly double[] s_levels = [0, Math.Log(8), Math.Log(16), Math.Log(32), Math.Log(64), Math.Log(128)];

    /// <param name="rows">Rows of one horizon.</param>
    /// <param name="residuals">Truth less prediction of each row, by a model that had not seen its recording.</param>
    /// <param name="use">Rows to use.</param>
    public static ResidualBand[] Of(VelocityRows rows, double[] residuals, Func<VelocityRow, bool> use)
    {
        var used = new List<(double Level, double Residual, double Weight)>();
        for (int i = 0; i < residuals.Length; i++)
        {
            if (use(rows.All[i]))
                used.Add((rows.All[i].Level, residuals[i], rows.WeightOf(rows.All[i])));
        }

        used.Sort((a, b) => a.Residual.CompareTo(b.Residual));
        var bands = new List<ResidualBand>();
        for (int b = 0; b < s_levels.Length; b++)
        {
            double above = b + 1 < s_levels.Length ? s_levels[b + 1] : double.MaxValue;
            (double, double)[] sorted = [.. used.Where(u => u.Level >= s_levels[b] && u.Level < above).Select(u => (u.Residual, u.Weight))];
            if (sorted.Length >= MinResiduals)
                bands.Add(new ResidualBand(RobustLine.Round(s_levels[b]), Quantiles(sorted)));
        }

        if (bands.Count == 0 || bands[0].MinLevel > 0)
            bands.Insert(0, new ResidualBand(0, Quantiles([.. used.Select(u => (u.Residual, u.Weight))])));
        return [.. bands];
    }

    /// <summary>The least residual up to which a share of the weight has come, for each level.</summary>
    private static double[] Quantiles((double Residual, double Weight)[] sorted)
    {
        double all = sorted.Sum(s => s.Weight);
        double[] quantiles = new double[ResidualBand.Levels.Length];
        double sum = 0;
        int at = 0;
        foreach ((double residual, double weight) in sorted)
        {
            sum += weight;
            while (at < quantiles.Length && sum >= ResidualBand.Levels[at] * all)
                quantiles[at++] = RobustLine.Round(residual);
        }

        for (; at < quantiles.Length; at++)
            quantiles[at] = RobustLine.Round(sorted[^1].Residual);
        return quantiles;
    }
}
