using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts;

internal sealed class StableHashTests
{
    // Fixed values: keys stand in checkpoints, so a change of the hash must be a decision.
    [TestCase("", 13113951159944585227UL)]
    [TestCase("a", 12873144749272509985UL)]
    [TestCase("did:plc:example", 4017229974741917720UL)]
    public void Text_InAnyProcess_HasTheSameHash(string text, ulong hash) =>
        Assert.That(StableHash.Of(text), Is.EqualTo(hash));

    [TestCase("mara")]
    [TestCase("żółw 🐢 across eight bytes")]
    public void Text_AsCharactersAndAsBytes_HasOneHash(string text) =>
        Assert.That(StableHash.Of(text), Is.EqualTo(StableHash.Of(Encoding.UTF8.GetBytes(text))));

    [Test]
    public void LongText_AsCharactersAndAsBytes_HasOneHash()
    {
        string text = new('ö', 1000);
        Assert.That(StableHash.Of(text), Is.EqualTo(StableHash.Of(Encoding.UTF8.GetBytes(text))));
    }

    [Test]
    public void Texts_OfManyShapes_HaveDifferentHashes()
    {
        HashSet<ulong> seen = [];
        for (int i = 0; i < 200_000; i++)
            seen.Add(StableHash.Of($"author-{i}"));
        Assert.That(seen, Has.Count.EqualTo(200_000));
    }

    [Test]
    public void Hashes_OfCounters_SpreadOverLowAndHighBits()
    {
        int[] low = new int[16];
        int[] high = new int[16];
        for (int i = 0; i < 16_000; i++)
        {
            ulong hash = StableHash.Of(i.ToString());
            low[hash & 15]++;
            high[hash >> 60]++;
        }

        Assert.That(low.Concat(high), Is.All.InRange(850, 1150));
    }

    [Test]
    public void ZeroBytes_OfDifferentNumber_HaveDifferentHashes() =>
        Assert.That(StableHash.Of(new byte[3]), Is.Not.EqualTo(StableHash.Of(new byte[4])));

    [Test]
    public void Pair_InTheOtherOrder_HasAnotherHash() =>
        Assert.That(StableHash.Combine(1, 2), Is.Not.EqualTo(StableHash.Combine(2, 1)));

    [TestCase(1UL, 0xB456BCFC34C2CB2CUL)]
    [TestCase(0UL, 1UL)]
    public void Finish_AnyValue_IsFixedAndNeverZero(ulong value, ulong finished) =>
        Assert.That(StableHash.Finish(value), Is.EqualTo(finished));
}
