using NUnit.Framework;
using RtmPipeline.Tagging.Sentiment;

namespace RtmPipeline.Tests.Tagging.Sentiment;

public sealed class SentimentWordsParserTests
{
    private static SentimentWords Parse(string text)
    {
        using StringReader reader = new(text);
        return SentimentWordsParser.Parse(reader);
    }

    private static IEnumerable<TestCaseData> Faulty()
    {
        yield return Case("NoPolarity", "joy | en: glee", 1, "not a concept and a polarity");
        yield return Case("CapitalInName", "Joy 2 | en: glee", 1, "'Joy'");
        yield return Case("EmptyName", " 2 | en: glee", 1, "''");
        yield return Case("NameTwice", "joy 2 | en: glee\njoy 2 | en: mirth", 2, "concept 'joy' stands twice");
        yield return Case("PolarityTooHigh", "joy 4 | en: glee", 1, "polarity '4'");
        yield return Case("PolarityTooLow", "joy -4 | en: glee", 1, "polarity '-4'");
        yield return Case("PolarityAtTheEndOfNumbers", "joy -2147483648 | en: glee", 1, "polarity '-2147483648'");
        yield return Case("PolarityNotWhole", "joy 1.5 | en: glee", 1, "polarity '1.5'");
        yield return Case("UnknownLanguage", "joy 2 | xx: glee | en: mirth", 1, "'xx'");
        yield return Case("NoLanguage", "joy 2 | en: glee | mirth", 1, "'mirth'");
        yield return Case("LanguageTwice", "joy 2 | en: glee | en: mirth", 1, "language 'en' of 'joy' stands twice");
        yield return Case("EmptyForm", "joy 2 | en: glee, , mirth", 1, "empty form of 'joy' in 'en'");
        yield return Case("FormOfAStyleOnly", "joy 2 | en: glee | any: \uFE0F", 1, "empty form of 'joy' in 'any'");
        yield return Case("FormWithoutWords", "joy 2 | en: glee, -", 1, "'-' has 0 words");
        yield return Case("FourWords", "joy 2 | en: glee, one two three four", 1, "has 4 words");
        yield return Case("FourWordsByAnApostrophe", "joy 2 | it: gioia, c'è da dire", 1, "has 4 words");
        yield return Case("SignsInALanguage", "joy 2 | en: glee, :)", 1, "':)' has signs");
        yield return Case("NoForm", "joy 2", 1, "concept 'joy' has no form");
        yield return Case("FormOfTwoConcepts", "joy 2 | en: glee\n\nfun 1 | en: play, Glee", 3, "'glee' in 'en' stands for 'joy' already, here for 'fun'");
        yield return Case("FormTwiceInAConcept", "joy 2 | es: alegría, alegria", 1, "'alegria' in 'es' stands for 'joy' already");
        yield return Case("FormOfAnyAndALanguage", "joy 2 | any: wow\nfun 1 | en: play, wow", 2, "'wow' stands in 'en' here and in 'any' in line 1");
        yield return Case("FormOfALanguageAndAny", "joy 2 | en: wow\nfun 1 | any: play, wow", 2, "'wow' stands in 'any' here and in 'en' in line 1");
        yield return Case("EmojiOfTwoConcepts", "joy 2 | any: ✌\nfun 1 | any: ☀, ✌🏽", 2, "'✌' in 'any' stands for 'joy' already");
    }

    private static TestCaseData Case(string name, string text, int line, string reason) =>
        new TestCaseData(text, line, reason).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Faulty))]
    public void FaultyFile_IsReportedWithItsLine(string text, int line, string reason)
    {
        SentimentWords words = Parse(text);
        Assert.That(words.Faults, Has.Count.EqualTo(1));
        Assert.That(words.Faults[0].Line, Is.EqualTo(line));
        Assert.That(words.Faults[0].Reason, Does.Contain(reason));
    }

    [Test]
    public void SeveralFaults_AreAllReported()
    {
        SentimentWords words = Parse("# head\nJoy 9 | en: glee\nfun 1 | zz: play");
        Assert.That(words.Faults.Select(fault => fault.Line), Is.EqualTo(new[] { 2, 2, 3, 3 }));
    }

    [Test]
    public void Concept_HasItsNamePolarityAndForms()
    {
        SentimentWords words = Parse("# a comment\n\njoy.high -2 | en: Mad Joy | es: ¡no!");
        Assert.That(words.Faults.Select(fault => fault.Reason), Has.One.Contain("'¡no!' has signs"));
        SentimentConcept concept = words.Concepts.Single();
        Assert.That((concept.Name, concept.Polarity), Is.EqualTo(("joy.high", -2)));
        Assert.That(concept.Forms.Single().Words, Is.EqualTo(new[] { "mad", "joy" }));
        Assert.That((concept.Forms[0].Language, concept.Forms[0].Text), Is.EqualTo(("en", "Mad Joy")));
    }

    [TestCase("FELICITÀ", "felicita")]
    [TestCase("año", "ano")]
    [TestCase("l'odio", "l", "odio")]
    [TestCase("l’odio", "l", "odio")]
    [TestCase("vis-à-vis", "vis", "a", "vis")]
    [TestCase("il·lusió", "il", "lusio")]
    public void Form_IsFoldedAsPostsAre(string form, params string[] expected) =>
        Assert.That(Parse($"joy 2 | ca: {form}").Concepts.Single().Forms.Single().Words, Is.EqualTo(expected));

    [TestCase("❤️", "❤")]
    [TestCase("👏🏾", "👏")]
    [TestCase("🤷🏽‍♀️", "🤷‍♀")]
    [TestCase(":D", ":D")]
    [TestCase(":|", ":|")]
    [TestCase("T_T", "T_T")]
    public void Signs_KeepTheirCharactersButForStyleAndTone(string form, string expected)
    {
        SentimentForm read = Parse($"joy 2 | any: {form} | en: glee").Concepts.Single().Forms[0];
        Assert.That(read.IsSigns);
        Assert.That(read.Text, Is.EqualTo(expected));
    }

    [Test]
    public void WordOfAnyLanguage_IsFoldedWords() =>
        Assert.That(Parse("joy 2 | any: XD").Concepts.Single().Forms.Single().Words, Is.EqualTo(new[] { "xd" }));

    [Test]
    public void SameFormInTwoLanguages_MayHaveTwoConcepts() =>
        Assert.That(Parse("soap 0 | es: sopa\nsoup 0 | it: sopa").Faults, Is.Empty);
}
