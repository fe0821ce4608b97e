using NUnit.Framework;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class DecayTests
{
    [Test]
    public void HalfLives_AreAsManyAsTheirCount() => Assert.That(Decay.HalfLifeMinutes.Length, Is.EqualTo(Decay.HalfLives));

    [Test]
    public void Factor_OfNoTicks_IsOne([Range(0, Decay.HalfLives - 1)] int halfLife) =>
        Assert.That(new Decay(1).Factor(halfLife, 0), Is.EqualTo(1));

    [Test]
    public void Factor_OfOneHalfLife_IsAHalf([Range(0, Decay.HalfLives - 1)] int halfLife, [Values(1, 10, 60)] int tickSeconds)
    {
        long ticks = (long)(Decay.HalfLifeMinutes[halfLife] * 60 / tickSeconds);

        Assert.That(new Decay(tickSeconds).Factor(halfLife, ticks), Is.EqualTo(0.5).Within(1e-12));
    }

    [TestCase(4094, 1)]
    [TestCase(4095, 1)]
    [TestCase(4096, 4095)]
    [TestCase(100_000, 3)]
    public void Factor_OfTwoStretches_IsTheProduct(long first, long second)
    {
        var decay = new Decay(1);

        for (int h = 0; h < Decay.HalfLives; h++)
            Assert.That(decay.Factor(h, first + second), Is.EqualTo(decay.Factor(h, first) * decay.Factor(h, second)).Within(1e-9).Percent);
    }

    [Test]
    public void Factor_OfACentury_IsNothing() => Assert.That(new Decay(1).Factor(Decay.Day, 100L * 365 * 86_400), Is.Zero);

    /// <summary>A tick is judged when the posts before it are in, so the newest mention is one tick old; see the graph's order of ticks and posts.</summary>
    [Test]
    public void Window_OfAConstantRate_TurnsTheSumBackIntoTheRate(
        [Range(0, Decay.HalfLives - 1)] int halfLife, [Values(1, 7, 60)] int tickSeconds, [Values(1, 2, 30, 2000)] int ticksCounted)
    {
        const double PerMinute = 12;
        double sum = 0;
        for (int age = 1; age <= ticksCounted; age++)
            sum += PerMinute * tickSeconds / 60 * Math.Pow(2, -age * tickSeconds / 60.0 / Decay.HalfLifeMinutes[halfLife]);

        Assert.That(sum / new Decay(tickSeconds).WindowMinutes(halfLife, ticksCounted), Is.EqualTo(PerMinute).Within(1e-9).Percent);
    }

    [Test]
    public void Window_CountedForever_IsTheHalfLifeOverTheLogOfTwo() =>
        Assert.That(new Decay(1).WindowMinutes(Decay.QuarterHour, long.MaxValue), Is.EqualTo(15 / Math.Log(2)).Within(0.1).Percent);

    [Test]
    public void Window_BeforeTheFirstWholeTick_IsThatOfOneTick() =>
        Assert.That(new Decay(1).WindowMinutes(Decay.Hour, 0), Is.EqualTo(new Decay(1).WindowMinutes(Decay.Hour, 1)));
}
