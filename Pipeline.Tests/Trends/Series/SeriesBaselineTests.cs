using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class SeriesBaselineTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_horizon = TimeSpan.FromHours(2);

    [Test]
    public void NoChange_RepeatsTheLastHorizon() =>
        Assert.That(Run(new NoChangeBaseline(s_step, s_horizon), [3, 5, 7, 0]), Is.EqualTo(new double[] { 6, 8, 12, 7 }));

    [Test]
    public void NoChange_AfterHugeCounts_ComesBackToNothing() =>
        Assert.That(Run(new NoChangeBaseline(s_step, s_horizon), [0.1, 1e17, 0, 0, 0])[^1], Is.Zero);

    [Test]
    public void Drift_OfAStraightLine_GoesOnWithIt()
    {
        // The first two rows bring 1, the last two 9, and 6 + 7 come.
        Assert.That(Run(new DriftBaseline(s_step, s_horizon), [0, 1, 2, 3, 4, 5])[^1], Is.EqualTo(13));
    }

    [Test]
    public void Drift_DownToNothing_StopsThere() =>
        Assert.That(Run(new DriftBaseline(s_step, s_horizon), [100, 100, 0, 0])[^1], Is.Zero);

    [Test]
    public void Holt_OfAStraightLine_FindsItsSlope()
    {
        double[] line = [.. Enumerable.Range(0, 2000).Select(i => (double)i)];
        Assert.That(Run(new HoltBaseline(s_step, s_horizon, damped: false), line)[^1], Is.EqualTo(2000 + 2001).Within(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Holt_OfAConstant_IsTheConstant(bool damped) =>
        Assert.That(Run(new HoltBaseline(s_step, s_horizon, damped), [7, 7, 7, 7])[^1], Is.EqualTo(14));

    [Test]
    public void SeasonalNaive_RepeatsTheDayBefore()
    {
        double[] days = [.. Enumerable.Range(0, 48).Select(i => (double)(i % 24))];
        Assert.That(Run(new SeasonalNaiveBaseline(s_step, s_horizon), days)[^3], Is.EqualTo(22 + 23));
    }

    [Test]
    public void SeasonalNaive_OfWeeks_WaitsForTwo()
    {
        double[] weeks = [.. Enumerable.Range(0, 24 * 16).Select(i => (double)(i / 24 % 7))];
        double[] expected = Run(new SeasonalNaiveBaseline(s_step, s_horizon, weekly: true), weeks);
        Assert.Multiple(() =>
        {
            Assert.That(expected[(24 * 13) + 12], Is.EqualTo(2 * 5), "the thirteenth day repeats the twelfth");
            Assert.That(expected[(24 * 15) + 12], Is.EqualTo(2 * 1), "the fifteenth repeats the eighth");
        });
    }

    [Test]
    public void SeasonalNaive_WithNothingToRepeat_IsNoChange() =>
        Assert.That(Run(new SeasonalNaiveBaseline(s_step, s_horizon), [3, 5, 7]), Is.EqualTo(new double[] { 6, 8, 12 }));

    [Test]
    public void Baselines_OfAnySeries_AreFiniteAndNeverNegative()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i % 200 < 100 ? Math.Floor(Math.Pow(10, 9 * random.NextDouble())) : 0)];
        ISeriesBaseline[] all =
        [
            new NoChangeBaseline(s_step, s_horizon), new DriftBaseline(s_step, s_horizon), new HoltBaseline(s_step, s_horizon), new HoltBaseline(s_step, s_horizon, damped: false),
            new SeasonalNaiveBaseline(s_step, s_horizon), new SeasonalNaiveBaseline(s_step, s_horizon, weekly: true),
        ];
        Assert.That(all.SelectMany(b => Run(b, values)), Has.All.Matches<double>(v => double.IsFinite(v) && v >= 0));
        Assert.That(all.Select(b => b.Name), Is.Unique);
    }

    [Test]
    public void Baseline_GivenRowsOutOfOrder_Refuses()
    {
        var baseline = new NoChangeBaseline(s_step, s_horizon);
        baseline.Next(10, 1);
        Assert.That(() => baseline.Next(9, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double[] Run(ISeriesBaseline baseline, double[] values) => [.. values.Select((v, i) => baseline.Next(i * 3_600_000L, v))];
}
