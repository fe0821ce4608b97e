using NUnit.Framework;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Tests.Tagging.Models.Training;

internal sealed class BiasGroupsTests
{
    [Test]
    public void SetsOfOneLabel_ShareABias_AndMixedOnesHaveTheirOwn()
    {
        (int, int)[] texts = [(0, 1), (0, 1), (1, 0), (1, 1), (2, 0), (2, 0), (3, 0), (3, 1)];
        Assert.That(BiasGroups.Of(texts), Is.EqualTo([0, 1, 0, 2]));
    }

    [TestCase(8, 2, 1, TestName = "SetAtTheLimit_HasItsOwn")]
    [TestCase(9, 1, 0, TestName = "SetMostlyOfOneLabel_Shares")]
    public void Share(int ofOne, int ofOther, int group)
    {
        (int, int)[] texts = [.. Enumerable.Repeat((0, 1), ofOne), .. Enumerable.Repeat((0, 0), ofOther)];
        Assert.That(BiasGroups.Of(texts)[0], Is.EqualTo(group));
    }

    [Test]
    public void NoTexts_HaveNoGroups() => Assert.That(BiasGroups.Of([]), Is.Empty);
}
