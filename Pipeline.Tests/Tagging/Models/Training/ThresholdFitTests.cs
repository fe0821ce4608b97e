using NUnit.Framework;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Tests.Tagging.Models.Training;

internal sealed class ThresholdFitTests
{
    [Test]
    public void BestMacroF1_OfTextsThatPartCleanly_LiesBetweenThem()
    {
        (float, bool)[] texts = [(0.9f, true), (0.1f, false), (0.7f, true), (0.3f, false), (0.2f, false)];
        Assert.That(ThresholdFit.BestMacroF1(texts), Is.EqualTo(0.5f).Within(1e-6f));
    }

    [Test]
    public void BestMacroF1_OfRandomTexts_IsAsGoodAsTheBestOfAllCandidates([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        (float Probability, bool IsThat)[] texts = [.. Enumerable.Range(0, 80).Select(_ => MathF.Round(random.NextSingle(), 2)).Select(p => (p, random.NextSingle() < p))];
        double best = texts.Select(text => text.Probability).Append(2).Max(candidate => MacroF1(texts, candidate));
        Assert.That(MacroF1(texts, ThresholdFit.BestMacroF1(texts)), Is.EqualTo(best).Within(1e-9));
    }

    [Test]
    public void AtMostFlagged_OfRandomTexts_FlagsNoMoreThanTheShare_AndOneStepLowerWould([Values(0, 0.04, 0.3)] double share, [Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        float[] ordinary = [.. Enumerable.Range(0, 500).Select(_ => random.NextSingle())];
        float threshold = ThresholdFit.AtMostFlagged(ordinary, share);
        Assert.That(ordinary.Count(p => p >= threshold), Is.LessThanOrEqualTo(share * ordinary.Length));
        Assert.That(ordinary.Count(p => p >= MathF.BitDecrement(threshold)), Is.GreaterThan(share * ordinary.Length));
    }

    [Test]
    public void AtMostFlagged_OfTextsThatAreAllEqual_FlagsNone()
    {
        float threshold = ThresholdFit.AtMostFlagged(Enumerable.Repeat(0.25f, 100), 0.04);
        Assert.That(threshold, Is.GreaterThan(0.25f).And.LessThan(0.26f));
    }

    [Test]
    public void NoTexts_KeepTheDefault()
    {
        Assert.That(ThresholdFit.BestMacroF1([]), Is.EqualTo(ThresholdFit.Default));
        Assert.That(ThresholdFit.AtMostFlagged([], 0.04), Is.EqualTo(ThresholdFit.Default));
    }

    private static double MacroF1((float Probability, bool IsThat)[] texts, float threshold) => (F1(texts, threshold, true) + F1(texts, threshold, false)) / 2;

    private static double F1((float Probability, bool IsThat)[] texts, float threshold, bool wanted)
    {
        int hits = texts.Count(t => t.IsThat == wanted && t.Probability >= threshold == wanted);
        int all = texts.Count(t => t.IsThat == wanted) + texts.Count(t => t.Probability >= threshold == wanted);
        return all == 0 ? 0 : 2.0 * hits / all;
    }
}
