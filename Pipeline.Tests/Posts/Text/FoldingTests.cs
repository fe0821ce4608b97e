using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class FoldingTests
{
    [TestCase("BLACKOUT", "blackout", TestName = "Capitals")]
    [TestCase("Perché", "perche", TestName = "Italian accents")]
    [TestCase("pingüino", "pinguino", TestName = "Spanish diaeresis")]
    [TestCase("AÑO", "año", TestName = "The Spanish n with a tilde is a letter")]
    [TestCase("an\u0303o", "año", TestName = "The Spanish n written as two code points")]
    [TestCase("cafe\u0301", "cafe", TestName = "Accents as code points of their own")]
    [TestCase("Straße", "strasse", TestName = "Sharp s")]
    [TestCase("Ægir œuvre", "aegir oeuvre", TestName = "Ligatures of Latin")]
    [TestCase("ﬁnal oﬃce", "final office", TestName = "Ligatures of type")]
    [TestCase("ＷＯＲＬＤ２", "world2", TestName = "Full-width letters")]
    [TestCase("\U0001D43B\U0001D452\U0001D459\U0001D7D9", "hel1", TestName = "Letters of formulas")]
    [TestCase("Ελλάς", "ελλασ", TestName = "Greek accents and final sigma")]
    [TestCase("ЁЛКА й", "елка й", TestName = "Cyrillic io is ie, short i stays")]
    [TestCase("и\u0306", "й", TestName = "Cyrillic short i as two code points")]
    [TestCase("Việt Nam", "viet nam", TestName = "Two accents on one letter")]
    [TestCase("İstanbul ıssız", "istanbul issiz", TestName = "Turkish dots")]
    [TestCase("Łódź Søren Đorđe", "lodz soren dorde", TestName = "Strokes")]
    [TestCase("co\u00ADop\u200D", "coop", TestName = "Joiners and soft hyphens")]
    [TestCase("कि", "कि", TestName = "Vowel signs of other scripts stay")]
    [TestCase("\U00010400", "\U00010428", TestName = "Case beyond the basic plane")]
    [TestCase("a\uD800b", "a\uD800b", TestName = "A lone surrogate stays")]
    [TestCase("", "", TestName = "Nothing")]
    public void Fold_OfAText_IsTheFormAllSpellingsShare(string text, string expected) => Assert.That(Folding.Fold(text), Is.EqualTo(expected));

    [Test]
    public void Ascii_OfEachCharacter_IsItsFoldedFormWhereItStandsInWords() =>
        Assert.That(
            Enumerable.Range(0, 128).Select(c => (char)Folding.Ascii[c]),
            Is.EqualTo(Enumerable.Range(0, 128).Select(c => char.IsAsciiLetterOrDigit((char)c) ? Folding.Fold([(char)c])[0] : '\0')));

    [Test]
    public void Hash_OfAnyText_IsTheHashOfItsFoldedForm() => HostileTexts.ForAll(text => Assert.That(Folding.Hash(text), Is.EqualTo(TermHash.Of(Folding.Fold(text)))));

    [Test]
    public void Fold_OfAFoldedText_ChangesNothing() =>
        HostileTexts.ForAll(text =>
        {
            string folded = Folding.Fold(text);
            Assert.That(Folding.Fold(folded), Is.EqualTo(folded));
        });
}
