using NUnit.Framework;
using RtmPipeline.Opportunities.Stories;

namespace RtmPipeline.Tests.Opportunities.Stories;

internal sealed class StoryFeaturesTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void With_RandomSets_EqualsThePlainSum(bool translated)
    {
        Random random = new(11);
        for (int round = 0; round < 200; round++)
        {
            StoryFeatures a = Sample(random, 30), b = Sample(random, 30);
            Dictionary<ulong, float> plainA = Plain(a, translated), plainB = Plain(b, translated);
            double product = plainA.Where(p => plainB.ContainsKey(p.Key)).Sum(p => (double)p.Value * plainB[p.Key]);
            double lengths = Math.Sqrt(plainA.Values.Sum(w => (double)w * w)) * Math.Sqrt(plainB.Values.Sum(w => (double)w * w));
            Assert.That(a.With(b, translated).Cosine, Is.EqualTo(product / lengths).Within(1e-5));
            Assert.That(a.With(b, translated).Matters + a.With(b, translated).Names, Is.EqualTo(plainA.Keys.Intersect(plainB.Keys).Count()));
        }
    }

    [Test]
    public void With_Itself_IsOne()
    {
        StoryFeatures features = Sample(new Random(1), 20);
        Assert.That(features.With(features, translated: false).Cosine, Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void With_Nothing_IsNothing() => Assert.That(StoryFeatures.None.With(Sample(new Random(1), 20), translated: false), Is.EqualTo(default(Overlap)));

    [Test]
    public void With_OtherMarks_ToldApart()
    {
        StoryFeatures a = new([4, 8], [1, 1], [8]), b = new([4, 12], [1, 1], [12]), c = new([4, 8, 12], [1, 1, 1], [12]);
        Assert.That((a.With(b, false).MarksApart, a.With(c, false).MarksApart), Is.EqualTo((true, false)), "a mark of one may be any word of the other");
    }

    [Test]
    public void Plus_ManyItems_StaysBoundedAndSorted()
    {
        Random random = new(3);
        StoryFeatures sum = StoryFeatures.None;
        for (int i = 0; i < 50; i++)
            sum = sum.Plus(Sample(random, 40), i);
        Assert.That(sum.Keys, Has.Length.LessThanOrEqualTo(96).And.Ordered);
        Assert.That(sum.Marks, Is.Ordered.And.SubsetOf(sum.Keys));
    }

    [Test]
    public void Plus_TheSameItem_ChangesNoDirection()
    {
        StoryFeatures features = Sample(new Random(5), 20);
        StoryFeatures sum = StoryFeatures.None.Plus(features, 0).Plus(features, 1).Plus(features, 2);
        Assert.That(sum.With(features, translated: false).Cosine, Is.EqualTo(1).Within(1e-4));
        Assert.That(sum.Norm, Is.EqualTo(1).Within(1e-4));
    }

    private static StoryFeatures Sample(Random random, int count)
    {
        ulong[] keys = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.Next(4, 200)).Distinct().Order()];
        return new StoryFeatures(keys, [.. keys.Select(_ => random.NextSingle() + 0.1f)], [.. keys.Where(k => k % 5 == 0)]);
    }

    private static Dictionary<ulong, float> Plain(StoryFeatures features, bool translated) =>
        features.Keys.Zip(features.Weights).Where(p => !translated || StoryFeatures.SurvivesTranslation(p.First)).ToDictionary(p => p.First, p => p.Second);
}
