using MathNet.Numerics.LinearAlgebra;

namespace RtmPipeline.Trends.Regression;

/// <summary>Samples of one recording; recordings are left out whole, since samples of one event resemble each other.</summary>
internal sealed record VelocityRecording(string Name, IReadOnlyList<VelocitySample> Samples);

/// <summary>How well one horizon is predicted on recordings left out of the fit.</summary>
/// <param name="Minutes">Horizon.</param>
/// <param name="Samples">Number judged.</param>
/// <param name="MeanAbsoluteLogError">Of the regression.</param>
/// <param name="NoChangeLogError">The same for "no change".</param>
/// <param name="Coverage">Share of truths inside the 90 % interval, the interval made without the recording as well.</param>
internal sealed record VelocityFigures(int Minutes, int Samples, double MeanAbsoluteLogError, double NoChangeLogError, double Coverage);

/// <summary>Fits the velocity model by ridge regression and judges it by leaving one recording out at a time.</summary>
internal static class VelocityTrainer
{
    /// <summary>Ridge penalty on standardised features, per sample: small, since samples are many and features few.</summary>
    private const double Penalty = 0.01;

    /// <summary>Levels of evidence (log of one plus mentions in a quarter hour) that get their own residual quantiles.</summary>
    private static readonly double[] s_levels = [0, Math.Log(8), Math.Log(16), Math.Log(32), Math.Log(64), Math.Log(128)];

    /// <summary>Residuals a level needs to have quantiles of its own; with fewer it shares those of the level below.</summary>
    private const int MinResiduals = 100;

    private sealed record Row(int Recording, double[] Features, double Target);

    /// <summary>Fits all horizons.</summary>
    /// <exception cref="InvalidDataException">There are too few samples, or fewer than two recordings with any.</exception>
    public static (VelocityModel Model, VelocityFigures[] Figures) Fit(IReadOnlyList<VelocityRecording> recordings, IReadOnlyList<int> horizonsMinutes)
    {
        var horizons = new List<HorizonModel>();
        var figures = new List<VelocityFigures>();
        for (int h = 0; h < horizonsMinutes.Count; h++)
        {
            List<Row> rows = Rows(recordings, h, horizonsMinutes[h]);
            int present = rows.Select(r => r.Recording).Distinct().Count();
            if (rows.Count < MinResiduals || present < 2)
                throw new InvalidDataException($"{rows.Count} samples from {present} recordings for {horizonsMinutes[h]} minutes: at least {MinResiduals} from 2 are needed");
            double[] residuals = LeftOutResiduals(rows);
            HorizonModel model = FitLine(rows, horizonsMinutes[h]) with { Residuals = Bands(rows, residuals, _ => true) };
            horizons.Add(model);
            figures.Add(Judge(rows, residuals, horizonsMinutes[h]));
        }

        return (new VelocityModel { Features = [.. TopicFeatures.Names], Horizons = [.. horizons] }, [.. figures]);
    }

    private static List<Row> Rows(IReadOnlyList<VelocityRecording> recordings, int horizon, int minutes)
    {
        var rows = new List<Row>();
        for (int r = 0; r < recordings.Count; r++)
        {
            foreach (VelocitySample sample in recordings[r].Samples)
            {
                if (!double.IsNaN(sample.Mentions[horizon]))
                    rows.Add(new Row(r, sample.Features, Math.Log((sample.Mentions[horizon] + 0.5) / ((sample.PresentRate * minutes) + 0.5))));
            }
        }

        return rows;
    }

    private static double[] LeftOutResiduals(List<Row> rows)
    {
        double[] residuals = new double[rows.Count];
        foreach (int recording in rows.Select(r => r.Recording).Distinct())
        {
            HorizonModel model = FitLine([.. rows.Where(r => r.Recording != recording)], 0);
            for (int i = 0; i < rows.Count; i++)
            {
                if (rows[i].Recording == recording)
                    residuals[i] = rows[i].Target - Predict(model, rows[i].Features);
            }
        }

        return residuals;
    }

    private static HorizonModel FitLine(List<Row> rows, int minutes)
    {
        int n = TopicFeatures.Count;
        double[] means = new double[n];
        double[] scales = new double[n];
        for (int j = 0; j < n; j++)
        {
            double mean = rows.Average(r => r.Features[j]);
            means[j] = mean;
            double variance = rows.Average(r => (r.Features[j] - mean) * (r.Features[j] - mean));
            // A feature that never varied here says nothing; scale 1 keeps it finite and the ridge keeps it near 0.
            scales[j] = variance > 1e-12 ? Math.Sqrt(variance) : 1;
        }

        double intercept = rows.Average(r => r.Target);
        var normal = Matrix<double>.Build.Dense(n, n);
        var right = Vector<double>.Build.Dense(n);
        double[] x = new double[n];
        foreach (Row row in rows)
        {
            for (int j = 0; j < n; j++)
                x[j] = (row.Features[j] - means[j]) / scales[j];
            for (int j = 0; j < n; j++)
            {
                right[j] += x[j] * (row.Target - intercept);
                for (int k = 0; k < n; k++)
                    normal[j, k] += x[j] * x[k];
            }
        }

        for (int j = 0; j < n; j++)
            normal[j, j] += Penalty * rows.Count;
        return new HorizonModel
        {
            Minutes = minutes,
            Intercept = Round(intercept),
            Coefficients = [.. normal.Cholesky().Solve(right).Select(Round)],
            Means = [.. means.Select(Round)],
            Scales = [.. scales.Select(s => Math.Max(Round(s), 1e-6))],
            Residuals = [new ResidualBand(0, 0, 0)],
        };
    }

    private static ResidualBand[] Bands(List<Row> rows, double[] residuals, Func<Row, bool> use)
    {
        var bands = new List<ResidualBand>();
        for (int b = 0; b < s_levels.Length; b++)
        {
            double above = b + 1 < s_levels.Length ? s_levels[b + 1] : double.MaxValue;
            double[] sorted = [.. Enumerable.Range(0, rows.Count)
                .Where(i => use(rows[i]) && rows[i].Features[TopicFeatures.LevelIndex] >= s_levels[b] && rows[i].Features[TopicFeatures.LevelIndex] < above)
                .Select(i => residuals[i]).Order()];
            if (sorted.Length >= MinResiduals || (b == 0 && sorted.Length > 0))
                bands.Add(new ResidualBand(Round(s_levels[b]), Round(Quantile(sorted, 0.05)), Round(Quantile(sorted, 0.95))));
        }

        if (bands.Count == 0 || bands[0].MinLevel > 0)
        {
            double[] all = [.. Enumerable.Range(0, rows.Count).Where(i => use(rows[i])).Select(i => residuals[i]).Order()];
            bands.Insert(0, new ResidualBand(0, Round(Quantile(all, 0.05)), Round(Quantile(all, 0.95))));
        }

        return [.. bands];
    }

    private static VelocityFigures Judge(List<Row> rows, double[] residuals, int minutes)
    {
        int inside = 0;
        foreach (int recording in rows.Select(r => r.Recording).Distinct())
        {
            ResidualBand[] bands = Bands(rows, residuals, r => r.Recording != recording);
            for (int i = 0; i < rows.Count; i++)
            {
                if (rows[i].Recording != recording)
                    continue;
                ResidualBand band = bands.Last(b => b.MinLevel <= Math.Max(0, rows[i].Features[TopicFeatures.LevelIndex]));
                inside += residuals[i] >= band.Low && residuals[i] <= band.High ? 1 : 0;
            }
        }

        return new VelocityFigures(
            minutes, rows.Count, residuals.Average(Math.Abs), rows.Average(r => Math.Abs(r.Target)), (double)inside / rows.Count);
    }

    private static double Predict(HorizonModel model, double[] features)
    {
        double sum = model.Intercept;
        for (int j = 0; j < features.Length; j++)
            sum += model.Coefficients[j] * (features[j] - model.Means[j]) / model.Scales[j];
        return sum;
    }

    private static double Quantile(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];

    /// <summary>Six decimals say all the data can say, and keep the file the same on machines whose last bits differ.</summary>
    private static double Round(double value) => Math.Round(value, 6);
}
