using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>Decides which items fit the methods that judge which: nothing ever judges what it was fitted on.</summary>
/// <param name="Training">Items of other files to fit on; null when there are none.</param>
/// <param name="Folds">Parts the items are held out in; <see cref="LeaveOneOut"/>, or null for the shipped model.</param>
internal sealed record GrowthPlan(IReadOnlyList<GrowthItem>? Training, int? Folds)
{
    /// <summary>As many folds as items.</summary>
    public const int LeaveOneOut = 0;

    /// <summary>Most items that are left out one by one: each needs a fit of its own.</summary>
    public const int MaxLeftOut = 2000;

    /// <summary>Beside the shipped model, the baselines leave each item out up to this many items, and hold out in <see cref="BaselineFolds"/> parts beyond.</summary>
    private const int MaxLeftOutOfBaselines = 200;

    private const int BaselineFolds = 10;

    /// <summary>A kind as it stands in messages and outputs.</summary>
    public static string Words(GrowthKind kind) => kind == GrowthKind.Cascades ? "cascades" : "shares";

    /// <summary>Says in words how the methods were fitted.</summary>
    public string Describe() => (Training, Folds) switch
    {
        ({ } training, _) => $"fitted on {training.Count:#,0} other items",
        (_, LeaveOneOut) => "each item judged by a model fitted on the others",
        (_, { } folds) => $"held out in {folds} parts, each judged by a model fitted on the others",
        _ => "the shipped model (what it was fitted on it knows: --folds loo judges without); the baselines are fitted on the other items of these files",
    };

    /// <summary>Items with the methods that judge them, group by group.</summary>
    /// <exception cref="InvalidDataException">There are too few or too many items for the plan.</exception>
    public IEnumerable<(GrowthMethods Methods, List<int> Items)> Groups(IReadOnlyList<GrowthItem> items, IReadOnlyList<TimeSpan> ages)
    {
        if (Training is { } training)
        {
            foreach (GrowthKind kind in items.Select(item => item.Kind).Distinct().Where(kind => training.All(item => item.Kind != kind)))
                throw new InvalidDataException($"the files of --train hold no {Words(kind)} to fit on");
            return [(GrowthMethods.FittedOn(training, ages), [.. Enumerable.Range(0, items.Count)])];
        }

        if (Folds is not { } folds)
        {
            GrowthForecaster shipped = GrowthForecaster.Shipped();
            return HeldOut(items, items.Count <= MaxLeftOutOfBaselines ? items.Count : BaselineFolds, others => new GrowthMethods(shipped, others));
        }

        if (folds == LeaveOneOut && items.Count > MaxLeftOut)
            throw new InvalidDataException($"--folds loo fits a model for each of {items.Count:#,0} items; at most {MaxLeftOut:#,0} are left out one by one, --folds 10 holds out in parts");
        int parts = folds == LeaveOneOut ? items.Count : folds;
        if (items.Count < Math.Max(2, parts))
            throw new InvalidDataException($"--folds needs at least {Math.Max(2, parts)} items; there are {items.Count}");
        return HeldOut(items, parts, others => GrowthMethods.FittedOn(others, ages));
    }

    /// <summary>Every n-th item is in one part, so that each part has its share of each file.</summary>
    private static IEnumerable<(GrowthMethods Methods, List<int> Items)> HeldOut(IReadOnlyList<GrowthItem> items, int parts, Func<IReadOnlyList<GrowthItem>, GrowthMethods> fit)
    {
        for (int part = 0; part < parts; part++)
        {
            List<int> held = [];
            List<GrowthItem> others = [];
            for (int i = 0; i < items.Count; i++)
            {
                if (i % parts == part)
                    held.Add(i);
                else
                    others.Add(items[i]);
            }

            yield return (fit(others), held);
        }
    }
}
