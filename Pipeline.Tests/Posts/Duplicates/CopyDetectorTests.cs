using NUnit.Framework;
using RtmPipeline.Posts.Duplicates;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Duplicates;

internal sealed class CopyDetectorTests
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>A signature of a text of its own: random slots, as min-hashes of unrelated texts are.</summary>
    private static TextSignature SignatureOf(int seed)
    {
        var random = new Random(seed);
        var signature = default(TextSignature);
        for (int i = 0; i < TextSignature.Slots; i++)
            signature[i] = (uint)random.NextInt64(1, uint.MaxValue);
        return signature;
    }

    /// <summary>The same text with some slots changed, at places that a seed chooses.</summary>
    private static TextSignature Changed(TextSignature signature, int slots, int seed)
    {
        int[] places = [.. Enumerable.Range(0, TextSignature.Slots)];
        new Random(seed).Shuffle(places);
        foreach (int place in places.AsSpan(0, slots))
            signature[place] ^= 0x5A5A5A5A;
        return signature;
    }

    [Test]
    public void Text_SeenFirst_IsNoCopy() => Assert.That(new CopyDetector(64, s_day).IsCopy(SignatureOf(1), 0), Is.False);

    [Test]
    public void Text_SeenAgain_IsACopy()
    {
        var copies = new CopyDetector(64, s_day);
        copies.IsCopy(SignatureOf(1), 0);

        Assert.That(copies.IsCopy(SignatureOf(1), 1), Is.True);
    }

    [Test]
    public void Text_OfAThousandOthers_IsNoCopy()
    {
        var copies = new CopyDetector(4096, s_day);

        Assert.That(Enumerable.Range(1, 1000).Count(seed => copies.IsCopy(SignatureOf(seed), seed)), Is.Zero);
    }

    /// <summary>Five changed slots spoil at most five of the eight bands, so the original is always met, wherever they are.</summary>
    [TestCase(1, ExpectedResult = 500)]
    [TestCase(5, ExpectedResult = 500)]
    [TestCase(6, ExpectedResult = 0)]
    [TestCase(16, ExpectedResult = 0)]
    public int Texts_ThatDifferInSomeSlots_AreCopiesUpToFive(int changedSlots)
    {
        int found = 0;
        for (int seed = 1; seed <= 500; seed++)
        {
            var copies = new CopyDetector(64, s_day);
            copies.IsCopy(SignatureOf(seed), 0);
            found += copies.IsCopy(Changed(SignatureOf(seed), changedSlots, seed), 1) ? 1 : 0;
        }

        return found;
    }

    [Test]
    public void Text_WithoutASignature_IsNeverACopy()
    {
        var copies = new CopyDetector(64, s_day);
        copies.IsCopy(default, 0);

        Assert.That(copies.IsCopy(default, 1), Is.False);
    }

    [TestCase(0, ExpectedResult = true)]
    [TestCase(1, ExpectedResult = false)]
    public bool Text_RepeatedAfterTheMemoryTime_IsAVoiceAgain(long millisecondsBeyond)
    {
        var copies = new CopyDetector(64, s_day);
        copies.IsCopy(SignatureOf(1), 1_000);

        return copies.IsCopy(SignatureOf(1), 1_000 + (long)s_day.TotalMilliseconds + millisecondsBeyond);
    }

    [Test]
    public void Text_CopiedNowAndThen_StaysRemembered()
    {
        var copies = new CopyDetector(64, s_day);
        long halfDay = (long)s_day.TotalMilliseconds / 2;
        copies.IsCopy(SignatureOf(1), 0);

        Assert.That(Enumerable.Range(1, 10).All(i => copies.IsCopy(SignatureOf(1), i * halfDay)), Is.True);
    }

    /// <summary>Band places are shared between texts, so some of the older half may be lost; each of the newest few meets its original in some band.</summary>
    [Test]
    public void Texts_WithinAQuarterOfTheCapacity_AreRemembered()
    {
        var copies = new CopyDetector(1024, s_day);
        for (int seed = 1; seed <= 2000; seed++)
            copies.IsCopy(SignatureOf(seed), seed);

        Assert.That(Enumerable.Range(1745, 256).Count(seed => copies.IsCopy(SignatureOf(seed), 2000)), Is.EqualTo(256));
    }

    [Test]
    public void Text_BehindManyTimesTheCapacity_IsForgotten()
    {
        var copies = new CopyDetector(64, s_day);
        copies.IsCopy(SignatureOf(1), 0);
        for (int seed = 2; seed <= 1000; seed++)
            copies.IsCopy(SignatureOf(seed), seed);

        Assert.That(copies.IsCopy(SignatureOf(1), 1001), Is.False);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public void Capacity_SmallOrUneven_StillRemembersTheLastText(int capacity)
    {
        var copies = new CopyDetector(capacity, s_day);
        copies.IsCopy(SignatureOf(1), 0);
        copies.IsCopy(SignatureOf(2), 1);

        Assert.That(copies.IsCopy(SignatureOf(2), 2), Is.True);
    }
}
