using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class OnsetDetectorTests
{
    private const double Minute = 1 / 1440.0;
    private const double Hour = 1 / 24.0;

    private static double Between(double day, double from, double to, double factor) => day >= from && day < to ? factor : 1;

    [Test]
    public void Jump_IsFoundAtOnce([Values(1, 5, 15, 60)] int stepMinutes)
    {
        var counts = new SyntheticCounts(32, 3, 1, day => Between(day, 30.25, 30.5, 10));

        List<double> alerts = OnsetRun.AlertDays(stepMinutes, counts.Rows(stepMinutes));

        Assert.That(alerts, Has.Count.EqualTo(1));
        Assert.That(alerts[0], Is.InRange(30.25, 30.25 + Math.Max(5 * Minute, stepMinutes * Minute)));
    }

    [Test]
    public void SlowClimb_IsFoundOnTheWayUp([Values(1, 5, 60)] int stepMinutes)
    {
        var counts = new SyntheticCounts(34, 3, 2, day => day is >= 30 and < 32 ? Math.Pow(10, day - 30) : 1);

        List<double> alerts = OnsetRun.AlertDays(stepMinutes, counts.Rows(stepMinutes));

        Assert.That(alerts, Is.Not.Empty);
        Assert.That(alerts[0], Is.InRange(30.25, 31.25));
    }

    /// <summary>Never higher than single quarters of an hour on other days, but more than twice as much for a day.</summary>
    [Test]
    public void BroadRise_IsFoundWithinTheDay()
    {
        var spikes = new Random(14);
        var counts = new SyntheticCounts(32, 3, 14, day => Between(day, 30, 31, 2.2));
        IEnumerable<(long UnixMs, double Value)> rows = counts.Rows(15).Select(r => (r.UnixMs, r.Value * (spikes.Next(50) == 0 ? 2.5 : 1)));

        List<double> alerts = OnsetRun.AlertDays(15, rows);

        Assert.That(alerts, Has.Count.EqualTo(1));
        Assert.That(alerts[0], Is.InRange(30, 31));
    }

    [Test]
    public void GrowthOverMonths_IsNoTrend([Values(5, 60)] int stepMinutes)
    {
        var counts = new SyntheticCounts(60, 1, 3, day => Math.Pow(1.01, day));

        Assert.That(OnsetRun.AlertDays(stepMinutes, counts.Rows(stepMinutes)), Is.Empty);
    }

    [Test]
    public void RiseForGood_AlertsOnce([Values(1, 5, 60)] int stepMinutes)
    {
        var counts = new SyntheticCounts(60, 2, 4, day => day >= 30 ? 6 : 1);

        Assert.That(OnsetRun.AlertDays(stepMinutes, counts.Rows(stepMinutes)), Has.Count.EqualTo(1));
    }

    [Test]
    public void Event_ThatComesBackTheNextDay_AlertsOnce()
    {
        var counts = new SyntheticCounts(34, 3, 5, day => Between(day, 30.25, 30.4, 8) * Between(day, 31.25, 31.4, 7));

        Assert.That(OnsetRun.AlertDays(5, counts.Rows(5)), Has.Count.EqualTo(1));
    }

    [Test]
    public void Event_AWeekLater_AlertsAgain()
    {
        var counts = new SyntheticCounts(40, 3, 6, day => Between(day, 30.25, 30.4, 8) * Between(day, 37.25, 37.4, 12));

        Assert.That(OnsetRun.AlertDays(5, counts.Rows(5)), Has.Count.EqualTo(2));
    }

    [Test]
    public void Escalation_FarAboveTheBeginning_AlertsAgain([Values(1, 5)] int stepMinutes)
    {
        var counts = new SyntheticCounts(32, 3, 7, day => Between(day, 30.25, 30.25 + (2 * Hour), 8) * Between(day, 30.25 + (2 * Hour), 30.5, 60));

        List<double> alerts = OnsetRun.AlertDays(stepMinutes, counts.Rows(stepMinutes));

        Assert.That(alerts, Has.Count.EqualTo(2));
        Assert.That(alerts[1], Is.InRange(30.25 + (2 * Hour), 30.25 + (2.25 * Hour)));
    }

    [Test]
    public void Event_BetweenItsAlerts_ScoresBelowTheThreshold()
    {
        var counts = new SyntheticCounts(32, 3, 1, day => Between(day, 30.25, 30.5, 10));

        List<OnsetReading> readings = OnsetRun.Readings(TimeSpan.FromMinutes(5), counts.Rows(5));

        Assert.That(readings.Count(r => r.Score >= OnsetCalibration.ShippedThreshold), Is.EqualTo(1));
    }

    [Test]
    public void WarmUp_IsQuiet_WhateverHappens()
    {
        var random = new Random(8);
        IEnumerable<(long, double)> day = Enumerable.Range(0, 288).Select(i => (i * 300_000L, (double)random.Next(0, 2) * random.Next(0, 100_000)));

        Assert.That(OnsetRun.Readings(TimeSpan.FromMinutes(5), day), Has.All.EqualTo(new OnsetReading(0, Alert: false)));
    }

    [Test]
    public void OrdinaryWeeks_AreQuiet([Values(1, 5, 60)] int stepMinutes, [Values(0.01, 0.2, 5)] double perMinute)
    {
        var counts = new SyntheticCounts(60, perMinute, 9);

        Assert.That(OnsetRun.AlertDays(stepMinutes, counts.Rows(stepMinutes)), Has.Count.LessThanOrEqualTo(1));
    }

    [Test]
    public void OnePost_AfterMonthsOfSilence_IsNoTrend()
    {
        IEnumerable<(long, double)> rows = Enumerable.Range(0, 20_000).Select(i => (i * 300_000L, i == 19_000 ? 1.0 : 0.0));

        Assert.That(OnsetRun.Readings(TimeSpan.FromMinutes(5), rows).Count(r => r.Alert), Is.Zero);
    }

    [Test]
    public void ManyPosts_AfterMonthsOfSilence_AreATrend()
    {
        IEnumerable<(long, double)> rows = Enumerable.Range(0, 20_000).Select(i => (i * 300_000L, i >= 19_000 ? 30.0 : 0.0));

        Assert.That(OnsetRun.Readings(TimeSpan.FromMinutes(5), rows).FindIndex(r => r.Alert), Is.EqualTo(19_000));
    }

    [Test]
    public void Gap_OfDays_NeitherAlertsNorHidesWhatFollows()
    {
        var counts = new SyntheticCounts(40, 3, 10, day => Between(day, 35.25, 35.4, 10));

        List<double> alerts = OnsetRun.AlertDays(5, counts.Rows(5).Where(r => SyntheticCounts.DayOf(r.UnixMs) is < 30.3 or > 33.1));

        Assert.That(alerts, Has.Count.EqualTo(1));
        Assert.That(alerts[0], Is.EqualTo(35.25).Within(10 * Minute));
    }

    [Test]
    public void RowsMissingHereAndThere_ChangeLittle()
    {
        var counts = new SyntheticCounts(40, 3, 11, day => Between(day, 35.25, 35.4, 10));
        var random = new Random(11);

        List<double> alerts = OnsetRun.AlertDays(5, counts.Rows(5).Where(_ => random.Next(3) > 0));

        Assert.That(alerts, Has.Count.EqualTo(1));
        Assert.That(alerts[0], Is.EqualTo(35.25).Within(20 * Minute));
    }

    [Test]
    public void SeriesByTheDay_FindsItsOutlier()
    {
        var counts = new SyntheticCounts(200, 0.5, 12, day => Between(day, 150, 151, 8));

        Assert.That(OnsetRun.AlertDays(1440, counts.Rows(1440)), Is.EqualTo([150]));
    }

    [Test]
    public void SeriesByTheSecond_FindsItsJumpWithinMinutes()
    {
        var random = new Random(13);
        IEnumerable<(long, double)> rows = Enumerable.Range(0, 2 * 86_400).Select(i => (i * 1000L, (double)random.Next(0, i >= 150_000 ? 100 : 4)));

        Assert.That(OnsetRun.Readings(TimeSpan.FromSeconds(1), rows).FindIndex(r => r.Alert), Is.InRange(150_000, 150_120));
    }

    [TestCase(0.5)]
    [TestCase(100_000)]
    public void Step_OutsideItsRange_IsRefused(double seconds) =>
        Assert.That(() => new OnsetDetector(TimeSpan.FromSeconds(seconds), new OnsetOptions()), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("step"));

    [Test]
    public void Row_ThatCannotStand_IsRefused()
    {
        var detector = new OnsetDetector(TimeSpan.FromMinutes(5), new OnsetOptions());
        detector.Next(600_000, 1);

        Assert.That(() => detector.Next(300_000, 1), Throws.ArgumentException.With.Message.Contains("order of time"));
        Assert.That(() => detector.Next(900_000, -1), Throws.ArgumentException.With.Message.Contains("never negative"));
    }
}
