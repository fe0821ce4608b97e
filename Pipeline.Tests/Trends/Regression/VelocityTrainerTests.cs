using NUnit.Framework;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends.Regression;

/// <summary>The trainer against a law that is known, because the samples are made from it.</summary>
internal sealed class VelocityTrainerTests
{
    private const double PresentRate = 10;
    private const double Intercept = 0.3;

    private static readonly int[] s_horizons = [15, 60];

    private static readonly double[] s_law = [0.5, -0.3, 0.2, 0, 0.1, -0.4, 0.25, 0, 0.15, -0.2, 0.35, 0.1];

    private const int TickSeconds = 1;

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Log growth is a linear function of the features plus noise; the second horizon has it doubled.</summary>
    private static VelocitySample Sample(Random random, double noise, int number)
    {
        double[] features = new double[TopicFeatures.Count];
        for (int i = 0; i < features.Length; i++)
            features[i] = i == TopicFeatures.LevelIndex ? 6 * random.NextDouble() : Normal(random);
        double growth = Intercept + features.Zip(s_law, (f, b) => f * b).Sum();
        double[] mentions = [.. s_horizons.Select((minutes, h) =>
            (((PresentRate * minutes) + 0.5) * Math.Exp(((h + 1) * growth) + (noise * Normal(random)))) - 0.5)];
        return new VelocitySample(features, PresentRate, mentions) { Tick = number * 60L, Slot = number };
    }

    private static VelocityRecording[] Recordings(int recordings, int samples, double noise, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, recordings).Select(r =>
            new VelocityRecording($"recording {r}", [.. Enumerable.Range(0, samples).Select(i => Sample(random, noise, i))]))];
    }

    [Test]
    public void Fit_OfALinearLaw_RecoversIt()
    {
        (VelocityModel model, _) = VelocityTrainer.Fit(Recordings(4, 1000, 0.05, 51), s_horizons, TickSeconds);

        for (int h = 0; h < s_horizons.Length; h++)
        {
            HorizonModel horizon = model.Horizons[h];
            double[] slopes = [.. horizon.Coefficients.Zip(horizon.Scales, (c, s) => c / s).Take(TopicFeatures.FittedCount)];
            // The ridge takes up to three hundredths off each slope.
            Assert.That(slopes, Is.EqualTo(s_law.Select(b => (h + 1) * b)).Within(0.04), $"slopes for {horizon.Minutes} minutes");
            double[] atZero = new double[TopicFeatures.Count];
            Assert.That(model.Predict(h, atZero).Expected, Is.EqualTo((h + 1) * Intercept).Within(0.1), $"intercept for {horizon.Minutes} minutes");
        }
    }

    [Test]
    public void Intervals_HoldNineTenthsOfTheTruths()
    {
        (_, VelocityFigures[] figures) = VelocityTrainer.Fit(Recordings(5, 1500, 0.6, 52), s_horizons, TickSeconds);

        Assert.That(figures.Select(f => f.Fitted.Coverage90), Is.All.EqualTo(0.9).Within(0.02));
        Assert.That(figures.Select(f => f.Fitted.Coverage50), Is.All.EqualTo(0.5).Within(0.03));
        Assert.That(figures.Select(f => f.Learning.Coverage90), Is.All.EqualTo(0.9).Within(0.02));
        Assert.That(figures.Select(f => f.Learning.Coverage50), Is.All.EqualTo(0.5).Within(0.03));
    }

    [Test]
    public void Intervals_OfAFittedModel_HoldNineTenthsOfNewTruths()
    {
        (VelocityModel model, _) = VelocityTrainer.Fit(Recordings(5, 1500, 0.6, 53), s_horizons, TickSeconds);
        var random = new Random(54);
        int inside = 0;
        const int New = 5000;
        for (int i = 0; i < New; i++)
        {
            VelocitySample sample = Sample(random, 0.6, i);
            LogGrowth growth = model.Predict(0, sample.Features);
            double truth = Math.Log((sample.Mentions[0] + 0.5) / ((sample.PresentRate * 15) + 0.5));
            inside += truth >= growth.Expected + growth.Residuals.At(0.05) && truth <= growth.Expected + growth.Residuals.At(0.95) ? 1 : 0;
        }

        Assert.That((double)inside / New, Is.EqualTo(0.9).Within(0.02));
    }

    [Test]
    public void Figures_OfALinearLaw_BeatNoChange()
    {
        (_, VelocityFigures[] figures) = VelocityTrainer.Fit(Recordings(4, 500, 0.1, 55), s_horizons, TickSeconds);

        Assert.That(figures[0].Fitted.Samples, Is.EqualTo(2000));
        // The mean of |N(0, 0.1)| is 0.08.
        Assert.That(figures[0].Fitted.MeanAbsoluteLogError, Is.EqualTo(0.08).Within(0.02));
        Assert.That(figures[0].Fitted.NoChangeLogError, Is.GreaterThan(0.5));
    }

    /// <summary>Judged on what it was fitted on, the line would be flat and as good as no change; judged on the other recording it is twice as bad.</summary>
    [Test]
    public void Figures_OfRecordingsThatContradictEachOther_AreThoseOfTheOneLeftOut()
    {
        var random = new Random(61);
        VelocityRecording Contrary(int sign) => new($"sign {sign}", [.. Enumerable.Range(0, 500).Select(_ =>
        {
            double[] features = new double[TopicFeatures.Count];
            features[0] = Normal(random);
            return new VelocitySample(features, PresentRate, [(((PresentRate * 15) + 0.5) * Math.Exp(sign * features[0])) - 0.5]);
        })]);

        (_, VelocityFigures[] figures) = VelocityTrainer.Fit([Contrary(1), Contrary(-1)], [15], TickSeconds);

        Assert.That(figures[0].Fitted.MeanAbsoluteLogError, Is.EqualTo(2 * figures[0].Fitted.NoChangeLogError).Within(5).Percent);
    }

    /// <summary>A recording that goes half as far as the others is learned while it is played: forecasts of it, made by a model of the others, get better.</summary>
    [Test]
    public void Figures_OfARecordingUnlikeTheOthers_AreBetterWithLearning()
    {
        var random = new Random(62);
        VelocityRecording Shifted(int r) => new($"recording {r}", [.. Enumerable.Range(0, 1500).Select(i =>
        {
            VelocitySample sample = Sample(random, 0.2, i);
            return sample with { Mentions = [.. sample.Mentions.Select(m => r == 0 ? m / 2 : m)] };
        })]);

        (_, VelocityFigures[] figures) = VelocityTrainer.Fit([.. Enumerable.Range(0, 4).Select(Shifted)], s_horizons, TickSeconds);

        Assert.That(figures[0].Learning.MeanAbsoluteLogError, Is.LessThan(0.95 * figures[0].Fitted.MeanAbsoluteLogError));
        Assert.That(figures[0].ByRecording.Select(r => r.Recording), Is.EqualTo([0, 1, 2, 3]));
        Assert.That(figures[0].ByRecording.Sum(r => r.Figures.Samples), Is.EqualTo(figures[0].Learning.Samples));
    }

    [Test]
    public void Fit_LeavesWhatIsLearnedInServiceAlone()
    {
        (VelocityModel model, _) = VelocityTrainer.Fit(Recordings(3, 300, 0.3, 63), s_horizons, TickSeconds);

        Assert.That(model.Horizons.SelectMany(h => h.Coefficients.Skip(TopicFeatures.FittedCount)), Is.All.Zero);
    }

    [Test]
    public void Fit_OfTheSameSamples_GivesTheSameBytes()
    {
        static byte[] Fit()
        {
            using var stream = new MemoryStream();
            VelocityTrainer.Fit(Recordings(3, 300, 0.3, 56), s_horizons, TickSeconds).Model.Write(stream);
            return stream.ToArray();
        }

        byte[] first = Fit();

        Assert.That(Fit(), Is.EqualTo(first));
    }

    [Test]
    public void FittedModel_CanBeRead()
    {
        using var stream = new MemoryStream();
        VelocityTrainer.Fit(Recordings(3, 300, 0.3, 57), s_horizons, TickSeconds).Model.Write(stream);
        stream.Position = 0;

        Assert.That(VelocityModel.Read(stream, "model").HorizonsMinutes, Is.EqualTo(s_horizons));
    }

    [Test]
    public void Fit_OfAFeatureThatNeverVaries_StaysFinite()
    {
        VelocityRecording[] recordings = Recordings(3, 300, 0.3, 58);
        foreach (VelocitySample sample in recordings.SelectMany(r => r.Samples))
            sample.Features[7] = 0.25;

        (VelocityModel model, _) = VelocityTrainer.Fit(recordings, s_horizons, TickSeconds);

        Assert.That((model.Horizons[0].Coefficients[7], model.Horizons[0].Scales[7]), Is.EqualTo((0.0, 1.0)));
    }

    [Test]
    public void Samples_WhoseHorizonHasNotPassed_AreLeftOut()
    {
        VelocityRecording[] recordings = Recordings(2, 200, 0.3, 59);
        foreach (VelocitySample sample in recordings.SelectMany(r => r.Samples.Take(50)))
            sample.Mentions[1] = double.NaN;

        (_, VelocityFigures[] figures) = VelocityTrainer.Fit(recordings, s_horizons, TickSeconds);

        Assert.That(figures.Select(f => f.Fitted.Samples), Is.EqualTo([400, 300]));
    }

    [TestCase(2, 49, "98 samples from 2 recordings")]
    [TestCase(1, 500, "500 samples from 1 recordings")]
    [TestCase(0, 0, "0 samples from 0 recordings")]
    public void Fit_OfTooLittle_SaysHowMuchIsNeeded(int recordings, int samples, string found) =>
        Assert.That(
            () => VelocityTrainer.Fit(Recordings(recordings, samples, 0.1, 60), s_horizons, TickSeconds),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains(found).And.Message.Contains("at least 100 from 2"));
}
