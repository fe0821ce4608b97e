using NUnit.Framework;
using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Opportunities.Authenticity;

internal sealed class TextFamiliesTests
{
    [TestCase(0, true)]
    [TestCase(10, true)]
    [TestCase(11, false)]
    [TestCase(16, false)]
    public void Add_TextWithSlotsExchanged_IsSimilarWhileSixStay(int exchanged, bool similar)
    {
        var families = new TextFamilies();
        families.Add(Signature(1, 0), 1);

        Assert.That(families.Add(Signature(1, exchanged), 1), Is.EqualTo(similar));
    }

    [Test]
    public void Add_OwnTexts_DoNotPushOutAPatternInUse()
    {
        var families = new TextFamilies();
        for (int i = 0; i < 10; i++)
            families.Add(Signature(1, 0), 1);
        for (uint own = 2; own < 500; own++)
            families.Add(Signature(own, 0), 1);

        Assert.That(families.Add(Signature(1, 4), 1), Is.True);
    }

    [Test]
    public void EqualSlots_OfSignatures_AreCountedOneByOne([Range(0, TextSignature.Slots)] int exchanged) =>
        Assert.That(TextSignature.EqualSlots(Signature(1, 0), Signature(1, exchanged)), Is.EqualTo(TextSignature.Slots - exchanged));

    private static TextSignature Signature(uint text, int exchanged)
    {
        var signature = default(TextSignature);
        for (int i = 0; i < TextSignature.Slots; i++)
            signature[i] = (text * 1_000) + (uint)i + (i < exchanged ? 500u : 0);
        return signature;
    }
}
