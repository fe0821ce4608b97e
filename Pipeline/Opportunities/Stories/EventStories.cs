using RtmPipeline.Posts.Text;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>Finds the news of each event: the stories in whose items the event's topics stand, or to whose items its posts link.</summary>
/// <remarks>
/// A story fits an event by the sum, over the event's busiest topics, of how rare the topic is among stories × the share of the story's items that have it × the topic's share of
/// the event. One rare hashtag, pair or link is enough where most items have it; a single word never is, as a word trends for many reasons.
/// </remarks>
internal sealed class EventStories(StoryTracker tracker)
{
    /// <summary>Topics of an event that are looked up: its busiest.</summary>
    private const int MaxTopics = 30;

    /// <summary>A topic counts in full from this part of the busiest one's peak: people call one thing by several names.</summary>
    private const double FullShare = 6;

    /// <summary>Stories that are taken together for one event.</summary>
    private const int MaxStories = 8;

    /// <summary>How often an event's news is looked for anew.</summary>
    private const long EveryMs = 5_000;

    /// <summary>News that fell silent so long before posts rose is about something else.</summary>
    private const long NewsAheadMs = 6 * 3_600_000L;

    private const long FreshMs = 3_600_000;

    /// <summary>Sum from which a story fits: two topics that stand in one story of a hundred each, in most of its items.</summary>
    private const double MinFit = 6;

    /// <summary>Rarity from which a hashtag, pair or link fits by itself: one story of twenty.</summary>
    private const double MinAlone = 3;

    /// <summary>Stories that stand for a stream whose size says nothing yet.</summary>
    private const double PriorStories = 50;

    /// <summary>Posts that link to a story before what else stands in them says what it is about.</summary>
    private const int MinLinkingPosts = 3;

    private readonly Dictionary<Story, Fit> _fits = [];

    /// <summary>How well a story fits.</summary>
    private readonly record struct Fit(double Sum, int Topics, bool IsEnoughAlone);

    /// <summary>Brings the news of an event up to date.</summary>
    public void Link(TrendEvent trendEvent, long now)
    {
        if (tracker.Stories.Count == 0 || (trendEvent.StoryLinkedAt != long.MinValue && now - trendEvent.StoryLinkedAt < EveryMs))
            return;
        trendEvent.StoryLinkedAt = now;
        List<Story> fitting = Fitting(trendEvent);
        if (fitting.Count > 0)
            trendEvent.Story = Tell(fitting, trendEvent, now);
    }

    /// <summary>True when news tells of two events as one: a story of at least two publishers fits both.</summary>
    public bool SameStory(TrendEvent a, TrendEvent b) =>
        a.Story is { Publishers: > 1 } && b.Story is { Publishers: > 1 } && a.Story.Stories.Intersect(b.Story.Stories, StringComparer.Ordinal).Any(tracker.IsOfSeveralPublishers);

    private List<Story> Fitting(TrendEvent trendEvent)
    {
        _fits.Clear();
        double busiest = trendEvent.Topics.Max(t => t.Snapshot.PeakPerMinute);
        IEnumerable<TopicSnapshot> topics = trendEvent.Topics.Select(t => t.Snapshot).OrderByDescending(s => s.PeakPerMinute).ThenBy(s => s.StableKey, StringComparer.Ordinal).Take(MaxTopics);
        foreach (TopicSnapshot topic in topics)
            Add(topic, Math.Min(1, FullShare * topic.PeakPerMinute / Math.Max(busiest, 1e-9)), trendEvent.OnsetAt);
        return
        [
            .. _fits.Where(f => f.Value.Sum >= MinFit ? f.Value.Topics > 1 || f.Value.IsEnoughAlone : f.Value.IsEnoughAlone)
                .OrderByDescending(f => f.Key.Id == trendEvent.Story?.Id).ThenByDescending(f => Math.Round(f.Value.Sum, 6)).ThenBy(f => f.Key.Number)
                .Take(MaxStories).Select(f => f.Key),
        ];
    }

    private void Add(TopicSnapshot topic, double share, long onsetAt)
    {
        IReadOnlyList<Story> stories = tracker.WithTerm(topic.Key);
        double rarity = Math.Round(Math.Log((tracker.Stories.Count + PriorStories) / (stories.Count + 0.5)), 3);
        if (tracker.IsCommon(topic.Key) || rarity <= 0)
            return;
        bool isWord = topic.Kind is TopicKind.Word or TopicKind.Mention;
        foreach (Story story in stories)
        {
            if (story.LastAt < onsetAt - NewsAheadMs)
                continue;
            double said = ShareOf(story, topic.Key);
            Fit fit = _fits.GetValueOrDefault(story);
            bool alone = !isWord && said >= 0.5 && share >= 0.5 && rarity >= MinAlone;
            _fits[story] = new Fit(fit.Sum + (rarity * said * share), fit.Topics + (said >= 0.25 ? 1 : 0), fit.IsEnoughAlone || alone);
        }
    }

    /// <summary>Share of a story's items that have a term, or of the posts that link to them.</summary>
    private static double ShareOf(Story story, ulong term)
    {
        double said = (double)story.Terms.GetValueOrDefault(term) / Math.Max(1, story.Items.Count);
        double linked = story.LinkingPosts < MinLinkingPosts ? 0 : (double)story.LinkedTerms.GetValueOrDefault(term) / story.LinkingPosts;
        return Math.Min(1, Math.Max(said, linked));
    }

    private static EventStory Tell(List<Story> stories, TrendEvent trendEvent, long now)
    {
        StoryItem[] items = [.. stories.SelectMany(s => s.Items)];
        StoryItem first = items.MinBy(i => (i.At, i.Id), Comparer<(long At, string Id)>.Create((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Id, b.Id)))!;
        int copies = items.Count(i => i.IsCopy);
        return new EventStory
        {
            Id = stories[0].Id,
            Stories = [.. stories.Select(s => s.Id)],
            Items = items.Length - copies + stories.Sum(s => s.More),
            Publishers = stories.Count == 1 ? stories[0].Publishers : items.Select(i => i.Publisher).Distinct(StringComparer.Ordinal).Count(),
            Copies = copies,
            Languages = [.. items.GroupBy(i => i.Language, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)],
            FirstPublisher = first.Publisher,
            FirstAt = first.At,
            LastAt = stories.Max(s => s.LastAt),
            PublishersLastHour = items.Where(i => now - i.At <= FreshMs).Select(i => i.Publisher).Distinct(StringComparer.Ordinal).Count(),
            Leads = first.At < trendEvent.OnsetAt ? StoryLead.News : StoryLead.Social,
            LeadMinutes = Math.Round(Math.Abs(first.At - trendEvent.OnsetAt) / 60_000.0, 1),
        };
    }
}
