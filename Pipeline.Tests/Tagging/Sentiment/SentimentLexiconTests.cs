using NUnit.Framework;
using RtmPipeline.Tagging.Sentiment;

namespace RtmPipeline.Tests.Tagging.Sentiment;

public sealed class SentimentLexiconTests
{
    private static readonly string[] s_main = ["en", "es", "it"];

    private SentimentLexicon _lexicon = null!;

    [OneTimeSetUp]
    public void ReadOnce() => _lexicon = SentimentLexicon.Shipped();

    [TestCase("Sentiment/SentimentWords.txt")]
    [TestCase("Sentiment/SentimentShades.txt")]
    public void ShippedFile_HasNoFaults(string resource)
    {
        using StreamReader reader = SentimentLexicon.Open(resource);
        Assert.That(SentimentWordsParser.Parse(reader).Faults, Is.Empty);
    }

    [Test]
    public void ShippedGrades_AreManyInEachLanguage([ValueSource(typeof(SentimentGrades), nameof(SentimentGrades.Lists))] (string Language, string Resource) list) =>
        Assert.That(SentimentGrades.Shipped(list.Resource), Has.Count.GreaterThanOrEqualTo(6_000));

    [TestCase("good", "line 1 begins with no grade")]
    [TestCase("0: fine", "line 1 begins with no grade")]
    [TestCase("4: fine", "line 1 begins with no grade")]
    [TestCase("# head\n2: fine, , good", "line 2 has ''")]
    [TestCase("2: one two three four", "not one to 3 words")]
    [TestCase("2: fine\n-1: fine", "line 2 has 'fine' a second time")]
    public void BrokenGrades_AreRefused(string text, string reason) =>
        Assert.That(() => SentimentGrades.Read(new StringReader(text)), Throws.TypeOf<FormatException>().With.Message.Contains(reason));

    [Test]
    public void Shipped_HasConceptsFromVeryBadToVeryGood()
    {
        Assert.That(_lexicon.Concepts, Has.Count.GreaterThanOrEqualTo(700));
        Assert.That(_lexicon.Concepts.Select(concept => concept.Polarity).Distinct().Order(), Is.EqualTo(new[] { -3, -2, -1, 0, 1, 2, 3 }));
    }

    [TestCaseSource(nameof(s_main))]
    public void Shipped_HasManyFormsInALanguage(string language) =>
        Assert.That(_lexicon.Concepts.Sum(concept => concept.Forms.Count(form => form.Language == language)), Is.GreaterThanOrEqualTo(2_500));

    [Test]
    public void Shipped_HasManyEmojiAndEmoticons() =>
        Assert.That(_lexicon.Concepts.Sum(concept => concept.Forms.Count(form => form.IsSigns)), Is.GreaterThanOrEqualTo(400));

    [Test]
    public void ConceptWithWords_HasThemInEnglishSpanishAndItalian()
    {
        var partial = _lexicon.Concepts
            .Where(concept => concept.Forms.Any(form => form.Language != SentimentWordsParser.AnyLanguage))
            .Where(concept => !s_main.All(language => concept.Forms.Any(form => form.Language == language)));
        Assert.That(partial.Select(concept => concept.Name), Is.Empty);
    }

    [TestCase("negator")]
    [TestCase("intensifier")]
    [TestCase("softener")]
    [TestCase("question")]
    [TestCase("news")]
    [TestCase("conditional")]
    [TestCase("wish")]
    [TestCase("address")]
    [TestCase("topic")]
    public void GroupThatFramesOtherWords_HasNoPolarity(string group)
    {
        var concepts = _lexicon.Concepts.Where(concept => concept.Name.StartsWith(group + '.', StringComparison.Ordinal)).ToList();
        Assert.That(concepts, Is.Not.Empty);
        Assert.That(concepts.Select(concept => concept.Polarity), Is.All.Zero);
    }

    [TestCase("en", "dont", "negator.not")]
    [TestCase("es", "menuda mierda", "swear.shit")]
    [TestCase("es", "chido", "good.cool")]
    [TestCase("it", "che schifo", "disgust.disgust")]
    [TestCase("it", "vergogna", "shame.shame")]
    [TestCase("any", "xd", "emoji.laugh-ascii")]
    public void Word_StandsForItsConcept(string language, string words, string concept) =>
        Assert.That(
            _lexicon.Concepts.Single(entry => entry.Name == concept).Forms.Where(form => form.Language == language).Select(form => string.Join(' ', form.Words)),
            Does.Contain(words));

    [TestCase("❤", 3)]
    [TestCase("💔", -3)]
    [TestCase(":(", -2)]
    [TestCase("👍", 2)]
    [TestCase("🤔", 0)]
    public void Sign_HasItsPolarity(string sign, int polarity) =>
        Assert.That(_lexicon.Concepts.Single(concept => concept.Forms.Any(form => form.Text == sign)).Polarity, Is.EqualTo(polarity));
}
