using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class DoorkeeperTests
{
    [Test]
    public void Key_AtItsFirstMention_Waits() => Assert.That(new Doorkeeper(1000).SeenBefore(StableHash.Of("snow")), Is.False);

    [Test]
    public void Key_AtItsSecondMention_MayEnter()
    {
        var door = new Doorkeeper(1000);
        door.SeenBefore(StableHash.Of("snow"));

        Assert.That(door.SeenBefore(StableHash.Of("snow")), Is.True);
    }

    [Test]
    public void Keys_WithinTheLimit_AreAllRemembered()
    {
        var door = new Doorkeeper(1024);
        // 32,768 bits hold 2,978 keys before they are emptied.
        for (int i = 0; i < 2_000; i++)
            door.SeenBefore(StableHash.Of($"word {i}"));

        Assert.That(Enumerable.Range(0, 2_000).All(i => door.SeenBefore(StableHash.Of($"word {i}"))), Is.True);
    }

    [TestCase(1)]
    [TestCase(1024)]
    [TestCase(5_000)]
    [TestCase(200_000)]
    public void NewKeys_LetInByMistake_AreFewerThanThreePercent(int topics)
    {
        var door = new Doorkeeper(topics);
        int keys = Math.Max(20_000, topics * 5);
        int mistakes = 0;
        for (int i = 0; i < keys; i++)
            mistakes += door.SeenBefore(StableHash.Finish((ulong)i + 1)) ? 1 : 0;

        Assert.That((double)mistakes / keys, Is.LessThan(0.03));
    }

    [Test]
    public void Key_BehindManyOthers_WaitsAgain()
    {
        var door = new Doorkeeper(1024);
        int waited = 0;
        for (int round = 0; round < 50; round++)
        {
            waited += door.SeenBefore(StableHash.Of("snow")) ? 0 : 1;
            for (int i = 0; i < 3_500; i++)
                door.SeenBefore(StableHash.Of($"word {round}/{i}"));
        }

        // Each round empties the filter at least once, so only a mistake (3 %) lets it in.
        Assert.That(waited, Is.GreaterThan(40));
    }
}
