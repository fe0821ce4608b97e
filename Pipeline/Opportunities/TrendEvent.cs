using RtmPipeline.Opportunities.Events;
using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities;

/// <summary>A topic that belongs to an event.</summary>
internal sealed class EventTopic(TopicSnapshot snapshot, bool isName)
{
    /// <summary>As it was called when it joined.</summary>
    public TopicName Name { get; private init; } = new(snapshot);

    /// <summary>True when its posts are posts of the event; false for a common word that only goes along with it.</summary>
    public bool IsName { get; } = isName;

    /// <summary>The topic as last read.</summary>
    public TopicSnapshot Snapshot { get; set; } = snapshot;

    public bool IsTrending => Snapshot.Phase != TrendPhase.Over;

    public void Save(SharedWriter shared)
    {
        SnapshotState.Write(shared.To, Snapshot);
        Name.Save(shared.To);
        shared.To.Bool(IsName);
    }

    public static EventTopic Load(SharedReader shared)
    {
        TopicSnapshot snapshot = SnapshotState.Read(shared.From);
        TopicName name = TopicName.Load(shared.From);
        return new EventTopic(snapshot, shared.From.Bool()) { Name = name };
    }
}

/// <summary>Topics that are one event: the hashtag, its variants, the words and phrases that go with it.</summary>
internal sealed class TrendEvent
{
    /// <summary>Topics of one event; beyond them the weakest that no longer trends makes room.</summary>
    public const int MaxTopics = 200;

    /// <summary>How much larger another topic must be to take the lead, so that an event does not change its name with every tick.</summary>
    private const double LeadHysteresis = 1.5;

    /// <summary>A name is one of the greater ones from this share of the lead's rate on.</summary>
    private const double GreatShare = 0.25;

    public required int Index { get; init; }

    /// <summary>Stable key of the topic that founded it.</summary>
    public required string Founder { get; init; }

    /// <summary>Stream time of the founder's onset.</summary>
    public required long OnsetAt { get; init; }

    public required EventSummary Summary { get; init; }

    public List<EventTopic> Topics { get; } = [];

    public EventTopic? Lead { get; private set; }

    /// <summary>Stream time at which a topic of it was last seen to trend.</summary>
    public long LastTrendingAt { get; set; }

    /// <summary>The event that its topics went over to; it is read a last time then, as over. Null while it stands for itself.</summary>
    public TrendEvent? MergedInto { get; set; }

    public bool IsMerged => MergedInto is not null;

    /// <summary>True once it made room for another: it is read a last time then, as over.</summary>
    public bool IsDropped { get; set; }

    /// <summary>Stream time of the last tick that read a topic of it.</summary>
    public long UpdatedAt { get; set; } = long.MinValue;

    /// <summary>What news tells of it; null while news tells nothing.</summary>
    public EventStory? Story { get; set; }

    /// <summary>Stream time at which its news was last looked for.</summary>
    public long StoryLinkedAt { get; set; } = long.MinValue;

    /// <summary>Brands against which it turned out to be a wave; once it is one it stays one.</summary>
    public HashSet<int> ThreatTo { get; } = [];

    /// <summary>Chooses the topic that stands for the event; it stays until it no longer trends or another is clearly larger.</summary>
    public void ChooseLead()
    {
        EventTopic? best = null;
        foreach (EventTopic topic in Topics)
        {
            if (topic is { IsName: true, IsTrending: true } && (best is null || Standing(topic) > Standing(best)))
                best = topic;
        }

        if (best is null)
            return;
        if (Lead is null || !Lead.IsTrending || Standing(best) > LeadHysteresis * Standing(Lead))
            Lead = best;
    }

    /// <summary>
    /// True when one of its greater names says that people came to harm. Posts that only name an event ("airport shootings") say little else by which a tragedy could be told.
    /// </summary>
    public bool IsNamedAsHarm() =>
        Lead is { } lead && Topics.Exists(t => t is { IsName: true, IsTrending: true } && t.Name.IsHarm && t.Snapshot.PerMinute >= GreatShare * lead.Snapshot.PerMinute);

    /// <summary>The least of the topics that no longer trend; null when all do.</summary>
    public EventTopic? WeakestEnded() =>
        Topics.Where(t => !t.IsTrending && t != Lead).MinBy(t => (t.IsName, t.Snapshot.PeakPerMinute, t.Snapshot.Key));

    /// <summary>A topic leads by its rate; what people can read and search for weighs more.</summary>
    private static double Standing(EventTopic topic) => topic.Snapshot.PerMinute * topic.Snapshot.Kind switch
    {
        Posts.Text.TopicKind.Hashtag => 1.5,
        Posts.Text.TopicKind.Pair => 1.3,
        Posts.Text.TopicKind.Cashtag => 1.2,
        Posts.Text.TopicKind.Word => 1,
        _ => 0.7,
    };

    /// <summary>An event that merged or made room is told in the same tick and never saved.</summary>
    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        to.Int(Index);
        to.Text(Founder);
        to.Long(OnsetAt);
        to.Int(Topics.Count);
        foreach (EventTopic topic in Topics)
            shared.Topic(topic);
        shared.Topic(Lead);
        to.Long(LastTrendingAt);
        to.Long(UpdatedAt);
        to.Bool(Story is not null);
        Story?.Save(shared);
        to.Long(StoryLinkedAt);
        to.Values((int[])[.. ThreatTo.Order()]);
        Summary.Save(shared);
    }

    /// <param name="shared">The state.</param>
    /// <param name="summary">A fresh one.</param>
    public static TrendEvent Load(SharedReader shared, EventSummary summary)
    {
        StateReader from = shared.From;
        TrendEvent trendEvent = new() { Index = from.Int(), Founder = from.NotNullText(), OnsetAt = from.Long(), Summary = summary };
        int topics = SortedState.CountUpTo(from, MaxTopics, sizeof(int));
        if (topics == 0)
            throw from.Broken("an event without a topic");
        for (int i = 0; i < topics; i++)
            trendEvent.Topics.Add(shared.NotNullTopic());
        trendEvent.Lead = shared.Topic();
        trendEvent.LastTrendingAt = from.Long();
        trendEvent.UpdatedAt = from.Long();
        trendEvent.Story = from.Bool() ? EventStory.Load(shared) : null;
        trendEvent.StoryLinkedAt = from.Long();
        trendEvent.ThreatTo.UnionWith(from.Values<int>());
        summary.Load(shared);
        return trendEvent;
    }
}
