namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>Makes figures of rows.</summary>
internal static class GrowthTally
{
    /// <summary>Figures by kind and age, in the order of <paramref name="ages"/>. Kinds without an item are left out, and baselines that a kind has none of.</summary>
    public static List<AgeFigures> Of(GrowthBacktest backtest, IReadOnlyList<TimeSpan> ages)
    {
        var figures = new List<AgeFigures>();
        foreach (GrowthKind kind in Enum.GetValues<GrowthKind>())
        {
            GrowthRow[] rows = [.. backtest.Rows.Where(row => row.Item.Kind == kind)];
            if (rows.Length == 0)
                continue;
            int[] baselines = [.. Enumerable.Range(0, GrowthBaselines.Names.Count).Where(b => rows.Any(row => double.IsFinite(row.Baselines[b])))];
            figures.AddRange(ages.Select(age => OfAge(kind, age, [.. rows.Where(row => row.Observed == age && row.IsJudged)], baselines)));
        }

        return figures;
    }

    private static AgeFigures OfAge(GrowthKind kind, TimeSpan age, GrowthRow[] rows, int[] baselines) => new(
        GrowthPlan.Words(kind),
        Durations.Show(age),
        age.TotalSeconds,
        rows.Length,
        OfMethod("ours", rows, row => row.Forecast.Final),
        Share(rows, row => row.Item.Final >= row.Forecast.Low50 && row.Item.Final <= row.Forecast.High50),
        Share(rows, row => row.Item.Final >= row.Forecast.Low90 && row.Item.Final <= row.Forecast.High90),
        [.. baselines.Select(b => OfMethod(GrowthBaselines.Names[b], rows, row => row.Baselines[b]))]);

    private static MethodFigures OfMethod(string name, GrowthRow[] rows, Func<GrowthRow, double> predict)
    {
        (double Truth, double Predicted)[] pairs = [.. rows.Select(row => (row.Item.Final, predict(row))).Where(pair => double.IsFinite(pair.Item2))];
        return new MethodFigures(name, pairs.Length, MedianApe(pairs), RSquared(pairs));
    }

    private static double? MedianApe((double Truth, double Predicted)[] pairs)
    {
        if (pairs.Length == 0)
            return null;
        double[] errors = [.. pairs.Select(pair => Math.Abs(pair.Predicted - pair.Truth) / pair.Truth).Order()];
        int middle = errors.Length / 2;
        return Math.Round(errors.Length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2, 4);
    }

    private static double? RSquared((double Truth, double Predicted)[] pairs)
    {
        if (pairs.Length < 2)
            return null;
        double mean = pairs.Average(pair => Log(pair.Truth));
        double total = pairs.Sum(pair => Square(Log(pair.Truth) - mean));
        double rest = pairs.Sum(pair => Square(Log(pair.Truth) - Log(Math.Max(0, pair.Predicted))));
        return total > 0 ? Math.Round(1 - (rest / total), 4) : null;
    }

    private static double? Share(GrowthRow[] rows, Func<GrowthRow, bool> isInside) => rows.Length == 0 ? null : Math.Round((double)rows.Count(isInside) / rows.Length, 4);

    private static double Log(double count) => Math.Log(1 + count);

    private static double Square(double x) => x * x;
}
