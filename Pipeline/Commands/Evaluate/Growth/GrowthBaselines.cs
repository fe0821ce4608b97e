using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>
/// The forecasts that ours is compared with, for one kind of item at one age. The regressions are fitted on items that are not judged; the self-exciting
/// process has the constant that would have been best for all judged cascades, as it is published: hindsight that favours it.
/// </summary>
internal sealed class GrowthBaselines
{
    private readonly NoChange _noChange = new();
    private readonly LogLinear? _logLinear;
    private readonly LogLog? _logLog;
    private readonly SelfExcitingAlone? _selfExciting;
    private readonly TimeSpan _age;

    /// <param name="others">Items of the kind to fit the regressions on; with fewer than two there are none.</param>
    /// <param name="age">Age at which the final size is forecast.</param>
    /// <param name="selfExciting">The self-exciting process at this age; null for shares, which have no single reposts.</param>
    public GrowthBaselines(IEnumerable<GrowthItem> others, TimeSpan age, SelfExcitingAlone? selfExciting)
    {
        _age = age;
        _selfExciting = selfExciting;
        (double Observed, double Final)[] pairs = [.. others.Select(item => (item.CountAt(age), item.Final)).Where(pair => pair.Item1 >= 1)];
        if (pairs.Length < 2)
            return;
        _logLinear = LogLinear.Fit(pairs);
        _logLog = LogLog.Fit(pairs);
    }

    /// <summary>Names in the order of <see cref="Predict"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["no change", "log-linear", "log-log", "self-exciting"];

    /// <summary>The process with its best constant at an age; null where no cascade is judged.</summary>
    public static SelfExcitingAlone? SelfExcitingFor(IReadOnlyList<GrowthItem> judged, TimeSpan age)
    {
        Cascade[] cascades = [.. judged.OfType<CascadeItem>().Select(item => item.Cascade)];
        return cascades.Length == 0 || age >= GrowthTrainer.CascadeHorizon ? null : SelfExcitingAlone.Fit(cascades, age, GrowthTrainer.CascadeHorizon);
    }

    /// <summary>Final sizes by each baseline; not a number where one has none.</summary>
    public double[] Predict(GrowthItem item)
    {
        double count = item.CountAt(_age);
        double selfExciting = item is CascadeItem cascade && _selfExciting is { } process ? process.Predict(cascade.Cascade, _age) : double.NaN;
        return [_noChange.Predict(count), _logLinear?.Predict(count) ?? double.NaN, _logLog?.Predict(count) ?? double.NaN, selfExciting];
    }
}
