namespace RtmPipeline.Trends.Growth;

/// <summary>
/// Fits growth models. At every time of observation the regression learns from moments shortly before and after as well, so that coefficients change smoothly
/// with the time and few cascades give more to learn from.
/// </summary>
internal static class GrowthTrainer
{
    /// <summary>Fewest cascades or series of which anything can be learnt.</summary>
    public const int MinSources = 20;

    /// <summary>Times of observation of the shipped model.</summary>
    public static IReadOnlyList<TimeSpan> UsualTimes { get; } =
        [.. new[] { 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 4320 }.Select(m => TimeSpan.FromMinutes(m))];

    public static TimeSpan CascadeHorizon { get; } = TimeSpan.FromDays(7);

    public static TimeSpan ShareHorizon { get; } = TimeSpan.FromDays(2);

    /// <summary>
    /// Median absolute percentage error is what forecasts of cascades are judged by, hence absolute values. Penalty and bend were chosen on the cascades the
    /// shipped model was fitted on; from a tenth of the penalty to all of it, and from half the bend to three times it, the error changes no more than by chance.
    /// </summary>
    private static readonly FitSettings s_cascades = new(Ridge: 0.03, Softness: 0.1, RobustFrom: 0.05);

    /// <summary>The mean of the log is what forecasts of shares are judged by, hence squares.</summary>
    private static readonly FitSettings s_shares = new(Ridge: 0.003, Softness: 0, RobustFrom: double.PositiveInfinity);

    /// <summary>Moments about a time of observation, as parts of it, and their weights.</summary>
    private static readonly (double Part, double Weight)[] s_moments = [(1, 1), (0.84, 0.75), (1.19, 0.75), (0.7, 0.5), (1.41, 0.5)];

    /// <summary>A model of cascades.</summary>
    /// <param name="cascades">Whole ones; what they hold at the horizon is the truth.</param>
    /// <param name="observe">Times of observation to fit at; between them forecasts are interpolated. None for <see cref="UsualTimes"/>.</param>
    /// <param name="horizon">7 days where not given.</param>
    /// <exception cref="InvalidDataException">There are too few cascades, or no time of observation before the horizon.</exception>
    public static GrowthModel Fit(IReadOnlyList<Cascade> cascades, IReadOnlyList<TimeSpan> observe, TimeSpan? horizon = null)
    {
        double until = (horizon ?? CascadeHorizon).TotalSeconds;
        if (cascades.Count < MinSources)
            throw new InvalidDataException($"{cascades.Count} cascades are too few to fit on; at least {MinSources} are needed");
        double[] terms = DailyClockFit.Fit(cascades);
        var clock = new DailyClock(terms);
        double[] authors = [.. cascades.Select(c => c.Followers[0]).Where(f => !double.IsNaN(f)).Select(CascadeFeatures.LogFollowers).Order()];
        double usualAuthor = Math.Round(authors.Length > 0 ? authors[authors.Length / 2] : CascadeFeatures.LogFollowers(Cascade.TypicalFollowers), 4);
        double[] targets = [.. cascades.Select(c => Math.Log(1 + c.CountAt(until)))];
        var form = new GrowthForm
        {
            Kind = GrowthFormKind.Cascade,
            Features = [.. CascadeFeatures.Names],
            HorizonSeconds = until,
            Clock = terms,
            UsualAuthor = usualAuthor,
            // One more cascade falls below the least of n with a probability of 1 in n + 1.
            Floor = Math.Round(Math.Log(1 + ((Math.Exp(targets.Min()) - 1) * cascades.Count / (cascades.Count + 1))), 4),
            Anchors = [],
        };
        return new GrowthModel
        {
            Cascades = form with
            {
                Anchors = [.. Times(observe, until).Select(time => Anchor(
                    Rows(targets, time, until, (source, seconds) => CascadeFeatures.Of(cascades[source], clock, usualAuthor, seconds, until)), time, form.Floor, s_cascades))],
            },
        };
    }

    /// <summary>A model of share counts; series that do not reach the horizon are left out.</summary>
    /// <param name="series">Whole ones.</param>
    /// <param name="observe">As for cascades.</param>
    /// <param name="horizon">2 days where not given.</param>
    /// <exception cref="InvalidDataException">There are too few series, or no time of observation before the horizon.</exception>
    public static GrowthModel Fit(IReadOnlyList<ShareSeries> series, IReadOnlyList<TimeSpan> observe, TimeSpan? horizon = null)
    {
        double until = (horizon ?? ShareHorizon).TotalSeconds;
        ShareSeries[] whole = [.. series.Where(s => s.Reaches(until))];
        double[] targets = [.. whole.Select(s => Math.Log(1 + s.CountAt(until)))];
        var anchors = new List<GrowthAnchor>();
        foreach (double time in Times(observe, until))
        {
            FitRow[] rows = Rows(targets, time, until, (source, seconds) => ShareFeatures.Of(whole[source], seconds));
            FitRow[] shared = [.. rows.Where(r => r.Point.Count > 0)];
            if (shared.Select(r => r.Source).Distinct().Take(MinSources).Count() < MinSources)
                continue;
            anchors.Add(WithUnshared(Anchor(shared, time, 0, s_shares), [.. rows.Where(r => r.Point.Count <= 0 && r.Weight == 1)]));
        }

        if (anchors.Count == 0)
            throw new InvalidDataException($"{whole.Length} series of shares reach {until} seconds, and at no time of observation {MinSources} of them have been shared");
        return new GrowthModel
        {
            Shares = new GrowthForm
            {
                Kind = GrowthFormKind.Shares,
                Features = [.. ShareFeatures.Names],
                HorizonSeconds = until,
                Clock = new double[DailyClock.Terms],
                UsualAuthor = 0,
                Floor = 0,
                Anchors = [.. anchors],
            },
        };
    }

    private static double[] Times(IReadOnlyList<TimeSpan> observe, double horizon)
    {
        double[] times = [.. (observe.Count > 0 ? observe : UsualTimes).Select(t => t.TotalSeconds).Where(s => s > 0 && s < horizon).Distinct().Order()];
        return times.Length > 0 ? times : throw new InvalidDataException($"no time of observation lies between 0 and the horizon of {horizon} seconds");
    }

    private static FitRow[] Rows(double[] targets, double time, double horizon, Func<int, double, GrowthPoint> at) =>
    [
        .. from moment in s_moments
           where time * moment.Part < horizon
           from source in Enumerable.Range(0, targets.Length)
           select new FitRow(source, at(source, time * moment.Part), targets[source], moment.Weight),
    ];

    private static GrowthAnchor Anchor(FitRow[] rows, double time, double floor, FitSettings settings) =>
        BandFit.WithBands(LinkedRegression.Fit(rows, time, floor, settings), rows, floor, settings);

    /// <summary>What has not been shared yet has no features: its mean and quantiles are all there is to say.</summary>
    private static GrowthAnchor WithUnshared(GrowthAnchor anchor, FitRow[] rows)
    {
        if (rows.Length == 0)
            return anchor;
        double mean = rows.Average(r => r.Target);
        List<(double, double)> scores = [.. rows.Select(r => (r.Target - mean, 1.0))];
        return anchor with
        {
            Unshared = Math.Round(mean, 6),
            UnsharedBand = new GrowthBand(BandFit.Quantile(scores, 0.05), BandFit.Quantile(scores, 0.25), BandFit.Quantile(scores, 0.75), BandFit.Quantile(scores, 0.95)),
        };
    }
}
