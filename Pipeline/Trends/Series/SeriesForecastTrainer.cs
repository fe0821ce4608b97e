namespace RtmPipeline.Trends.Series;

/// <summary>
/// Fits the prior of <see cref="SeriesForecaster"/> on recorded series: coefficients by least absolute error in counts, then the scale and
/// the quantiles of residuals from forecasters that ran over each recording with coefficients fitted on others. A recording given at two steps under one
/// name is left out as one.
/// </summary>
internal static class SeriesForecastTrainer
{
    /// <summary>Ridge on the coefficients: features are many and correlated, and events few.</summary>
    private const double Penalty = 3e-5;

    /// <summary>Ridge on the scale, and the log residual that its fit takes for none.</summary>
    private const double ScalePenalty = 1e-3;
    private const double LeastScaleResidual = 0.1;

    /// <summary>Groups of names that residuals are made by leaving out, one after another; with fewer names each is left out by itself.</summary>
    private const int Folds = 4;

    /// <summary>Residuals that a set needs to have quantiles of its own.</summary>
    private const int MinResiduals = 200;

    /// <summary>
    /// Quantiles of young bursts are taken this far out instead of 5 and 95 %. A dozen events are few: the rows of one go wrong together, and the next
    /// one goes wrong where no one before did. With n exchangeable events the share 1−α of the next needs the quantile (1−α)(1+1/n).
    /// </summary>
    private const double BurstTail = 0.03;

    /// <summary>Say of an event's first hours in scale and quantiles, against 1 for all the recording.</summary>
    private const double FirstShare = 0.5;

    /// <summary>Residuals are taken at an hour and longer; shorter horizons have the same, for twice the time.</summary>
    private static readonly TimeSpan s_leastResidualHorizon = TimeSpan.FromHours(1);

    private sealed record Residual(int Set, double[] ScaleFeatures, double Value, double Weight, bool First);

    /// <summary>The rows of recordings, to fit on once or several times.</summary>
    public static IReadOnlyList<SeriesTrainingRows> Prepare(IEnumerable<SeriesRecording> recordings) =>
        [.. recordings.SelectMany(r => SeriesTrainingRows.HorizonsOf(r).Select(h => SeriesTrainingRows.Of(r, h)))];

    /// <exception cref="InvalidDataException">There are fewer than two names, or too few rows.</exception>
    public static SeriesForecastPrior Fit(IReadOnlyList<SeriesTrainingRows> rows)
    {
        string[] names = [.. rows.Select(r => r.Recording.Name).Distinct()];
        if (names.Length < 2)
            throw new InvalidDataException($"{names.Length} series: at least 2 are needed, since each is judged by the others");
        int count = rows.Sum(r => r.Rows.Count);
        if (count < MinResiduals)
            throw new InvalidDataException($"{count} rows: at least {MinResiduals} are needed, with 6 to 60 rows to a horizon of 20 minutes to 4 hours");
        int folds = Math.Min(Folds, names.Length);
        var residuals = new List<Residual>();
        for (int fold = 0; fold < folds; fold++)
        {
            HashSet<string> left = [.. names.Where((_, i) => i % folds == fold)];
            SeriesForecastPrior others = FitCoefficients(rows.Where(r => !left.Contains(r.Recording.Name)));
            foreach (SeriesTrainingRows part in rows.Where(r => left.Contains(r.Recording.Name) && r.Horizon >= s_leastResidualHorizon))
                residuals.AddRange(Residuals(part, others));
        }

        return FitScale(FitCoefficients(rows), residuals);
    }

    private static SeriesForecastPrior FitCoefficients(IEnumerable<SeriesTrainingRows> parts)
    {
        List<SeriesTrainingRows> all = [.. parts];
        double[] coefficients = MedianFit.Fit(SeriesFeatures.Count, SeriesRegression.LeastResidual, Penalty, present =>
            all.SelectMany(p => p.Rows).Select(row => Observe(row, present)));
        return new SeriesForecastPrior
        {
            Features = [.. SeriesFeatures.Names],
            Coefficients = [.. coefficients.Select(Round)],
            MeanSquares = MeanSquares(all, coefficients),
            ScaleFeatures = [.. SeriesScale.Names],
            ScaleCoefficients = new double[SeriesScale.Names.Count],
            Quantiles = [.. Enumerable.Range(0, SeriesIntervals.Sets).Select(_ => new double[SeriesIntervals.Shares.Count])],
        };
    }

    /// <summary>A residual in logs costs as much as the expected count: the sum of these costs has its least where the absolute errors in counts have theirs.</summary>
    private static MedianObservation Observe(SeriesTrainingRow row, double[] coefficients)
    {
        double predicted = SeriesRegression.Predict(coefficients, row.LogPresent, row.Features);
        double expected = Math.Exp(predicted);
        double residual = Math.Log((row.Truth + 0.5) / (expected + 0.5));
        return new MedianObservation(row.Features, predicted + residual - row.LogPresent, residual, row.Weight * expected);
    }

    /// <summary>As an observation of <see cref="SeriesRegression"/> weighs them, each recording having the same say.</summary>
    private static double[] MeanSquares(List<SeriesTrainingRows> parts, double[] coefficients)
    {
        double[] mean = new double[SeriesFeatures.Count];
        foreach (SeriesTrainingRows part in parts)
        {
            List<(double[] Features, double Expected, double Residual)> seen = [.. part.Rows.Select(row =>
            {
                double predicted = SeriesRegression.Predict(coefficients, row.LogPresent, row.Features);
                return (row.Features, Math.Exp(predicted), Math.Log((row.Truth + 0.5) / (Math.Exp(predicted) + 0.5)));
            })];
            double level = seen.Average(s => s.Expected);
            foreach ((double[] features, double expected, double residual) in seen)
            {
                double weight = SeriesRegression.WeightOf(expected / level, residual) / seen.Count / parts.Count;
                for (int i = 0; i < mean.Length; i++)
                    mean[i] += weight * features[i] * features[i];
            }
        }

        return [.. mean.Select(Round)];
    }

    private static List<Residual> Residuals(SeriesTrainingRows part, SeriesForecastPrior prior)
    {
        SeriesRecording recording = part.Recording;
        int n = (int)(part.Horizon / recording.Step);
        int onset = recording.OfEvent ? recording.Onset() : -1;
        double lastMs = part.Horizon.TotalMilliseconds;
        var residuals = new List<Residual>();
        int judged = 0;
        long firstMs = onset < 0 ? long.MaxValue : recording.UnixMs[onset];
        var forecaster = new SeriesForecaster(recording.Step, part.Horizon, new SeriesForecasterOptions { Prior = prior })
        {
            Judged = j =>
            {
                double madeMs = j.Forecast.EndMs - lastMs;
                bool first = madeMs >= firstMs && madeMs < firstMs + (3 * lastMs);
                if (judged++ % Math.Max(1, n / (first ? 12 : 4)) == 0)
                    residuals.Add(new Residual(j.Forecast.Set, [.. j.Forecast.ScaleFeatures], j.Residual, 0, first));
            },
        };
        for (int i = 0; i < recording.Values.Count; i++)
            forecaster.Next(recording.UnixMs[i], recording.Values[i]);
        int firsts = residuals.Count(r => r.First);
        double share = part.Horizon == TimeSpan.FromHours(1) ? 1 : 0.5;
        return [.. residuals.Select(r => r with { Weight = share * (r.First ? FirstShare / firsts : 1.0 / (residuals.Count - firsts)) })];
    }

    private static SeriesForecastPrior FitScale(SeriesForecastPrior prior, List<Residual> residuals)
    {
        double[] scale = [.. MedianFit.Fit(SeriesScale.Names.Count, LeastScaleResidual, ScalePenalty, present => residuals.Select(r =>
        {
            double target = Math.Log(Math.Abs(r.Value) + SeriesScale.Floor);
            return new MedianObservation(r.ScaleFeatures, target, target - SeriesScale.LogOf(present, r.ScaleFeatures), r.Weight);
        })).Select(Round)];
        double[][] quantiles = new double[SeriesIntervals.Sets][];
        for (int set = 0; set < quantiles.Length; set++)
        {
            bool burst = set >= SeriesIntervals.Levels;
            List<Residual> own = [.. residuals.Where(r => r.Set == set)];
            if (own.Count < MinResiduals)
                own = [.. residuals.Where(r => r.Set >= SeriesIntervals.Levels == burst)];
            if (own.Count < MinResiduals)
                own = residuals;
            (double Value, double Weight)[] sorted = [.. own.Select(r => (r.Value / Math.Exp(SeriesScale.LogOf(scale, r.ScaleFeatures)), r.Weight)).OrderBy(r => r.Item1)];
            quantiles[set] = [.. SeriesIntervals.Shares.Select(s => Round(Quantile(sorted, !burst ? s : s < 0.1 ? BurstTail : s > 0.9 ? 1 - BurstTail : s)))];
        }

        return prior with { ScaleCoefficients = scale, Quantiles = quantiles };
    }

    private static double Quantile((double Value, double Weight)[] sorted, double share)
    {
        double left = sorted.Sum(s => s.Weight) * share;
        foreach ((double value, double weight) in sorted)
        {
            left -= weight;
            if (left <= 0)
                return value;
        }

        return sorted[^1].Value;
    }

    /// <summary>Five decimals say all the data can say, and keep the file the same on machines whose last bits differ.</summary>
    private static double Round(double value) => Math.Round(value, 5);
}
