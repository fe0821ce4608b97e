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
internal sealed record GrowthBacktest(GrowthRow[] Rows)
{
    public static GrowthBacktest Run(IReadOnlyList<GrowthItem> items, IReadOnlyList<TimeSpan> ages, GrowthPlan plan, CancellationToken stop)
    {
        SelfExcitingAlone?[] selfExciting = [.. ages.Select(age => GrowthBaselines.SelfExcitingFor(items, age))];
        var rows = new GrowthRow[items.Count * ages.Count];
        foreach ((GrowthMethods methods, List<int> held) in plan.Groups(items, ages))
        {
            foreach (IGrouping<GrowthKind, int> kind in held.GroupBy(i => items[i].Kind))
            {
                GrowthItem[] others = [.. methods.Others.Where(other => other.Kind == kind.Key)];
                for (int a = 0; a < ages.Count; a++)
                {
                    var baselines = new GrowthBaselines(others, ages[a], selfExciting[a]);
                    foreach (int i in kind)
                    {
                        stop.ThrowIfCancellationRequested();
                        rows[(i * ages.Count) + a] = new GrowthRow(items[i], ages[a], items[i].Predict(methods.Forecaster, ages[a]), baselines.Predict(items[i]));
                    }
                }
            }
        }

        return new GrowthBacktest(rows);
    }
}
