using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

/// <summary>
/// The published detectors on the same five series, each with its best threshold on them, standard and low-FP: ARTime 83.5 / 79.0, CAD OSE
/// 79.2 / 78.8, Numenta HTM 71.7 / 67.3. Floors stand a little below what is reached. Explicit tests run by
/// <c>dotnet test Pipeline.Tests -c Release --logger "console;verbosity=detailed" -- NUnit.Where="method == NAME"</c>.
/// </summary>
internal sealed class OnsetBenchmarkTests
{
    [Test]
    public void ShippedDetector_BeatsThePublishedOnes()
    {
        List<NabSeries> series = NabSeries.Load();

        NabScore score = new OnsetBenchmark(series).Score(new OnsetOptions());

        TestContext.Out.WriteLine($"shipped, standard / low-FP: {score}");
        foreach (NabSeries one in series)
            TestContext.Out.WriteLine($"  {one.Name}: {OnsetBenchmark.ScoreOf(one, new OnsetOptions())}");
        Assert.That(score.Standard, Is.GreaterThan(85));
        Assert.That(score.LowFalsePositives, Is.GreaterThan(83));
    }

    [Test]
    public void Threshold_ChosenOnTheOtherSeries_BeatsThePublishedOnes()
    {
        var benchmark = new OnsetBenchmark(NabSeries.Load());

        NabScore score = benchmark.LeaveOneOut([benchmark.Try(new OnsetOptions())]);

        TestContext.Out.WriteLine($"threshold chosen on the other four series, standard / low-FP: {score}");
        Assert.That(score.Standard, Is.GreaterThan(85.5));
        Assert.That(score.LowFalsePositives, Is.GreaterThan(84));
    }

    [Test]
    public void Calibration_IsTheCurveOfTheSeries()
    {
        List<(string Series, double Surprise, bool Labelled)> peaks = [.. new OnsetBenchmark(NabSeries.Load()).Peaks()];

        (double even, double slope) = OnsetBenchmark.Fit(peaks);

        TestContext.Out.WriteLine(FormattableString.Invariant($"all: even odds at {even:F3}, slope {slope:F3}"));
        foreach (string left in peaks.Select(p => p.Series).Distinct())
        {
            (double e, double s) = OnsetBenchmark.Fit([.. peaks.Where(p => p.Series != left)]);
            TestContext.Out.WriteLine(FormattableString.Invariant($"without {left}: even odds at {e:F3}, slope {s:F3}"));
        }

        Assert.That(OnsetCalibration.Surprise(0.5), Is.EqualTo(even).Within(0.1));
        Assert.That(OnsetCalibration.Surprise(0.9) - OnsetCalibration.Surprise(0.5), Is.EqualTo(Math.Log(9) / slope).Within(0.1));
    }

    /// <summary>About half a minute; run it by name when the detector changes.</summary>
    [Test]
    [Explicit("prints the score around every option")]
    public void Options_AroundTheirValues_ScoreAlike()
    {
        var benchmark = new OnsetBenchmark(NabSeries.Load());
        foreach (double surprise in (double[])[1, 1.2, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2, 2.2])
            Print($"threshold at surprise {surprise}", benchmark.Score(new OnsetOptions { Threshold = OnsetCalibration.Score(surprise) }));
        foreach ((string name, OnsetOptions options) in Around())
            Print($"{name}, shipped threshold {benchmark.Score(options)}, chosen on the other four", benchmark.LeaveOneOut([benchmark.Try(options)]));
    }

    /// <summary>Some minutes; every option and the threshold are chosen anew on four series for the fifth.</summary>
    [Test]
    [Explicit("takes minutes")]
    public void Options_ChosenOnTheOtherSeries_BeatThePublishedDetectors()
    {
        var benchmark = new OnsetBenchmark(NabSeries.Load());
        var random = new Random(1);

        NabScore score = benchmark.LeaveOneOut([.. Enumerable.Range(0, 200).Select(_ => benchmark.Try(AnyOptions(random)))]);

        Print("options and threshold chosen on the other four", score);
        Assert.That(score.Standard, Is.GreaterThan(80));
    }

    private static void Print(string what, NabScore score) => TestContext.Out.WriteLine(FormattableString.Invariant($"{what}: {score}"));

    private static IEnumerable<(string Name, OnsetOptions Options)> Around()
    {
        var shipped = new OnsetOptions();
        foreach (double minutes in (double[])[5, 10, 15, 20])
            yield return ($"short window {minutes} min", shipped with { ShortWindow = TimeSpan.FromMinutes(minutes) });
        foreach (double hours in (double[])[2, 3, 4, 6, 8])
            yield return ($"long window {hours} h", shipped with { LongWindow = TimeSpan.FromHours(hours) });
        foreach (double hours in (double[])[8, 12, 16, 24])
            yield return ($"broad window {hours} h", shipped with { BroadWindow = TimeSpan.FromHours(hours) });
        foreach (double days in (double[])[7, 14, 28, 56])
            yield return ($"half-life of peaks {days} d", shipped with { PeakHalfLife = TimeSpan.FromDays(days) });
        foreach (double days in (double[])[3, 7, 14, 28])
            yield return ($"half-life of the level {days} d", shipped with { LevelHalfLife = TimeSpan.FromDays(days) });
        foreach (double share in (double[])[0.1, 0.25, 0.5, 1])
            yield return ($"share of the level {share}", shipped with { LevelShare = share });
        foreach (double mentions in (double[])[1, 2, 4, 8])
            yield return ($"noise mentions {mentions}", shipped with { NoiseMentions = mentions });
        foreach (double spread in (double[])[0.3, 0.4, 0.5, 0.6])
            yield return ($"prior spread {spread}", shipped with { PriorSpread = spread });
        foreach (double days in (double[])[1, 2, 4, 8])
            yield return ($"prior days {days}", shipped with { PriorDays = days });
        foreach (double spread in (double[])[0.1, 0.2, 0.3])
            yield return ($"least spread {spread}", shipped with { LeastSpread = spread });
        foreach (double hours in (double[])[6, 12, 24])
            yield return ($"hold {hours} h", shipped with { Hold = TimeSpan.FromHours(hours) });
        foreach (double times in (double[])[2, 3, 6])
            yield return ($"escalation {times}", shipped with { Escalation = times });
        foreach (double minutes in (double[])[15, 30, 120])
            yield return ($"settling {minutes} min", shipped with { Settling = TimeSpan.FromMinutes(minutes) });
    }

    private static OnsetOptions AnyOptions(Random random)
    {
        double Pick(params double[] values) => values[random.Next(values.Length)];
        return new OnsetOptions
        {
            ShortWindow = TimeSpan.FromMinutes(Pick(5, 10, 15, 30)),
            LongWindow = TimeSpan.FromHours(Pick(2, 3, 4, 6, 8)),
            BroadWindow = TimeSpan.FromHours(Pick(8, 12, 16, 24)),
            PeakHalfLife = TimeSpan.FromDays(Pick(7, 14, 28, 56)),
            LevelShare = Pick(0.1, 0.25, 0.5, 1),
            NoiseMentions = Pick(1, 2, 4, 8),
            PriorSpread = Pick(0.3, 0.4, 0.5, 0.6, 0.8),
            PriorDays = Pick(1, 2, 4, 8),
            LeastSpread = Pick(0.1, 0.2, 0.3),
            Hold = TimeSpan.FromHours(Pick(6, 12, 18)),
            Escalation = Pick(2, 3, 5),
        };
    }
}
