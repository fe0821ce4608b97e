using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>What was said of one item at one age.</summary>
/// <param name="Item">The item, with what became of it.</param>
/// <param name="Observed">Age up to which it had been seen.</param>
/// <param name="Forecast">Ours.</param>
/// <param name="Baselines">Final sizes by each baseline; not a number where one has no forecast.</param>
internal sealed record GrowthRow(GrowthItem Item, TimeSpan Observed, GrowthForecast Forecast, double[] Baselines)
{
    /// <summary>Figures are of items of which something had been seen: nobody forecasts from nothing.</summary>
    public bool IsJudged => Forecast.ObservedCount >= 1 && Item.Final >= 1;
}

/// <summary>Rows of a run: items in the order of the input, ages ascending within each.</summary>
/// <param name="BaselineNames">Names of the baselines.</param>
/// <param name="Rows">Rows.</param>
internal sealed record GrowthBacktest(string[] BaselineNames, GrowthRow[] Rows)
{
    public static GrowthBacktest Run(IReadOnlyList<GrowthItem> items, IReadOnlyList<TimeSpan> ages, GrowthPlan plan, CancellationToken stop)
    {
        string[] names = [];
        var rows = new GrowthRow[items.Count * ages.Count];
        foreach ((GrowthMethods methods, List<int> held) in plan.Groups(items, ages))
        {
            names = [.. methods.Baselines.Select(baseline => baseline.Name)];
            foreach (int i in held)
            {
                stop.ThrowIfCancellationRequested();
                for (int a = 0; a < ages.Count; a++)
                    rows[(i * ages.Count) + a] = RowOf(items[i], ages[a], methods);
            }
        }

        return new GrowthBacktest(names, rows);
    }

    private static GrowthRow RowOf(GrowthItem item, TimeSpan age, GrowthMethods methods) =>
        new(item, age, item.Predict(methods.Forecaster, age), [.. methods.Baselines.Select(baseline => item.Predict(baseline, age))]);
}
