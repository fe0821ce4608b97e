using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class HashtagPartsTests
{
    [TestCase("SuperBowlXLVII", "Super Bowl XLVII", TestName = "Roman figures")]
    [TestCase("PrayForTexas", "Pray For Texas", TestName = "Stop words are parts too")]
    [TestCase("SBBlackout", "SB Blackout", TestName = "An abbreviation before a word")]
    [TestCase("WorldCup2022", "World Cup 2022", TestName = "A year")]
    [TestCase("WorldCup2022live", "World Cup 2022 live", TestName = "A word of small letters behind a year")]
    [TestCase("My1stDay", "My 1st Day", TestName = "An ordinal is one part")]
    [TestCase("Covid19Vaccine", "Covid 19 Vaccine", TestName = "A figure between words")]
    [TestCase("USAvENG", "USA v ENG", TestName = "A match of two abbreviations")]
    [TestCase("BrazilvsSpain", "Brazil vs Spain", TestName = "A match of two names")]
    [TestCase("NFTsAreDead", "NFTs Are Dead", TestName = "The plural of an abbreviation")]
    [TestCase("iPhoneLaunch", "iPhone Launch", TestName = "A small letter before a name")]
    [TestCase("super_bowl_live", "super bowl live", TestName = "Underscores")]
    [TestCase("EnergíaSolar", "Energía Solar", TestName = "Accents")]
    [TestCase("ЧемпионатМира", "Чемпионат Мира", TestName = "Another script with case")]
    public void Parts_OfAHashtag_AreTheWordsItsCaseShows(string body, string expected)
    {
        Assert.That(HashtagParts.IsSplit(body), Is.True);
        List<string> parts = [];
        for (int at = 0; at < body.Length;)
        {
            int end = HashtagParts.PartEnd(body, at);
            parts.Add(body[at..end]);
            at = end;
        }
        Assert.That(string.Join(' ', parts.Where(part => part != "_")), Is.EqualTo(expected));
    }

    [TestCase("blackout")]
    [TestCase("BLACKOUT")]
    [TestCase("Blackout")]
    [TestCase("iPhone")]
    [TestCase("McDonalds")]
    [TestCase("NFTs")]
    [TestCase("sb47")]
    [TestCase("東京")]
    [TestCase("")]
    public void IsSplit_OfAHashtagThatShowsOneWord_IsFalse(string body) => Assert.That(HashtagParts.IsSplit(body), Is.False);
}
