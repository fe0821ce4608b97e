namespace RtmPipeline.Trends.Regression;

/// <summary>Samples of one recording; recordings are left out whole, since samples of one event resemble each other.</summary>
internal sealed record VelocityRecording(string Name, IReadOnlyList<VelocitySample> Samples);

/// <summary>Fits the velocity model and judges it by leaving one recording out at a time.</summary>
internal static class VelocityTrainer
{
    /// <summary>Fits the horizons for which there are enough samples: a recording must go on for a horizon after a sample, so short recordings cannot tell of long ones.</summary>
    /// <exception cref="InvalidDataException">For no horizon are there enough samples, from two recordings at least.</exception>
    public static (VelocityModel Model, VelocityFigures[] Figures) Fit(
        IReadOnlyList<VelocityRecording> recordings, IReadOnlyList<int> horizonsMinutes, int tickSeconds)
    {
        var horizons = new List<HorizonModel>();
        var figures = new List<VelocityFigures>();
        string? tooFew = null;
        for (int h = 0; h < horizonsMinutes.Count; h++)
        {
            int minutes = horizonsMinutes[h];
            var rows = new VelocityRows(recordings, h, minutes);
            int[] present = [.. rows.Recordings];
            if (rows.All.Count < ResidualBands.MinResiduals || present.Length < 2)
            {
                tooFew ??= $"{rows.All.Count} samples from {present.Length} recordings for {minutes} minutes: at least {ResidualBands.MinResiduals} from 2 are needed";
                continue;
            }

            Dictionary<int, HorizonModel> without = present.ToDictionary(
                r => r, r => RobustLine.Fit([.. rows.All.Where(row => row.Recording != r)], rows.WeightOf, minutes) with { Residuals = [s_noBand] });
            double[] residuals = [.. rows.All.Select(row => row.Target - ModelOf(without[row.Recording]).Predict(0, row.Features).Expected)];
            horizons.Add(RobustLine.Fit(rows.All, rows.WeightOf, minutes) with { Residuals = ResidualBands.Of(rows, residuals, _ => true) });
            figures.Add(Judge(rows, residuals, without, minutes, tickSeconds));
        }

        if (horizons.Count == 0)
            throw new InvalidDataException(tooFew ?? "no horizons to fit");
        return (ModelOf([.. horizons]), [.. figures]);
    }

    private static readonly ResidualBand s_noBand = new(0, new double[ResidualBand.Levels.Length]);

    private static VelocityModel ModelOf(params HorizonModel[] horizons) => new() { Features = [.. TopicFeatures.Names], Horizons = horizons };

    private static VelocityFigures Judge(VelocityRows rows, double[] residuals, Dictionary<int, HorizonModel> without, int minutes, int tickSeconds)
    {
        var fitted = new List<(GrowthInterval Said, double Truth)>();
        var learning = new List<(GrowthInterval Said, double Truth)>();
        var trending = new List<(GrowthInterval Said, double Truth)>();
        var byRecording = new List<(int Recording, ErrorFigures Figures)>();
        foreach (int recording in without.Keys.Order())
        {
            VelocityModel model = ModelOf(without[recording] with { Residuals = ResidualBands.Of(rows, residuals, r => r.Recording != recording) });
            VelocityRow[] left = [.. rows.All.Where(r => r.Recording == recording)];
            GrowthInterval[] said = LiveRehearsal.Run(left, model, minutes, tickSeconds);
            byRecording.Add((recording, ErrorFigures.Of([.. left.Select((row, i) => (said[i], row.Target))])));
            for (int i = 0; i < left.Length; i++)
            {
                LogGrowth alone = model.Predict(0, left[i].Features);
                fitted.Add((AdaptiveLevels.Around(alone.Expected, alone.Residuals, AdaptiveLevels.Targets), left[i].Target));
                learning.Add((said[i], left[i].Target));
                if (left[i].Sample.IsTrending)
                    trending.Add((said[i], left[i].Target));
            }
        }

        return new VelocityFigures(minutes, ErrorFigures.Of(fitted), ErrorFigures.Of(learning), ErrorFigures.Of(trending), byRecording);
    }
}
