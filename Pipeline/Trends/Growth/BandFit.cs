namespace RtmPipeline.Trends.Growth;

/// <summary>
/// Bands from what was left out of the fit: every row is estimated by a regression that has not seen its source, and the quantiles of how far off it was, by
/// <see cref="GrowthForm.Spread"/>, are the band (cross-conformal prediction: Vovk 2015; normalised residuals: Papadopoulos et al. 2002).
/// </summary>
internal static class BandFit
{
    /// <summary>Parts the sources are dealt into.</summary>
    public const int Folds = 10;

    /// <summary>The anchor with its bands.</summary>
    public static GrowthAnchor WithBands(GrowthAnchor anchor, IReadOnlyList<FitRow> rows, double floor, FitSettings settings)
    {
        var inside = new List<(double Score, double Weight)>();
        var open = new List<(double Score, double Weight)>();
        for (int fold = 0; fold < Folds; fold++)
        {
            FitRow[] kept = [.. rows.Where(r => r.Source % Folds != fold)];
            FitRow[] left = [.. rows.Where(r => r.Source % Folds == fold)];
            if (left.Length == 0 || kept.Length == 0)
                continue;
            GrowthAnchor blind = LinkedRegression.Fit(kept, anchor.Seconds, floor, settings);
            foreach (FitRow row in left)
            {
                double line = row.Point.Offset + blind.Correct(row.Point.Features);
                inside.Add((Score(row, line, Math.Max(floor, row.Point.LogCount), blind.Softness), row.Weight));
                open.Add((Math.Abs(Score(row, line, row.Point.LogCount, blind.Softness)), row.Weight));
            }
        }

        double open50 = Quantile(open, 0.5);
        double open90 = Quantile(open, 0.9);
        return anchor with
        {
            Band = new GrowthBand(Quantile(inside, 0.05), Quantile(inside, 0.25), Quantile(inside, 0.75), Quantile(inside, 0.95)),
            OpenBand = new GrowthBand(-open90, -open50, open50, open90),
        };
    }

    /// <summary>Weighted quantile, linear between the middles of the weights.</summary>
    public static double Quantile(List<(double Score, double Weight)> scores, double share)
    {
        (double Score, double Weight)[] sorted = [.. scores.OrderBy(s => s.Score)];
        double goal = share * sorted.Sum(s => s.Weight);
        double passed = 0;
        double place = double.NegativeInfinity;
        for (int i = 0; i < sorted.Length; i++)
        {
            double middle = passed + (sorted[i].Weight / 2);
            if (middle >= goal)
            {
                double toNext = i == 0 ? 1 : (goal - place) / (middle - place);
                double before = i == 0 ? sorted[0].Score : sorted[i - 1].Score;
                return Math.Round(before + (toNext * (sorted[i].Score - before)), 4);
            }

            passed += sorted[i].Weight;
            place = middle;
        }

        return Math.Round(sorted[^1].Score, 4);
    }

    private static double Score(FitRow row, double line, double floor, double softness)
    {
        double estimate = SoftFloor.Of(line, floor, softness);
        return (row.Target - estimate) / GrowthForm.Spread(estimate, row.Point.LogCount);
    }
}
