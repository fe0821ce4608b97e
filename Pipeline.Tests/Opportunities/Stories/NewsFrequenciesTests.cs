using NUnit.Framework;
using RtmPipeline.Opportunities.Stories;

namespace RtmPipeline.Tests.Opportunities.Stories;

internal sealed class NewsFrequenciesTests
{
    [Test]
    public void Rarity_OfAFrequentWord_IsLessThanOfARareOne()
    {
        NewsFrequencies frequencies = new(new StoryLimits());
        for (ulong i = 0; i < 100; i++)
            frequencies.Add([1, 1_000 + i]);
        Assert.That(frequencies.Rarity(1, FeatureKind.Word), Is.LessThan(0.5));
        Assert.That(frequencies.Rarity(1_000, FeatureKind.Word), Is.GreaterThan(4));
    }

    [Test]
    public void Rarity_BeforeAnyItem_FollowsTheKind()
    {
        NewsFrequencies frequencies = new(new StoryLimits());
        Assert.That(frequencies.Rarity(1, FeatureKind.Name), Is.GreaterThan(frequencies.Rarity(1, FeatureKind.Word)));
        Assert.That(frequencies.Rarity(1, FeatureKind.Word), Is.GreaterThan(frequencies.Rarity(1, FeatureKind.Concept)));
    }

    [Test]
    public void Rarity_OfAWordThatIsUsedNoMore_Grows()
    {
        NewsFrequencies frequencies = new(new StoryLimits { CountedItems = 200 });
        for (int i = 0; i < 100; i++)
            frequencies.Add([1]);
        float then = frequencies.Rarity(1, FeatureKind.Word);
        for (int i = 0; i < 250; i++)
            frequencies.Add([2]);
        Assert.That(frequencies.Rarity(1, FeatureKind.Word), Is.GreaterThan(then + 3));
    }

    [Test]
    public void Add_MoreWordsThanTheLimit_KeepsTwoHalvesOfThem()
    {
        NewsFrequencies frequencies = new(new StoryLimits { CountedWords = 1_000 });
        for (ulong i = 0; i < 20_000; i++)
            frequencies.Add([i]);
        Assert.That(frequencies.Known, Is.LessThanOrEqualTo(2_000));
    }
}
