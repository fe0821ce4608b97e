using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Framing;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Typology;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Alerts.Framing;

internal sealed class FactsReaderTests
{
    private static readonly BrandProfile s_brand = new()
    {
        Id = "crispo",
        Name = "Crispo",
        Names = ["Crispo", "galletas Crispo"],
        Products = ["Crispo Minis"],
        People = ["Nora Valcanti"],
        Competitors = ["Bontelle"],
        Field = ["milk", "stadium"],
        Languages = ["es", "en"],
        Voice = new BrandVoice { Language = "es" },
    };

    private EventSummary _summary = new(1);

    [SetUp]
    public void Begin() => _summary = new EventSummary(1);

    [TestCase(0.9f, 0.05f, Mood.Positive)]
    [TestCase(-0.9f, 0.9f, Mood.Negative)]
    [TestCase(0.05f, 0.1f, Mood.Untold)]
    public void MoodOf_FeelingsOfMostPosts_AreTheMood(float value, float negative, Mood mood)
    {
        SentimentLabel label = negative > 0.5f ? SentimentLabel.Negative : value > 0.5f ? SentimentLabel.Positive : SentimentLabel.Neutral;
        for (int i = 0; i < 10; i++)
            _summary.Add(SampleTopics.Post(i), Tags(label, value));

        Assert.That(FactsReader.MoodOf(_summary), Is.EqualTo(mood));
    }

    [Test]
    public void MoodOf_OneInThreeNegative_IsMixed()
    {
        for (int i = 0; i < 12; i++)
            _summary.Add(SampleTopics.Post(i), Tags(i % 3 == 0 ? SentimentLabel.Negative : SentimentLabel.Positive, i % 3 == 0 ? -0.8f : 0.8f));

        Assert.That(FactsReader.MoodOf(_summary), Is.EqualTo(Mood.Mixed));
    }

    [Test]
    public void MoodOf_FewPosts_IsUntold()
    {
        for (int i = 0; i < 4; i++)
            _summary.Add(SampleTopics.Post(i), Tags(SentimentLabel.Negative, -1));

        Assert.That(FactsReader.MoodOf(_summary), Is.EqualTo(Mood.Untold));
    }

    [Test]
    public void Read_ProductAndField_TellsTheProduct()
    {
        for (int i = 0; i < 10; i++)
            _summary.Add(SampleTopics.Post(i), Because(i < 2 ? ["Crispo Minis", "milk"] : ["milk"]));

        Assert.That(Read().Reasons, Is.EqualTo([new FramingReason(ReasonKind.Product, "Crispo Minis"), new FramingReason(ReasonKind.Field, "milk")]));
    }

    [Test]
    public void Read_OtherSpellingOfTheName_IsTheName()
    {
        _summary.Add(SampleTopics.Post(1), Because(["galletas Crispo"]));

        Assert.That(Read().Reasons.Select(r => r.Kind), Is.EqualTo([ReasonKind.Name]));
    }

    [Test]
    public void Read_WordOfOnePostAmongMany_IsNoReason()
    {
        for (int i = 0; i < 50; i++)
            _summary.Add(SampleTopics.Post(i), Because(i == 0 ? ["stadium"] : []));

        Assert.That(Read().Reasons, Is.Empty);
    }

    [Test]
    public void Read_DoubtfulNameAndUnknownWords_AreNoReasons()
    {
        for (int i = 0; i < 10; i++)
            _summary.Add(SampleTopics.Post(i), Because(["Crispo (doubtful)", "something else"]));

        Assert.That(Read().Reasons, Is.Empty);
    }

    [Test]
    public void Read_Theme_IsToldByItsName()
    {
        for (int i = 0; i < 10; i++)
            _summary.Add(SampleTopics.Post(i), Because(["American Football"]));

        Assert.That(Read().Reasons, Is.EqualTo([new FramingReason(ReasonKind.Theme, "American Football")]));
    }

    [Test]
    public void Read_PostsInTheTeamsLanguage_TellNoLanguage()
    {
        for (int i = 0; i < 10; i++)
            _summary.Add(SampleTopics.Post(i), Language("es"));

        Assert.That(Read().Languages, Is.Empty);
    }

    [Test]
    public void Read_PostsInAnotherLanguage_TellIt()
    {
        for (int i = 0; i < 10; i++)
            _summary.Add(SampleTopics.Post(i), Language(i < 8 ? "it" : "es"));

        Assert.That(Read().Languages, Is.EqualTo(["it"]));
    }

    [Test]
    public void Read_PostsInTwoLanguages_TellBoth()
    {
        for (int i = 0; i < 10; i++)
            _summary.Add(SampleTopics.Post(i), Language(i % 2 == 0 ? "it" : "es"));

        Assert.That(Read().Languages, Is.EqualTo(["es", "it"]));
    }

    [Test]
    public void Read_BrokenNumbers_BecomeHarmless()
    {
        _summary.Add(SampleTopics.Post(1), Because([]));
        TopicSnapshot lead = SampleTopics.Topic(1, "x") with { PerMinute = double.NaN, ExpectedPerMinute = double.NaN, Voices = double.PositiveInfinity, PeakPerMinute = -1 };
        FramingFacts facts = Read(lead);

        Assert.That(new[] { facts.PerMinute, facts.TimesUsual, facts.PeakPerMinute, facts.People }, Is.EqualTo(new[] { 0, 0, 0, 1 }));
    }

    [TestCase("es", BrandTone.Formal, ExpectedResult = "Spanish Formal")]
    [TestCase("it", BrandTone.Friendly, ExpectedResult = "Italian Friendly")]
    [TestCase("en", BrandTone.Neutral, ExpectedResult = "English Neutral")]
    [TestCase("fr", BrandTone.Neutral, ExpectedResult = "English Neutral")]
    public string VoiceOf_Profile_IsItsVoice(string language, BrandTone tone)
    {
        FramingVoice voice = FramingVoice.Of(s_brand with { Voice = new BrandVoice { Language = language, Tone = tone } });
        return $"{voice.Language} {voice.Tone}";
    }

    private FramingFacts Read(TopicSnapshot? lead = null)
    {
        Opportunity opportunity = new()
        {
            EventFounder = "x",
            EventOnsetAt = SampleTopics.Start,
            Brand = 0,
            Score = 50,
            Factors = [],
            Magnitude = 50,
            Severity = 5,
            Veto = null,
            Relevance = 0.5,
            Lead = lead ?? SampleTopics.Topic(1, "#x"),
            Topics = [],
            IsOver = false,
            Summary = _summary,
        };
        Incident incident = new() { Id = "i", Kind = AlertKind.Opportunity, RaisedAt = SampleTopics.Start };
        return new FactsReader(s_brand, 0).Read(incident, opportunity, WaveType.Unknown, IncidentPhase.Raised, SampleTopics.Start + 60_000);
    }

    private static PostTags Tags(SentimentLabel label, float value) => new()
    {
        Language = new LanguageTag("en", 1),
        Sentiment = new SentimentTag(label, value, 0, 0, 0),
        Brands = [new BrandTag(0.5f, [])],
    };

    private static PostTags Because(string[] reasons) => new() { Language = new LanguageTag("es", 1), Brands = [new BrandTag(0.5f, reasons)] };

    private static PostTags Language(string code) => new() { Language = new LanguageTag(code, 1), Brands = [new BrandTag(0.5f, [])] };
}
