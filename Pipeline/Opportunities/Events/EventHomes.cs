using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Events;

/// <summary>A topic's place in its event; the generation tells whether the slot still means the same topic.</summary>
internal readonly record struct EventMembership(int Generation, TrendEvent Event, EventTopic Topic);

/// <param name="Event">Where a topic belongs; null for an event of its own.</param>
/// <param name="Share">Share of the topic's posts that are about the event; 1 for another name of it.</param>
internal readonly record struct EventHome(TrendEvent? Event, double Share);

/// <summary>Finds the event that a topic belongs to: by its name, else by the posts that both share.</summary>
/// <param name="options">Shares that are needed.</param>
/// <param name="recent">The newest posts.</param>
/// <param name="events">Live events; not changed here.</param>
/// <param name="eventBySlot">Their topics; not changed here.</param>
internal sealed class EventHomes(OpportunityOptions options, RecentPosts recent, List<TrendEvent> events, Dictionary<int, EventMembership> eventBySlot)
{
    /// <summary>Recent posts of a topic that are looked at to find its event, and how far back.</summary>
    private const int PostsToCompare = 200;
    private const long LookBackMs = 3_600_000;

    /// <summary>Posts a topic must have in common with an event before a share means anything. A text that travels ties its words once: repeated again, it counts so much.</summary>
    private const int MinCommonPosts = 2;
    private const double RepeatWeight = 0.05;

    /// <summary>Texts and share of them that make a topic a tragedy.</summary>
    private const double TragicTexts = 3;
    private const double TragicShare = 0.3;

    /// <summary>Onsets this near to each other are together.</summary>
    private const long TogetherMs = 180_000;

    /// <summary>Topics of which one is part of the other's name, or which mean the same, are one event when they begin as near as this.</summary>
    private const long KinMs = 600_000;

    /// <summary>How long an event is young: topics of its first wave join it easily, later waves must be about it.</summary>
    private const long YoungMs = 1_800_000;

    /// <summary>How long before its onset a topic's posts belong to its wave.</summary>
    private const long WaveMs = 1_800_000;

    private readonly HashSet<TrendEvent> _found = [];
    private readonly HashSet<ulong> _texts = [];
    private readonly EventCores _core = new();

    /// <summary>Time from which a topic's posts belong to its wave.</summary>
    public static long WaveBegin(TopicSnapshot snapshot) => Math.Max(snapshot.FirstSeen, snapshot.OnsetAt - WaveMs);

    /// <summary>What a topic has in common with an event: posts, their weight, and that of those about a tragedy.</summary>
    private readonly record struct Common(int Posts, double Weight, double Tragic);

    /// <summary>The event that a topic is another name of, else the one that most of its recent posts are about, if the share is enough.</summary>
    public EventHome Find(TopicSnapshot snapshot, in TopicName name, long now, TrendEvent? except)
    {
        if (events.Count == 0)
            return default;
        if (FindKin(snapshot, name, except) is { } kin)
            return new EventHome(kin, 1);
        _core.Refresh(events, recent, now);
        var common = new Common[events.Count];
        _texts.Clear();
        int posts = 0;
        double weight = 0;
        double tragic = 0;
        long since = Math.Max(now - LookBackMs, WaveBegin(snapshot));
        for (long number = recent.Count - 1; number >= recent.Oldest && posts < PostsToCompare; number--)
        {
            if (recent.Post(number) is not { } post)
                continue;
            if (post.CountedAt < since)
            {
                if (post.CountedAt < since - EventTracker.LatenessMs)
                    break;
                continue;
            }

            ReadOnlySpan<int> slots = recent.Slots(number);
            if (!slots.Contains(snapshot.Slot))
                continue;
            posts++;
            double one = _texts.Add(TextShares.TextOf(post)) ? 1 : RepeatWeight;
            weight += one;
            bool isTragic = Tragedies.IsOne(recent.Tags(number).Safety);
            tragic += isTragic ? one : 0;
            CountEvents(slots, snapshot.Slot, one, isTragic, common);
        }

        EventHome best = default;
        for (int e = 0; e < events.Count; e++)
        {
            double share = common[e].Weight / weight;
            // A tragedy within an event that is none is an event of its own, however much they have in common: the one must not hide the other.
            bool isTragedy = events[e].Summary.TragicShare >= options.SafetyShare;
            if (tragic >= TragicTexts && tragic >= TragicShare * weight && !isTragedy)
                continue;
            // And a common word ("rest") that is in many texts about a tragedy is no second one.
            bool belongs = share >= ShareNeeded(snapshot, events[e]) || (isTragedy && tragic >= TragicTexts && common[e].Tragic >= tragic / 2);
            if (common[e].Posts >= MinCommonPosts && events[e] != except && share > best.Share && belongs)
                best = new EventHome(events[e], share);
        }

        return best;
    }

    /// <summary>The event with a name of the same spelling, or with a related name that began at about the same time: then the nearest in time.</summary>
    private TrendEvent? FindKin(TopicSnapshot snapshot, in TopicName name, TrendEvent? except)
    {
        TrendEvent? nearest = null;
        long distance = KinMs + 1;
        foreach (TrendEvent trendEvent in events)
        {
            if (trendEvent == except)
                continue;
            foreach (EventTopic topic in trendEvent.Topics)
            {
                long apart = Math.Abs(snapshot.OnsetAt - topic.Snapshot.OnsetAt);
                if (topic.IsName && apart < distance && name.IsKinOf(topic.Name))
                    (nearest, distance) = (trendEvent, apart);
            }
        }

        if (nearest is not null)
            return nearest;
        TopicName wanted = name;
        return events.Find(e => e != except && e.Topics.Exists(t => t.IsName && t.Name.IsSameAs(wanted)));
    }

    /// <summary>Topics that begin together need little in common to be one event; a wave that begins inside a long event must be about it.</summary>
    private double ShareNeeded(TopicSnapshot snapshot, TrendEvent trendEvent) => Math.Abs(snapshot.OnsetAt - trendEvent.OnsetAt) switch
    {
        <= TogetherMs => options.JoinShare / 2,
        <= YoungMs => options.JoinShare,
        _ => options.LateJoinShare,
    };

    /// <summary>While an event goes on, names of which nobody speaks any more tie nothing to it, but for the one it began with: most were words of one post. Once it is over, all of them are what is known of it.</summary>
    private static bool Ties(in EventMembership known) =>
        known.Topic.IsName
        && (known.Topic.IsTrending || known.Topic == known.Event.Lead || known.Topic == known.Event.Topics[0] || known.Event.Lead is not { IsTrending: true });

    /// <summary>Counts a post for each event that it carries a topic or a core word of.</summary>
    private void CountEvents(ReadOnlySpan<int> slots, int except, double weight, bool isTragic, Common[] common)
    {
        _found.Clear();
        foreach (int slot in slots)
        {
            if (slot == except)
                continue;
            if (eventBySlot.TryGetValue(slot, out EventMembership known) && Ties(known))
                _found.Add(known.Event);
            foreach (TrendEvent trendEvent in _core.EventsOf(slot))
                _found.Add(trendEvent);
        }

        for (int e = 0; e < common.Length; e++)
        {
            if (_found.Contains(events[e]))
                common[e] = new Common(common[e].Posts + 1, common[e].Weight + weight, common[e].Tragic + (isTragic ? weight : 0));
        }
    }

    public void Save(StateWriter to) => _core.Save(to, events);

    public void Load(StateReader from, Dictionary<int, TrendEvent> byIndex) => _core.Load(from, byIndex);
}
