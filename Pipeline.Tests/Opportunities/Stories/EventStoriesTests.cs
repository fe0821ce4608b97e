using NUnit.Framework;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Opportunities.Stories;

internal sealed class EventStoriesTests
{
    private const long Minute = 60_000;
    private readonly NewsPosts _news = new();
    private StoryTracker _tracker = null!;
    private EventStories _stories = null!;

    [SetUp]
    public void Begin()
    {
        _tracker = new StoryTracker();
        _stories = new EventStories(_tracker);
    }

    [Test]
    public void Link_NewsAfterPosts_TellsThatSocialLeads()
    {
        TrendEvent quake = Event(1, NewsPosts.Start, "earthquake", "chile");
        TakeQuake(minute: 12, site: "a.example");
        TakeQuake(minute: 20, site: "b.example");

        _stories.Link(quake, NewsPosts.Start + (21 * Minute));

        Assert.That((quake.Story!.Leads, quake.Story.LeadMinutes), Is.EqualTo((StoryLead.Social, 12.0)));
        Assert.That((quake.Story.FirstPublisher, quake.Story.FirstAt), Is.EqualTo(("a.example", NewsPosts.Start + (12 * Minute))));
        Assert.That((quake.Story.Items, quake.Story.Publishers, quake.Story.Copies, quake.Story.PublishersLastHour), Is.EqualTo((1, 2, 1, 2)));
    }

    [Test]
    public void Link_NewsBeforePosts_TellsThatNewsLeads()
    {
        TakeQuake(minute: 0, site: "a.example");
        TrendEvent quake = Event(1, NewsPosts.Start + (45 * Minute), "earthquake", "chile");

        _stories.Link(quake, NewsPosts.Start + (46 * Minute));

        Assert.That((quake.Story!.Leads, quake.Story.LeadMinutes), Is.EqualTo((StoryLead.News, 45.0)));
    }

    [Test]
    public void Link_EventOfOtherWords_HasNoStory()
    {
        TakeQuake(minute: 0, site: "a.example");
        TrendEvent other = Event(1, NewsPosts.Start, "halftime", "show");
        _stories.Link(other, NewsPosts.Start + Minute);
        Assert.That(other.Story, Is.Null);
    }

    [Test]
    public void Link_EventOfOneWordThatStandsInTheNews_HasNoStory()
    {
        TakeQuake(minute: 0, site: "a.example");
        TrendEvent other = Event(1, NewsPosts.Start, "northern", "soul");
        _stories.Link(other, NewsPosts.Start + Minute);
        Assert.That(other.Story, Is.Null);
    }

    [Test]
    public void Link_HashtagOfPostsThatLinkToTheNews_FindsIt()
    {
        Take(_news.Item(0, "a.example", "en", "Magnitude 6.4 earthquake shakes northern Chile", "Two people were injured.", url: "https://a.com/quake"));
        for (int i = 0; i < 4; i++)
            Take(_news.Post(i, "Stay safe everybody #fuerzachile https://a.com/quake"));
        TrendEvent tag = Event(1, NewsPosts.Start, "#fuerzachile");

        _stories.Link(tag, NewsPosts.Start + (5 * Minute));

        Assert.That(tag.Story?.FirstPublisher, Is.EqualTo("a.com"), "no item has the hashtag");
    }

    [Test]
    public void Link_NewsThatFellSilentLongBefore_IsNotIts()
    {
        TakeQuake(minute: 0, site: "a.example");
        TrendEvent later = Event(1, NewsPosts.Start + (7 * 60 * Minute), "earthquake", "chile");
        _stories.Link(later, NewsPosts.Start + (7 * 60 * Minute));
        Assert.That(later.Story, Is.Null);
    }

    [Test]
    public void Link_NewsInOtherWords_IsTakenTogether()
    {
        Take(_news.Item(0, "a.example", "en", "Power outage stops the Averling derby", "The arena went dark after a fault at Stura."));
        Take(_news.Item(4, "b.example", "en", "What we know so far: power outage", "Engineers are checking a cable at the Brackenfold substation."));
        TrendEvent outage = Event(1, NewsPosts.Start, "power", "outage");
        _stories.Link(outage, NewsPosts.Start + (5 * Minute));
        Assert.That((outage.Story!.Publishers, outage.Story.Items), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Link_SoonAfterTheLastTime_LooksNotAgain()
    {
        TrendEvent quake = Event(1, NewsPosts.Start, "earthquake", "chile");
        Take(_news.Item(0, "z.example", "en", "Library of Averling reopens", "It has a glass roof."));
        _stories.Link(quake, NewsPosts.Start + Minute);
        TakeQuake(minute: 1, site: "a.example");
        _stories.Link(quake, NewsPosts.Start + Minute + 1_000);
        Assert.That(quake.Story, Is.Null);
        _stories.Link(quake, NewsPosts.Start + Minute + 5_000);
        Assert.That(quake.Story, Is.Not.Null);
    }

    [Test]
    public void Link_FirstItemDeleted_TellsOfTheNext()
    {
        TrendEvent quake = Event(1, NewsPosts.Start, "earthquake", "chile");
        Post first = TakeQuake(minute: 2, site: "a.example");
        TakeQuake(minute: 9, site: "b.example");
        Take(NewsPosts.Delete(first.Id));

        _stories.Link(quake, NewsPosts.Start + (10 * Minute));

        Assert.That((quake.Story!.FirstPublisher, quake.Story.LeadMinutes, quake.Story.Copies), Is.EqualTo(("b.example", 9.0, 0)));
    }

    [Test]
    public void SameStory_TwoEventsOfOneStory_AreTied()
    {
        TakeQuake(minute: 0, site: "a.example");
        TakeQuake(minute: 3, site: "b.example");
        TrendEvent quake = Event(1, NewsPosts.Start, "earthquake", "chile");
        TrendEvent place = Event(2, NewsPosts.Start, "copiapo", "tremor");
        TrendEvent other = Event(3, NewsPosts.Start, "halftime", "show");
        foreach (TrendEvent trendEvent in new[] { quake, place, other })
            _stories.Link(trendEvent, NewsPosts.Start + (4 * Minute));
        Assert.That((_stories.SameStory(quake, place), _stories.SameStory(quake, other)), Is.EqualTo((true, false)));
    }

    [Test]
    public void Update_YoungEventsOfOneStory_BecomeTheOlderOne()
    {
        TakeQuake(minute: 0, site: "a.example");
        TakeQuake(minute: 3, site: "b.example");
        EventTracker tracker = new(new OpportunityOptions(), 1, _stories);
        for (int i = 0; i < 20; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), i % 2 == 0 ? [1, 2] : [3, 4]);
        TopicSnapshot[] topics = [.. new[] { "earthquake", "chile", "copiapo", "tremor" }.Select((word, i) => Topic(i + 1, $"word:{word}"))];
        long first = NewsPosts.Start + (4 * Minute);
        tracker.Update(new TickSnapshots(0, first, topics));
        Assert.That(tracker.Events, Has.Count.EqualTo(2), "no post has words of both");
        foreach (TrendEvent trendEvent in tracker.Events)
            _stories.Link(trendEvent, first);

        tracker.Update(new TickSnapshots(0, first + Minute - (first % Minute), topics));

        Assert.That(tracker.Events.Single().Topics, Has.Count.EqualTo(4));
    }

    private static TopicSnapshot Topic(int slot, string stable)
    {
        Assert.That(TermLabel.TryKeyOf(stable, out ulong key), Is.True);
        return SampleTopics.Topic(slot, stable, NewsPosts.Start) with { Key = key, Kind = TopicKind.Word };
    }

    [Test]
    public void SameStory_OfOnePublisherAlone_TiesNothing()
    {
        TakeQuake(minute: 0, site: "a.example");
        TrendEvent quake = Event(1, NewsPosts.Start, "earthquake", "chile");
        TrendEvent place = Event(2, NewsPosts.Start, "copiapo", "tremor");
        _stories.Link(quake, NewsPosts.Start + Minute);
        _stories.Link(place, NewsPosts.Start + Minute);
        Assert.That(_stories.SameStory(quake, place), Is.False);
    }

    private Post TakeQuake(double minute, string site) => Take(_news.Item(
        minute, site, "en", "Magnitude 6.4 earthquake shakes northern Chile", "The tremor struck near Copiapó at dawn, the national emergency office said."));

    private Post Take(Post post)
    {
        _tracker.Observe(post, post.HasText ? _news.TagsOf(post) : SampleTopics.Tags(0));
        return post;
    }

    private static TrendEvent Event(int index, long onsetAt, params string[] topics)
    {
        TrendEvent trendEvent = new() { Index = index, Founder = topics[0], OnsetAt = onsetAt, Summary = new EventSummary(1) };
        for (int i = 0; i < topics.Length; i++)
        {
            string stable = topics[i][0] == '#' ? topics[i] : $"word:{topics[i]}";
            Assert.That(TermLabel.TryKeyOf(stable, out ulong key), Is.True);
            TopicSnapshot topic = SampleTopics.Topic((index * 10) + i, stable, onsetAt) with { Key = key, Kind = topics[i][0] == '#' ? TopicKind.Hashtag : TopicKind.Word };
            trendEvent.Topics.Add(new EventTopic(topic, isName: true));
        }

        trendEvent.ChooseLead();
        return trendEvent;
    }
}
