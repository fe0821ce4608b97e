using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Text;

public sealed class PhraseScannerTests
{
    private static IEnumerable<TestCaseData> Texts()
    {
        yield return Case("Words_AreFolded", "Café ÉLAN straße Œuvre", "cafe elan strasse oeuvre");
        yield return Case("SpanishEne_IsN", "piñata pin\u0303ata", "pinata pinata");
        yield return Case("GreekAccents_AreDropped", "Αθήνα", "αθηνα");
        yield return Case("MarksOfDirection_AreDropped", "cri\u200Espo", "crispo");
        yield return Case("FullWidth_IsAscii", "Ｃｏｏｋｉｅ", "cookie");
        yield return Case("CombiningAccent_IsDropped", "cafe\u0301", "cafe");
        yield return Case("InvisibleCharacters_AreDropped", "cri\u200Bs\u00ADpo", "crispo");
        yield return Case("Apostrophe_SplitsWords", "l'acqua don’t", "l acqua don t");
        yield return Case("FullStop_EndsAPhrase", "bowl. Super", "bowl | super");
        yield return Case("FullStopAfterAnAbbreviation_DoesNot", "St. Louis", "st louis");
        yield return Case("LineBreak_EndsAPhrase", "super\nbowl", "super | bowl");
        yield return Case("Emoji_EndsAPhrase", "super 🏈 bowl", "super | bowl");
        yield return Case("Hashtag_ComesWholeThenInWords", "#SuperBowlXLVII", "#superbowlxlvii super bowl xlvii");
        yield return Case("Hashtag_SplitsAtDigitsAndUnderscores", "#Super_Bowl47", "#superbowl47 super bowl 47n");
        yield return Case("Hashtag_CapitalRun_KeepsTogether", "#NFLDraft", "#nfldraft nfl draft");
        yield return Case("Hashtag_OfTwoSides_KeepsThemWhole", "#LimavPeru", "#limavperu limav peru");
        yield return Case("FullWidthHashSign_IsASign", "＃Uno", "#uno uno");
        yield return Case("HashInsideAWord_IsNoHashtag", "a#b", "a b");
        yield return Case("Mention_IsNotAWord", "hi @Crispo_Cookies!", "hi | @crispo_cookies");
        yield return Case("Mention_WithHost", "@ana@snack.example.", "| @ana@snack.example");
        yield return Case("MailAddress_IsNoMention", "ana@snack", "ana | snack");
        yield return Case("Address_IsPassedOver", "see https://crispo.example/dead now", "see | now");
        yield return Case("Numbers_ThatCanCount", "12 dead in 2019, 5% or 1234567", "12n dead in 2019 | 5 | or 1234567");
        yield return Case("OtherScripts_AreWords", "Привет мир", "привет мир");
    }

    [TestCaseSource(nameof(Texts))]
    public void Text_IsReadAs(string text, string expected) => Assert.That(Scan(text), Is.EqualTo(expected));

    [Test]
    public void WordLongerThanTheBuffer_IsPassedAsOneUnknownWord()
    {
        PhraseScanner scanner = new(new string('a', 1000) + " b", stackalloc char[PhraseScanner.MaxWordLength]);
        Assert.That(scanner.MoveNext(), Is.True);
        Assert.That((scanner.Folded.Length, scanner.End), Is.EqualTo((0, 1000)));
        Assert.That(scanner.MoveNext(), Is.True);
        Assert.That(scanner.Folded.ToString(), Is.EqualTo("b"));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property AnyText_GivesPiecesInOrderWithinIt() => Prop.ForAll(TextGen.Any.ToArbitrary(), text =>
    {
        PhraseScanner scanner = new(text, stackalloc char[PhraseScanner.MaxWordLength]);
        int wordEnd = 0;
        bool isRight = true;
        while (scanner.MoveNext())
        {
            isRight &= scanner.Start < scanner.End && scanner.End <= text.Length;
            if (scanner.Kind is not ScannedKind.Hashtag)
                isRight &= scanner.Start >= wordEnd;
            wordEnd = scanner.Kind is ScannedKind.Hashtag ? wordEnd : scanner.End;
        }
        return isRight;
    });

    private static TestCaseData Case(string name, string text, string expected) => new TestCaseData(text, expected).SetName($"Text_{name}");

    private static string Scan(string text)
    {
        List<string> pieces = [];
        PhraseScanner scanner = new(text, stackalloc char[PhraseScanner.MaxWordLength]);
        while (scanner.MoveNext())
        {
            if (scanner.BreaksPhrase)
                pieces.Add("|");
            string sign = scanner.Kind switch { ScannedKind.Hashtag => "#", ScannedKind.Mention => "@", _ => "" };
            pieces.Add($"{sign}{scanner.Folded}{(scanner.Kind == ScannedKind.Count ? "n" : "")}");
        }
        return string.Join(' ', pieces);
    }
}
