using NUnit.Framework;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Commands.Evaluate.Series;

namespace RtmPipeline.Tests.Commands.Evaluate;

internal sealed class SeriesBacktestTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(5);

    private static CountSeries Series(IEnumerable<double> values, params int[] filled) =>
        new("x.csv", s_step, [.. values.Select((value, i) => new SeriesPoint(1_424_986_800_000 + (i * 300_000L), value, filled.Contains(i) ? null : $"{i}"))], filled.Length);

    private static double[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Math.Floor((20 + (i % 97)) * random.NextDouble()))];
    }

    [Test]
    public void Truth_IsTheSumOverTheHorizonAfterARow_AndNoneNearTheEnd()
    {
        SeriesBacktest backtest = SeriesBacktest.Run(Series([1, 2, 4, 8, 16]), 2 * s_step, CancellationToken.None);
        Assert.That(backtest.Truths, Is.EqualTo((double[])[6, 12, 24, double.NaN, double.NaN]));
    }

    [Test]
    public void Truth_OverAFilledStep_OrFromOne_IsNone()
    {
        SeriesBacktest backtest = SeriesBacktest.Run(Series([1, 2, 2, 8, 16, 32], 2), 2 * s_step, CancellationToken.None);
        Assert.That(backtest.Truths, Is.EqualTo((double[])[double.NaN, double.NaN, double.NaN, 48, double.NaN, double.NaN]));
    }

    [Test]
    public void WhatComesLater_ChangesNothingThatWasSaidBefore()
    {
        double[] values = Values(900, 3);
        SeriesBacktest whole = SeriesBacktest.Run(Series(values), 12 * s_step, CancellationToken.None);
        SeriesBacktest part = SeriesBacktest.Run(Series(values.Take(600)), 12 * s_step, CancellationToken.None);
        Assert.That(whole.Readings.Take(600), Is.EqualTo(part.Readings));
        Assert.That(whole.Forecasts.Take(600), Is.EqualTo(part.Forecasts));
        for (int b = 0; b < part.Baselines.Length; b++)
            Assert.That(whole.Baselines[b].Take(600), Is.EqualTo(part.Baselines[b]), part.BaselineNames[b]);
    }

    [Test]
    public void Answers_AreWithinTheirBounds()
    {
        SeriesBacktest backtest = SeriesBacktest.Run(Series(Values(900, 5)), 12 * s_step, CancellationToken.None);
        Assert.That(backtest.Readings.Select(reading => reading.Score), Is.All.InRange(0, 1));
        foreach (var f in backtest.Forecasts)
            Assert.That((double[])[0, f.Low90, f.Low50, f.High50, f.High90], Is.Ordered.Ascending);
    }

    [TestCase(7, "the horizon of 7m is no whole number of them")]
    [TestCase(1, "the horizon of 1m is no whole number of them")]
    public void HorizonThatIsNoWholeNumberOfSteps_IsRefused(int minutes, string message) =>
        Assert.That(() => SeriesBacktest.Run(Series([1, 2, 3]), TimeSpan.FromMinutes(minutes), CancellationToken.None), Throws.TypeOf<UnusableFileException>().With.Message.Contains(message));

    [Test]
    public void Figures_OverAllSeries_WeighEachRowTheSame()
    {
        SeriesTally first = SeriesTally.Of(SeriesBacktest.Run(Series(Values(100, 1)), s_step, CancellationToken.None), null);
        SeriesTally second = SeriesTally.Of(SeriesBacktest.Run(Series(Values(400, 2)), s_step, CancellationToken.None), null);
        double expected = ((first.Figures().MeanAbsoluteError!.Value * 99) + (second.Figures().MeanAbsoluteError!.Value * 399)) / 498;
        first.Add(second);
        Assert.That(first.Judged, Is.EqualTo(498));
        Assert.That(first.Figures().MeanAbsoluteError, Is.EqualTo(expected).Within(1e-3));
    }

    [Test]
    public void Skill_IsTheShareOfTheBaselinesErrorThatIsSaved()
    {
        SeriesFigures figures = SeriesTally.Of(SeriesBacktest.Run(Series(Values(400, 2)), 6 * s_step, CancellationToken.None), null).Figures();
        foreach (BaselineFigure baseline in figures.Baselines)
            Assert.That(baseline.Skill, Is.EqualTo(1 - (figures.MeanAbsoluteError / baseline.MeanAbsoluteError)).Within(1e-3), baseline.Name);
    }

    [Test]
    public void Onset_IsTheFirstStepOfACrowd_ThreeTimesWhatWasUsual()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 80), 0, 6, 7, 9, 20, 20];
        Assert.That(EventOnset.Of(Series(values)), Is.EqualTo(79));
        Assert.That(EventOnset.Of(Series(Enumerable.Repeat(50.0, 5).Concat(Enumerable.Repeat(60.0, 200)))), Is.Zero, "it is there from the start");
        Assert.That(EventOnset.Of(Series(Enumerable.Repeat(1.0, 200))), Is.EqualTo(-1));
    }

    [Test]
    public void AfterOnset_JudgesOnlyTheRowsOfThatTime()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 80), .. Enumerable.Repeat(30.0, 100)];
        SeriesBacktest backtest = SeriesBacktest.Run(Series(values), 12 * s_step, CancellationToken.None);
        Assert.That(SeriesTally.Of(backtest, TimeSpan.FromHours(3)).Judged, Is.EqualTo(36));
        Assert.That(SeriesTally.Of(backtest, null).Judged, Is.EqualTo(168));
    }
}
