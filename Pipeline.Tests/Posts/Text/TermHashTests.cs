using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class TermHashTests
{
    // Checkpoints hold keys: a change of these values makes old checkpoints unreadable.
    [TestCase("#superbowl", 3587637066362128673UL)]
    [TestCase("word:blackout", 336182292560311592UL)]
    [TestCase("pair:power outage", 3875934014904538690UL)]
    public void Key_OfAKnownTopic_NeverChanges(string stableKey, ulong expected)
    {
        TermLabel.TryKeyOf(stableKey, out ulong key);
        Assert.That(key, Is.EqualTo(expected));
    }

    [Test]
    public void Key_OfOneFormInAllKinds_DiffersByKind() =>
        Assert.That(Enum.GetValues<TopicKind>().Select(kind => TermHash.Key(kind, TermHash.Of("nasa"))), Is.Unique);

    [Test]
    public void OfPair_OfTwoWordsInTheOtherOrder_IsAnother() =>
        Assert.That(TermHash.OfPair(TermHash.Of("house"), TermHash.Of("party")), Is.Not.EqualTo(TermHash.OfPair(TermHash.Of("party"), TermHash.Of("house"))));

    [Test]
    public void Of_SimilarForms_ChangesHalfOfTheBits()
    {
        int changed = 0;
        for (int i = 0; i < 1000; i++)
            changed += System.Numerics.BitOperations.PopCount(TermHash.Of($"topic{i}") ^ TermHash.Of($"topic{i + 1}"));
        Assert.That(changed / 1000d, Is.EqualTo(32).Within(1));
    }

    [Test]
    public void Of_AllPairsOfTwoLetters_NeverCollides()
    {
        HashSet<ulong> keys = [];
        for (char first = 'a'; first <= 'z'; first++)
        {
            for (char second = 'a'; second <= 'z'; second++)
                keys.Add(TermHash.Of([first, second]));
        }
        Assert.That(keys, Has.Count.EqualTo(26 * 26));
    }
}
