using NUnit.Framework;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class LeastActiveTests
{
    private static float[] Chosen(float[] activities, int capacity)
    {
        var leaving = new LeastActive(capacity);
        for (int slot = 0; slot < activities.Length; slot++)
            leaving.Add(slot, activities[slot]);
        leaving.Choose();
        return [.. activities.Where((_, slot) => leaving.Takes(slot))];
    }

    [TestCase(51)]
    [TestCase(52)]
    public void Tenth_OfRandomActivities_IsTheLowestButForNearTies(int seed)
    {
        var random = new Random(seed);
        float[] activities = [.. Enumerable.Range(0, 5_000).Select(_ => (float)Math.Exp(random.NextDouble() * 20 - 10))];

        float[] chosen = Chosen(activities, 5_000);

        float limit = activities.Order().ElementAt(499);
        Assert.That(chosen, Has.Length.EqualTo(500));
        Assert.That(chosen.Max(), Is.LessThanOrEqualTo(limit * 1.01f));
    }

    [Test]
    public void Tenth_OfEqualActivities_IsTheFirstOnes() => Assert.That(Chosen([.. Enumerable.Repeat(1.1f, 100)], 100), Has.Length.EqualTo(10));

    [Test]
    public void Tenth_OfSilence_IsATenth() => Assert.That(Chosen(new float[50], 50), Has.Length.EqualTo(5));

    [Test]
    public void Tenth_OfFewerThanATenth_IsAllOfThem() => Assert.That(Chosen([1, 2, 3], 100), Has.Length.EqualTo(3));

    [Test]
    public void Table_OfFewTopics_LosesOne() => Assert.That(Chosen([3, 1, 2], 3), Is.EqualTo([1f]));
}
