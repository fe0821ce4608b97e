using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class SeriesTrendTests
{
    [TestCase(60, 3600)]
    [TestCase(300, 3600)]
    [TestCase(300, 1200)]
    [TestCase(60, 1740)]
    public void Trend_OfAConstantSeries_IsTheConstant(int stepSeconds, int horizonSeconds)
    {
        var clock = new SeriesClock(TimeSpan.FromSeconds(stepSeconds), TimeSpan.FromSeconds(horizonSeconds));
        var trend = new SeriesTrend(clock);
        for (int i = 0; i < 500; i++)
            trend.Observe(2);
        Assert.That(trend.Expected, Is.EqualTo(2.0 * clock.RowsPerHorizon).Within(1e-6));
    }

    [Test]
    public void Trend_BeforeTheFirstPartIsFull_IsUnknown()
    {
        var trend = new SeriesTrend(new SeriesClock(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)));
        for (int i = 0; i < 4; i++)
            trend.Observe(2);
        Assert.That(trend.Expected, Is.Null);
    }

    [Test]
    public void Trend_OfARisingSeries_IsAboveItsLastHorizon()
    {
        var trend = new SeriesTrend(new SeriesClock(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));
        for (int i = 0; i < 60; i++)
            trend.Observe(i);
        Assert.That(trend.Expected, Is.GreaterThan(12 * 59));
    }

    [Test]
    public void Trend_OfAFallToNothing_IsNotNegative()
    {
        var trend = new SeriesTrend(new SeriesClock(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));
        for (int i = 0; i < 60; i++)
            trend.Observe(Math.Max(0, 1000 - (i * 50)));
        Assert.That(trend.Expected, Is.GreaterThanOrEqualTo(0));
    }
}
