using NUnit.Framework;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class TrendLifeTests
{
    private static TrendPhase Phase(double quarter, double perMinute, double minutesToPeak, double growth, TrendPhase before = TrendPhase.Growing)
    {
        var trending = new TrendingTopic { Slot = 0, OnsetTick = 0, BaselinePerMinute = 0, FirstPerMinute = 10, PeakQuarterHour = 100, Phase = before };
        return TrendLife.Phase(trending, new Judgement(true, perMinute, perMinute, 0, 1, 0, 0, 0, 1), quarter, minutesToPeak, growth, 60);
    }

    [TestCase(12, 12, 60, 3, TrendPhase.Emerging, ExpectedResult = TrendPhase.Emerging)]
    [TestCase(30, 30, 60, 3, TrendPhase.Emerging, ExpectedResult = TrendPhase.Growing)]
    [TestCase(90, 90, 15, 2, TrendPhase.Growing, ExpectedResult = TrendPhase.Growing)]
    [TestCase(95, 95, 0, 0.3, TrendPhase.Growing, ExpectedResult = TrendPhase.Peaking)]
    [TestCase(95, 95, 15, 0.3, TrendPhase.Growing, ExpectedResult = TrendPhase.Growing)]
    [TestCase(60, 50, 0, -1, TrendPhase.Peaking, ExpectedResult = TrendPhase.Fading)]
    [TestCase(60, 80, 60, 1, TrendPhase.Fading, ExpectedResult = TrendPhase.Growing)]
    [TestCase(9, 5, 0, -1, TrendPhase.Fading, ExpectedResult = TrendPhase.Over)]
    [TestCase(9, 50, 60, 4, TrendPhase.Fading, ExpectedResult = TrendPhase.Growing)]
    public TrendPhase Phase_FollowsRatesAndForecast(double quarter, double perMinute, double minutesToPeak, double growth, TrendPhase before) =>
        Phase(quarter, perMinute, minutesToPeak, growth, before);

    [Test]
    public void HalfLife_BeforeThePeak_IsTheForecast() => Assert.That(TrendLife.HalfLifeMinutes(100, 100, 0, 42), Is.EqualTo(42));

    [Test]
    public void HalfLife_AfterAHalving_IsTheMeasuredOne() => Assert.That(TrendLife.HalfLifeMinutes(100, 25, 60, 500), Is.EqualTo(30).Within(1e-9));

    [Test]
    public void HalfLife_HalfwayDown_LiesBetweenMeasureAndForecast() =>
        Assert.That(TrendLife.HalfLifeMinutes(100, 100 / Math.Sqrt(2), 10, 80), Is.EqualTo(40).Within(1e-9));

    [TestCase(0, 0, 1e12)]
    [TestCase(100, 0, double.PositiveInfinity)]
    [TestCase(1e300, 1e-300, 1e-300)]
    public void HalfLife_OfExtremes_StaysWithinAMinuteAndAWeek(double peak, double rate, double minutes) =>
        Assert.That(TrendLife.HalfLifeMinutes(peak, rate, 5, minutes), Is.InRange(1, 10_080));
}
