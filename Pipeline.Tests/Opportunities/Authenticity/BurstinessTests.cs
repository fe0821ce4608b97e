using NUnit.Framework;
using RtmPipeline.Opportunities.Authenticity;

namespace RtmPipeline.Tests.Opportunities.Authenticity;

internal sealed class BurstinessTests
{
    [Test]
    public void Of_AClock_IsMinusOne() => Assert.That(Burstiness.Of(50, 10, 0), Is.EqualTo(-1));

    [TestCase(4)]
    [TestCase(50)]
    [TestCase(10_000)]
    public void Of_GapsByChance_IsAboutZero(double gaps) => Assert.That(Burstiness.Of(gaps, 10, 100 * (gaps - 1) / (gaps + 1)), Is.EqualTo(0).Within(0.02));

    [Test]
    public void Of_LongPauses_IsAboveZero() => Assert.That(Burstiness.Of(1_000, 10, 10_000), Is.GreaterThan(0.7));

    [Test]
    public void Of_ManyGaps_IsThePlainFormula() => Assert.That(Burstiness.Of(1e9, 10, 25), Is.EqualTo((5.0 - 10) / (5 + 10)).Within(1e-4));

    [Test]
    public void Of_EverythingAtOnce_SaysNothing() => Assert.That(Burstiness.Of(50, 0, 0), Is.Zero);
}
