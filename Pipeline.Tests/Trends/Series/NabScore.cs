namespace RtmPipeline.Tests.Trends.Series;

/// <summary>
/// Sums of a score by the rules of the Numenta Anomaly Benchmark (Lavin and Ahmad, Evaluating real-time anomaly detection algorithms, ICMLA
/// 2015, section II): the earliest alert in a window earns by its position, every alert outside costs by its distance behind the last window,
/// the first 15 % of a series (750 rows at most) do not count.
/// </summary>
/// <param name="Reward">Sum of what hit windows earn, at most 1 each.</param>
/// <param name="Hits">Windows with an alert.</param>
/// <param name="Cost">Sum of what alerts outside cost, 0 to -1 each.</param>
/// <param name="FalseAlerts">Alerts outside.</param>
/// <param name="Windows">Windows in all.</param>
internal readonly record struct NabScore(double Reward, int Hits, double Cost, int FalseAlerts, int Windows)
{
    private const double StandardFalseWeight = 0.11;
    private const double LowFalseWeight = 0.22;

    public double Standard => Normalised(StandardFalseWeight);

    public double LowFalsePositives => Normalised(LowFalseWeight);

    /// <summary>What the threshold is chosen by: both profiles alike.</summary>
    public double Both => (Standard + LowFalsePositives) / 2;

    public static NabScore operator +(NabScore a, NabScore b) =>
        new(a.Reward + b.Reward, a.Hits + b.Hits, a.Cost + b.Cost, a.FalseAlerts + b.FalseAlerts, a.Windows + b.Windows);

    /// <summary>Score of one series.</summary>
    /// <param name="rowCount">Rows of the series.</param>
    /// <param name="windows">Labelled windows, first and last row, in order.</param>
    /// <param name="alerts">Rows that alerted, in order.</param>
    public static NabScore Of(int rowCount, IReadOnlyList<(int First, int Last)> windows, IEnumerable<int> alerts)
    {
        int probation = (int)Math.Min(Math.Floor(0.15 * rowCount), 750);
        var score = new NabScore(0, 0, 0, 0, windows.Count);
        var hit = new HashSet<int>();
        foreach (int row in alerts.Where(r => r >= probation))
        {
            int inside = windows.ToList().FindIndex(w => row >= w.First && row <= w.Last);
            if (inside < 0)
                score = score with { Cost = score.Cost + CostOf(row, windows), FalseAlerts = score.FalseAlerts + 1 };
            else if (hit.Add(inside))
                score = score with { Reward = score.Reward + RewardOf(row, windows[inside]), Hits = score.Hits + 1 };
        }

        return score;
    }

    public override string ToString() => FormattableString.Invariant($"{Standard:F1} / {LowFalsePositives:F1} ({Hits} of {Windows} windows, {FalseAlerts} false)");

    /// <summary>No alert at all is 0, every window hit at its first row 100.</summary>
    private double Normalised(double falseWeight) => 100 * (Reward + Hits + (falseWeight * Cost)) / (2.0 * Windows);

    private static double RewardOf(int row, (int First, int Last) window) =>
        Sigmoid(-(window.Last - row + 1) / (double)(window.Last - window.First + 1)) / Sigmoid(-1);

    private static double CostOf(int row, IReadOnlyList<(int First, int Last)> windows)
    {
        (int First, int Last)[] before = [.. windows.Where(w => w.Last < row)];
        if (before.Length == 0)
            return -1;
        (int first, int last) = before[^1];
        double behind = (row - last) / (double)Math.Max(last - first, 1);
        return behind > 3 ? -1 : Sigmoid(behind);
    }

    private static double Sigmoid(double x) => (2 / (1 + Math.Exp(5 * x))) - 1;
}
