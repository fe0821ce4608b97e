using NUnit.Framework;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Typology;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Opportunities.Typology;

internal sealed class TypologyRulesTests
{
    private const long Start = SampleTopics.Start;
    private static readonly BrandProfile s_brand = new() { Id = "snack", Name = "Snack", OwnAccounts = ["snackcookies"], Hashtags = ["DunkNight"] };

    private EventSummary _summary = new(1);
    private int _made;

    [SetUp]
    public void Begin() => (_summary, _made) = (new EventSummary(1), 0);

    [Test]
    public void Of_EventOutOfTheBlue_IsUnexpectedAndForConsumers()
    {
        Posts(20);
        WaveType type = Judge();

        Assert.That((type.IsExpected, type.Lead, type.Audience), Is.EqualTo((false, WaveLead.Event, WaveAudience.Consumers)));
        Assert.That(type.Because, Is.EqualTo([WaveReason.Unforeseen, WaveReason.NotAboutTheBrand, WaveReason.NoNewsYet, WaveReason.Rising]));
    }

    [Test]
    public void Of_TopicAtItsUsualHour_IsExpected()
    {
        Posts(20);
        WaveType type = Judge(SampleTopics.Topic(1, "derby") with { AtUsualHour = true });

        Assert.That(type.IsExpected, Is.True);
        Assert.That(type.Because, Does.Contain(WaveReason.UsualHour));
    }

    [TestCase("#DunkNight", ExpectedResult = true)]
    [TestCase("dunk night", ExpectedResult = true)]
    [TestCase("dunk", ExpectedResult = false)]
    public bool Of_PlannedHashtag_IsExpected(string label)
    {
        Posts(20);
        return Judge(SampleTopics.Topic(1, label)).IsExpected;
    }

    [Test]
    public void Of_OwnAccountAmongTheFirst_IsLedByTheBrand()
    {
        Posts(1, author: "SnackCookies");
        Posts(30);

        Assert.That(Judge().Lead, Is.EqualTo(WaveLead.Brand));
        Assert.That(Judge().Because, Does.Contain(WaveReason.OwnAccountFirst));
    }

    [Test]
    public void Of_BrandNamedInHalfOfTheFirst_IsLedByTheBrand()
    {
        for (int i = 0; i < 10; i++)
            Posts(1, named: i % 2 == 0);
        Posts(100);

        Assert.That(Judge().Because, Does.Contain(WaveReason.NamedFirst).And.Not.Contain(WaveReason.NamedByMost));
        Assert.That(Judge().Lead, Is.EqualTo(WaveLead.Brand));
    }

    [Test]
    public void Of_BrandJoinedLater_IsLedByTheEvent()
    {
        Posts(30);
        Posts(20, named: true);

        Assert.That(Judge().Lead, Is.EqualTo(WaveLead.Event));
    }

    [Test]
    public void Of_FreshNewsInFewOutlets_SpeaksToJournalists()
    {
        Posts(20);
        News("wire", Start);
        News("daily", Start + 60_000);
        WaveType type = Judge(now: Start + 1_800_000);

        Assert.That(type.Audience, Is.EqualTo(WaveAudience.Journalists));
        Assert.That(type.Because, Is.SupersetOf(new[] { WaveReason.FreshNews, WaveReason.FewOutlets, WaveReason.Rising }));
    }

    [Test]
    public void Of_NewsInManyOutlets_SpeaksToConsumers()
    {
        Posts(20);
        for (int i = 0; i <= TypologyRules.FewOutlets; i++)
            News($"outlet{i}", Start);

        Assert.That(Judge().Audience, Is.EqualTo(WaveAudience.Consumers));
        Assert.That(Judge().Because, Does.Contain(WaveReason.ManyOutlets));
    }

    [Test]
    public void Of_OldNews_SpeaksToConsumers()
    {
        Posts(20);
        News("wire", Start);

        Assert.That(Judge(now: Start + (TypologyRules.FreshMinutes * 60_000L) + 1).Because, Does.Contain(WaveReason.OldNews));
        Assert.That(Judge(now: Start + (TypologyRules.FreshMinutes * 60_000L) + 1).Audience, Is.EqualTo(WaveAudience.Consumers));
    }

    [Test]
    public void Of_FreshNewsThatFades_SpeaksToConsumers()
    {
        Posts(20);
        News("wire", Start);

        Assert.That(Judge(SampleTopics.Topic(1, "#dark") with { Phase = TrendPhase.Fading }).Audience, Is.EqualTo(WaveAudience.Consumers));
    }

    [Test]
    public void Of_WhereItGrows_NamesLanguagesPlacesAndSources()
    {
        for (int i = 0; i < 40; i++)
            Add(Make($"early{i}", Start - 1_800_000), Tags("en", null, false));
        for (int i = 0; i < 40; i++)
            Add(Make($"late{i}", Start), Tags(i % 2 == 0 ? "it" : "en", i % 2 == 0 ? "Rovigo" : null, false));

        Assert.That(Judge().Where.Select(w => (w.Kind, w.Name)), Is.EqualTo(
        [
            (WavePlaceKind.Language, "it"),
            (WavePlaceKind.Place, "Rovigo"),
            (WavePlaceKind.Source, "x"),
        ]));
    }

    private WaveType Judge(TopicSnapshot? lead = null, long now = Start + 60_000) => TypologyRules.Of(
        new Opportunity
        {
            EventFounder = "#dark",
            EventOnsetAt = Start,
            Brand = 0,
            Score = 50,
            Factors = [],
            Magnitude = 50,
            Severity = 5,
            Veto = null,
            Relevance = 0.5,
            Lead = lead ?? SampleTopics.Topic(1, "#dark"),
            Topics = [],
            IsOver = false,
            Summary = _summary,
        },
        s_brand,
        new OwnAccounts([s_brand]),
        now);

    private void Posts(int count, string? author = null, bool named = false)
    {
        for (int i = 0; i < count; i++)
            Add(Make(author ?? $"author{_made}", Start), Tags("en", null, named));
    }

    private void News(string outlet, long at) => Add(
        new Post { Id = $"n{_made++}", Kind = PostKind.News, Source = "news", PostedAt = at, CountedAt = at, Author = outlet, AuthorKey = StableHash.Of(outlet) },
        Tags("en", null, false));

    private void Add(Post post, PostTags tags) => _summary.Add(post, tags);

    private Post Make(string author, long at) => new()
    {
        Id = $"x:{_made++}",
        Source = "x",
        PostedAt = at,
        CountedAt = at,
        IsCounted = true,
        Author = author,
        AuthorKey = StableHash.Of(author),
    };

    private static PostTags Tags(string language, string? place, bool named) => new()
    {
        Language = new LanguageTag(language, 1),
        Entities = place is null ? [] : [new EntityTag(place, EntityKind.Place, 0, place.Length, place)],
        Brands = [named ? new BrandTag(1, ["Snack"]) { IsNamed = true } : new BrandTag(0, [])],
    };
}
