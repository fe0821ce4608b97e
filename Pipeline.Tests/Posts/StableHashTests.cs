using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts;

/// <summary>
/// State on disk and ids in outputs hold these values: a change here breaks every resumed run. The expected ones were worked out by a
/// separate program, which gives the published FNV-1a of "a", af63dc4c8601ec8c, before the last mix.
/// </summary>
internal sealed class StableHashTests
{
    [TestCase("", ExpectedResult = 0xEFD01F60BA992926UL, TestName = "HashOfText_Empty_KeepsItsValue")]
    [TestCase("a", ExpectedResult = 0x82A2A958A9BECE5BUL, TestName = "HashOfText_OneLetter_KeepsItsValue")]
    [TestCase("#blackout", ExpectedResult = 0xBC9E29B85AD637ECUL, TestName = "HashOfText_Hashtag_KeepsItsValue")]
    [TestCase("Straße", ExpectedResult = 0x52FB1EE28BB1F3FAUL, TestName = "HashOfText_German_KeepsItsValue")]
    [TestCase("雪", ExpectedResult = 0x188EFCAB42148CEEUL, TestName = "HashOfText_Japanese_KeepsItsValue")]
    [TestCase("😀", ExpectedResult = 0x5F6398E188038C1DUL, TestName = "HashOfText_SurrogatePair_KeepsItsValue")]
    public ulong HashOfText_AnyText_KeepsItsValue(string text) => StableHash.Of(text);

    [TestCase("", ExpectedResult = 0xEFD01F60BA992926UL, TestName = "HashOfBytes_Empty_KeepsItsValue")]
    [TestCase("#blackout", ExpectedResult = 0xBC9E29B85AD637ECUL, TestName = "HashOfBytes_Ascii_EqualsTheHashOfTheText")]
    [TestCase("Straße", ExpectedResult = 0xD3E3F912AD59E5B4UL, TestName = "HashOfBytes_German_KeepsItsValue")]
    [TestCase("😀", ExpectedResult = 0xDA89B0991F06F386UL, TestName = "HashOfBytes_FourBytes_KeepsItsValue")]
    public ulong HashOfBytes_AnyBytes_KeepsItsValue(string text) => StableHash.Of(Encoding.UTF8.GetBytes(text));

    [TestCase(1UL, 2UL, ExpectedResult = 0xF8F76353B6D877C5UL)]
    [TestCase(2UL, 1UL, ExpectedResult = 0xE85028E6B31F8E7AUL)]
    [TestCase(ulong.MaxValue, 1UL, ExpectedResult = 0x3CD617BBBCC39640UL)]
    public ulong HashOfPair_KeepsItsValueAndItsOrder(ulong first, ulong second) => StableHash.Combine(first, second);

    [TestCase(1UL, ExpectedResult = 0xB456BCFC34C2CB2CUL)]
    [TestCase(ulong.MaxValue, ExpectedResult = 0x64B5720B4B825F21UL)]
    public ulong Finish_KeepsItsValue(ulong value) => StableHash.Finish(value);

    [Test]
    public void Hash_OfNothingAtAll_IsNotZero() =>
        Assert.That((StableHash.Finish(0), StableHash.Combine(0, 0)), Is.EqualTo((1UL, 1UL)));

    /// <summary>Ids that count upwards are the usual case, and tables use the low bits, sketches the high ones.</summary>
    [TestCase(0, TestName = "Hash_OfCountingIds_SpreadsOverTheLowBits")]
    [TestCase(29, TestName = "Hash_OfCountingIds_SpreadsOverTheMiddleBits")]
    [TestCase(54, TestName = "Hash_OfCountingIds_SpreadsOverTheHighBits")]
    public void Hash_OfCountingIds_SpreadsEvenly(int shift)
    {
        const int Cells = 1024;
        const int Ids = 200 * Cells;
        int[] counts = new int[Cells];
        for (int i = 0; i < Ids; i++)
            counts[(StableHash.Of($"x:{1_400_000_000_000_000_000 + i}") >> shift) % Cells]++;

        double expected = (double)Ids / Cells;
        double chiSquare = counts.Sum(c => (c - expected) * (c - expected) / expected);
        // 1023 degrees of freedom: mean 1023, standard deviation 45; 1250 is five of them above.
        Assert.That(chiSquare, Is.LessThan(1250));
    }

    [Test]
    public void Hash_OfAMillionIds_NeverMeets()
    {
        var seen = new HashSet<ulong>();
        for (int i = 0; i < 1_000_000; i++)
            seen.Add(StableHash.Of($"plain:{i}"));

        Assert.That(seen, Has.Count.EqualTo(1_000_000));
    }
}
