using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class SeriesFamiliarityTests
{
    [Test]
    public void Level_OfASeriesWithoutTruths_IsNew() =>
        Assert.That(new SeriesFamiliarity(12, 3600).NewnessOf(0), Is.EqualTo(1));

    [Test]
    public void Level_AfterFortyHorizonsAtIt_IsHalfFamiliar() =>
        Assert.That(After(40 * 12, truth: 30).NewnessOf(30), Is.EqualTo(0.5).Within(1e-3));

    [Test]
    public void Level_FarAboveAllTruths_IsNew() =>
        Assert.That(After(2000 * 12, truth: 3).NewnessOf(100), Is.GreaterThan(0.99));

    [Test]
    public void Level_BelowAllTruths_IsFamiliar() =>
        Assert.That(After(40 * 12, truth: 300).NewnessOf(30), Is.LessThan(0.01));

    private static SeriesFamiliarity After(int truths, double truth)
    {
        var familiarity = new SeriesFamiliarity(12, 1e7);
        for (int i = 0; i < truths; i++)
            familiarity.Observe(truth);
        return familiarity;
    }
}
