namespace RtmPipeline.Trends.Growth;

/// <summary>How well final counts are foretold at one time of observation, by models that had not seen what they are judged on.</summary>
/// <param name="Observed">Time of observation.</param>
/// <param name="Judged">How many.</param>
/// <param name="MedianError">Median absolute percentage error of the model; for shares see <paramref name="LogR2"/>.</param>
/// <param name="LogLogError">The same of log-log regression on the count alone.</param>
/// <param name="LogLinearError">The same of log-linear growth.</param>
/// <param name="SelfExcitingError">The same of the self-exciting process alone, with the constant that is best in hindsight; NaN for shares.</param>
/// <param name="NoChangeError">The same of no change.</param>
/// <param name="LogR2">Share of the variance of log (1 + final) that is explained.</param>
/// <param name="LogLogR2">The same of log-log regression.</param>
/// <param name="LogLinearR2">The same of log-linear growth.</param>
/// <param name="Covered50">Share of truths inside the 50 % interval.</param>
/// <param name="Covered90">Share of truths inside the 90 % interval.</param>
internal sealed record GrowthFigures(
    TimeSpan Observed,
    int Judged,
    double MedianError,
    double LogLogError,
    double LogLinearError,
    double SelfExcitingError,
    double NoChangeError,
    double LogR2,
    double LogLogR2,
    double LogLinearR2,
    double Covered50,
    double Covered90)
{
    private sealed record Outcome(GrowthForecast Forecast, double LogLog, double LogLinear, double Final);

    /// <summary>Judges models of cascades: part by part is left out, of the baselines too.</summary>
    /// <param name="cascades">Whole ones.</param>
    /// <param name="observe">Times of observation before 7 days.</param>
    /// <param name="parts">As many as there are cascades to leave one out at a time; at least 2.</param>
    /// <exception cref="InvalidDataException">There are too few cascades.</exception>
    public static GrowthFigures[] OfCascades(IReadOnlyList<Cascade> cascades, IReadOnlyList<TimeSpan> observe, int parts)
    {
        double horizon = GrowthTrainer.CascadeHorizon.TotalSeconds;
        List<Outcome>[] outcomes = LeaveOut(
            cascades, observe, parts, kept => new GrowthForecaster(GrowthTrainer.Fit(kept, observe)),
            (forecaster, cascade, time) => forecaster.Predict(cascade, time),
            (cascade, seconds) => cascade.CountAt(seconds), horizon, least: 0);
        return [.. observe.Select((time, i) => Of(time, outcomes[i], SelfExciting(cascades, time)))];
    }

    /// <summary>Judges models of shares, on items with a share at the time of observation; see <see cref="OfCascades"/>.</summary>
    public static GrowthFigures[] OfShares(IReadOnlyList<ShareSeries> series, IReadOnlyList<TimeSpan> observe, int parts)
    {
        double horizon = GrowthTrainer.ShareHorizon.TotalSeconds;
        ShareSeries[] whole = [.. series.Where(s => s.Reaches(horizon))];
        List<Outcome>[] outcomes = LeaveOut(
            whole, observe, parts, kept => new GrowthForecaster(GrowthTrainer.Fit(kept, observe)),
            (forecaster, item, time) => forecaster.Predict(item, time),
            (item, seconds) => item.CountAt(seconds), horizon, least: 1);
        return [.. observe.Select((time, i) => Of(time, outcomes[i], double.NaN))];
    }

    private static List<Outcome>[] LeaveOut<T>(
        IReadOnlyList<T> items, IReadOnlyList<TimeSpan> observe, int parts, Func<IReadOnlyList<T>, GrowthForecaster> fit,
        Func<GrowthForecaster, T, TimeSpan, GrowthForecast> predict, Func<T, double, double> countAt, double horizon, double least)
    {
        List<Outcome>[] outcomes = [.. observe.Select(_ => new List<Outcome>())];
        for (int part = 0; part < parts; part++)
        {
            T[] kept = [.. items.Where((_, i) => i % parts != part)];
            T[] left = [.. items.Where((_, i) => i % parts == part)];
            GrowthForecaster forecaster = fit(kept);
            for (int t = 0; t < observe.Count; t++)
            {
                double seconds = observe[t].TotalSeconds;
                (double, double)[] pairs = [.. kept.Select(k => (Observed: countAt(k, seconds), Final: countAt(k, horizon))).Where(p => p.Observed >= least)];
                if (pairs.Length < 2)
                    continue;
                var logLog = LogLog.Fit(pairs);
                var logLinear = LogLinear.Fit(pairs);
                foreach (T item in left)
                {
                    double now = countAt(item, seconds);
                    if (now >= least)
                        outcomes[t].Add(new Outcome(predict(forecaster, item, observe[t]), logLog.Predict(now), logLinear.Predict(now), countAt(item, horizon)));
                }
            }
        }

        return outcomes;
    }

    private static double SelfExciting(IReadOnlyList<Cascade> cascades, TimeSpan time)
    {
        var best = SelfExcitingAlone.Fit(cascades, time, GrowthTrainer.CascadeHorizon);
        return Median(cascades.Select(c => Error(best.Predict(c, time), c.CountAt(GrowthTrainer.CascadeHorizon.TotalSeconds))));
    }

    private static GrowthFigures Of(TimeSpan time, List<Outcome> outcomes, double selfExciting) => new(
        time,
        outcomes.Count,
        Median(outcomes.Select(o => Error(o.Forecast.Final, o.Final))),
        Median(outcomes.Select(o => Error(o.LogLog, o.Final))),
        Median(outcomes.Select(o => Error(o.LogLinear, o.Final))),
        selfExciting,
        Median(outcomes.Select(o => Error(o.Forecast.ObservedCount, o.Final))),
        Explained(outcomes, o => o.Forecast.Final),
        Explained(outcomes, o => o.LogLog),
        Explained(outcomes, o => o.LogLinear),
        Share(outcomes, o => o.Final >= o.Forecast.Low50 && o.Final <= o.Forecast.High50),
        Share(outcomes, o => o.Final >= o.Forecast.Low90 && o.Final <= o.Forecast.High90));

    /// <summary>Absolute error in per cent of the truth; of what ends at 0, of 1.</summary>
    private static double Error(double predicted, double final) => 100 * Math.Abs(predicted - final) / Math.Max(1, final);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Explained(List<Outcome> outcomes, Func<Outcome, double> predicted)
    {
        if (outcomes.Count == 0)
            return double.NaN;
        double mean = outcomes.Average(o => Math.Log(1 + o.Final));
        double all = outcomes.Sum(o => (Math.Log(1 + o.Final) - mean) * (Math.Log(1 + o.Final) - mean));
        return 1 - (outcomes.Sum(o => (Math.Log(1 + o.Final) - Math.Log(1 + predicted(o))) * (Math.Log(1 + o.Final) - Math.Log(1 + predicted(o)))) / all);
    }

    private static double Share(List<Outcome> outcomes, Func<Outcome, bool> isTrue) =>
        outcomes.Count == 0 ? double.NaN : (double)outcomes.Count(isTrue) / outcomes.Count;
}
