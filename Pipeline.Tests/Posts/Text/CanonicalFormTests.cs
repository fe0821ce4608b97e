using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class CanonicalFormTests
{
    [TestCase("plain", "plain", TestName = "Nothing to do")]
    [TestCase("e\u0301", "é", TestName = "Letter and accent")]
    [TestCase("e\u0302\u0301", "ế", TestName = "Letter and two accents")]
    [TestCase("ê\u0301", "ế", TestName = "A composed letter and another accent")]
    [TestCase("\u1112\u1161\u11AB", "한", TestName = "Hangul from its parts")]
    [TestCase("하\u11AB", "한", TestName = "Hangul with a final consonant added")]
    [TestCase("\u212B", "Å", TestName = "The sign of a unit is a letter")]
    [TestCase("\uFB2C", "\u05E9\u05BC\u05C1", TestName = "A Hebrew letter that is taken apart")]
    [TestCase("か\u3099", "が", TestName = "Kana with a voicing mark")]
    [TestCase("\u0301", "\u0301", TestName = "A mark alone")]
    public void Compose_OfAText_IsItsComposedForm(string text, string expected) => Assert.That(CanonicalForm.Compose(text), Is.EqualTo(expected));

    [Test]
    public void Compose_OfAComposedText_ChangesNothing() =>
        HostileTexts.ForAll(text =>
        {
            string composed = CanonicalForm.Compose(text);
            Assert.That(CanonicalForm.Compose(composed), Is.EqualTo(composed));
        });
}
