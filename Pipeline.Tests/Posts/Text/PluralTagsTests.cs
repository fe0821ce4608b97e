using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class PluralTagsTests
{
    [TestCase("cookies", "cookie")]
    [TestCase("selfies", "selfie")]
    [TestCase("games", "game")]
    [TestCase("memes", "meme")]
    [TestCase("trends", "trend")]
    [TestCase("goals", "goal")]
    [TestCase("tickets", "ticket")]
    [TestCase("dragons", "dragon")]
    public void SingularLength_OfASafePlural_TakesTheEndingOff(string plural, string singular) => Assert.That(Singular(plural), Is.EqualTo(singular));

    [TestCase("news")]
    [TestCase("paris")]
    [TestCase("adidas")]
    [TestCase("ios")]
    [TestCase("rss")]
    [TestCase("jeans")]
    [TestCase("boss")]
    [TestCase("status")]
    [TestCase("windows")]
    [TestCase("series")]
    [TestCase("species")]
    [TestCase("mercedes")]
    [TestCase("matches", TestName = "A plural in -es would keep its e")]
    [TestCase("lunes", TestName = "Spanish weekday")]
    [TestCase("viernes", TestName = "Another Spanish weekday")]
    [TestCase("noticias", TestName = "Spanish plural")]
    [TestCase("vamos", TestName = "Spanish verb")]
    [TestCase("gratis", TestName = "Italian and Spanish adverb")]
    [TestCase("texas")]
    [TestCase("saints", TestName = "A club")]
    [TestCase("williams", TestName = "A surname")]
    [TestCase("starbucks", TestName = "A company")]
    [TestCase("cats", TestName = "Too short to be safe")]
    [TestCase("sb47s", TestName = "Not all letters")]
    [TestCase("señors", TestName = "Not all ASCII")]
    [TestCase("s")]
    [TestCase("")]
    public void SingularLength_OfWhatIsNoSafePlural_KeepsIt(string tag) => Assert.That(Singular(tag), Is.EqualTo(tag));

    private static string Singular(string tag) => tag[..PluralTags.SingularLength(tag)];
}
