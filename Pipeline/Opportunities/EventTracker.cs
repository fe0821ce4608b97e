using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Opportunities.Events;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities;

/// <summary>
/// Puts trending topics together to events, and keeps a summary of each event's posts. A topic belongs to an event when it is another name of it
/// (<see cref="TopicName"/>), or when enough of its recent posts also carry the event's names, or the words that the event's posts are made of;
/// otherwise it founds an event of its own.
/// </summary>
internal sealed class EventTracker(OpportunityOptions options, int brands)
{
    /// <summary>Recent posts of a topic that are looked at to find its event, and how far back.</summary>
    private const int PostsToCompare = 200;
    private const long LookBackMs = 3_600_000;

    /// <summary>Posts may come out of order by so much: a post this much older than a time ends the search for posts since then.</summary>
    private const long LatenessMs = 1_200_000;

    /// <summary>Posts a topic must have in common with an event before a share means anything. A text that travels ties its words once: repeated again, it counts so much.</summary>
    private const int MinCommonPosts = 2;
    private const double RepeatWeight = 0.05;

    /// <summary>Onsets this near to each other are together.</summary>
    private const long TogetherMs = 180_000;

    /// <summary>How long after its onset an event may still turn out to be part of another, and how often that is looked at.</summary>
    private const long MergeMs = 600_000;
    private const long MergeEveryMs = 5_000;

    /// <summary>Topics of which one is part of the other's name, or which mean the same, are one event when they begin as near as this.</summary>
    private const long KinMs = 600_000;

    /// <summary>How long before its onset a topic's posts belong to its wave.</summary>
    private const long WaveMs = 1_800_000;

    /// <summary>How long an event is young: topics of its first wave join it easily, later waves must be about it.</summary>
    private const long YoungMs = 1_800_000;

    private readonly RecentPosts _recent = new(options.RecentPosts);
    private readonly Dictionary<int, Membership> _eventBySlot = [];
    private readonly List<TrendEvent> _events = [];
    private readonly List<TrendEvent> _touched = [];
    private readonly HashSet<TrendEvent> _found = [];
    private readonly HashSet<ulong> _texts = [];
    private readonly EventCores _core = new();
    private int _brands = brands;
    private readonly StreamHabits _habits = new();
    private int _founded;

    /// <summary>
    /// A topic names an event when nearly all it is mentioned for now is new, or when nearly all its posts are about the event. A common word that only goes along
    /// with an event ("minutes") is kept with it, but its posts are no posts of the event, and tie no other topics to it.
    /// </summary>
    private const double NewShare = 0.9;
    private const double NamingShare = 0.7;

    /// <summary>A topic's place in its event; the generation tells whether the slot still means the same topic.</summary>
    private readonly record struct Membership(int Generation, TrendEvent Event, EventTopic Topic);

    /// <summary>Live events, in the order of their founding.</summary>
    public IReadOnlyList<TrendEvent> Events => _events;

    /// <summary>Events that were dropped because there were too many.</summary>
    public long Dropped { get; private set; }

    public void Observe(Post post, PostTags tags, ReadOnlySpan<int> slots)
    {
        if (post.Action is PostAction.Delete or PostAction.DeleteAuthor)
        {
            TakeBack(_recent.Forget(post));
            foreach (TrendEvent trendEvent in _events)
                trendEvent.Summary.Forget(post);
            return;
        }

        if (!post.IsCounted)
            return;
        _habits.Add(post);
        _recent.Add(post, tags, slots.ToArray());
        if (_eventBySlot.Count == 0)
            return;
        _touched.Clear();
        foreach (int slot in slots)
        {
            if (_eventBySlot.TryGetValue(slot, out Membership known) && known.Topic.IsName && !_touched.Contains(known.Event))
                _touched.Add(known.Event);
        }

        foreach (TrendEvent trendEvent in _touched)
            Count(trendEvent, _recent.Count - 1);
    }

    private void Count(TrendEvent trendEvent, long number)
    {
        TextMarks marks = trendEvent.Summary.Add(_recent.Post(number)!, _recent.Tags(number));
        _recent.Mark(number, new RecentPosts.Counted(trendEvent.Index, marks));
    }

    /// <summary>Takes posts back from the events that counted them, as far as those still live.</summary>
    private void TakeBack(List<RecentPosts.Gone> gone)
    {
        foreach (RecentPosts.Gone post in gone)
        {
            foreach (RecentPosts.Counted counted in post.Events)
                _events.Find(e => e.Index == counted.Event)?.Summary.TakeBack(post.Post, post.Tags, counted.Marks);
        }
    }

    /// <summary>From now on posts are tagged for other brands. Recent posts are tagged again, and each event says what its posts mean to the brands of now.</summary>
    public void Adopt(BrandChange change)
    {
        _brands = change.Profiles.Count;
        var recall = new BrandRecall(change);
        for (long number = _recent.Oldest; number < _recent.Count; number++)
        {
            if (_recent.Post(number) is not { } post)
                continue;
            PostTags tags = change.Retag(post, _recent.Tags(number));
            _recent.Retag(number, tags);
            _touched.Clear();
            foreach (int slot in _recent.Slots(number))
            {
                if (_eventBySlot.TryGetValue(slot, out Membership known) && known.Topic.IsName && !_touched.Contains(known.Event) && post.CountedAt >= WaveBegin(known.Topic.Snapshot))
                    _touched.Add(known.Event);
            }

            foreach (TrendEvent trendEvent in _touched)
                recall.Add(trendEvent, post, tags);
        }

        foreach (TrendEvent trendEvent in _events)
        {
            trendEvent.Summary.Adopt(change, recall.Relevance(trendEvent));
            int[] threatTo = [.. trendEvent.ThreatTo.Select(change.PlaceAfter).Where(static place => place >= 0)];
            trendEvent.ThreatTo.Clear();
            trendEvent.ThreatTo.UnionWith(threatTo);
        }
    }

    /// <summary>Takes the readings of one tick.</summary>
    /// <returns>Events with a topic read at this tick, in the order of their founding; one that merged into another comes a last time. Valid until the next call.</returns>
    public IReadOnlyList<TrendEvent> Update(in TickSnapshots tick)
    {
        var strongestFirst = tick.Topics
            .OrderByDescending(t => t.Surprise).ThenBy(t => t.Key).ToList();
        foreach (TopicSnapshot snapshot in strongestFirst)
        {
            if (_eventBySlot.TryGetValue(snapshot.Slot, out Membership known) && known.Generation == snapshot.Generation)
                Renew(known, snapshot);
            else if (snapshot.Phase != TrendPhase.Over)
                Place(snapshot, tick.Time);
        }

        _touched.Clear();
        foreach (TopicSnapshot snapshot in strongestFirst)
        {
            if (!_eventBySlot.TryGetValue(snapshot.Slot, out Membership known))
                continue;
            if (known.Topic is { IsName: true, IsTrending: true })
                known.Event.LastTrendingAt = tick.Time;
            if (known.Event.UpdatedAt == tick.Time)
                continue;
            known.Event.UpdatedAt = tick.Time;
            _touched.Add(known.Event);
        }

        MergeYoung(tick.Time);
        foreach (TrendEvent trendEvent in _touched)
        {
            if (!trendEvent.IsMerged)
                trendEvent.ChooseLead();
        }

        _touched.Sort((a, b) => a.Index.CompareTo(b.Index));
        Forget(tick.Time);
        return _touched;
    }

    /// <summary>
    /// Events that began together are looked at again while they are young: the first posts of one event use different words, and only some
    /// later ones use several. The younger one's topics go over to the older one.
    /// </summary>
    private void MergeYoung(long now)
    {
        if (now % MergeEveryMs != 0)
            return;
        foreach (TrendEvent young in _touched)
        {
            if (now - young.OnsetAt > MergeMs || young.IsMerged || FindHome(young, now) is not { } home || home.Index > young.Index)
                continue;
            young.MergedInto = home;
            List<EventTopic> moved = [.. young.Topics];
            Remove(young);
            foreach (EventTopic topic in moved)
                Join(home, topic.Snapshot, topic.IsName);
            home.LastTrendingAt = now;
            home.ChooseLead();
        }
    }

    /// <summary>The event that a young event belongs to: one that began with it and shares its posts, or of which its lead is another name.</summary>
    private TrendEvent? FindHome(TrendEvent young, long now)
    {
        if (young.Lead is not { IsTrending: true } lead)
            return null;
        Home home = FindHome(lead.Snapshot, lead.Name, now, young);
        return home.Event is { } found && (home.Share >= NamingShare || Math.Abs(found.OnsetAt - young.OnsetAt) <= MergeMs) ? found : null;
    }

    private void Renew(in Membership known, TopicSnapshot snapshot)
    {
        known.Topic.Snapshot = snapshot;
        if (snapshot.Phase == TrendPhase.Over && !known.Event.Topics.Contains(known.Topic))
            _eventBySlot.Remove(snapshot.Slot);
    }

    private void Place(TopicSnapshot snapshot, long now)
    {
        Home home = FindHome(snapshot, new TopicName(snapshot), now, null);
        if (home.Event is { } known)
        {
            bool isNew = snapshot.BaselinePerMinute <= (1 - NewShare) * snapshot.PerMinute;
            Join(known, snapshot, isNew || home.Share >= NamingShare);
            return;
        }

        if (_events.Count >= options.MaxEvents)
            DropQuietest();
        var founded = new TrendEvent
        {
            Index = _founded++,
            Founder = snapshot.StableKey,
            OnsetAt = snapshot.OnsetAt,
            Summary = new EventSummary(_brands, _habits),
            LastTrendingAt = now,
        };
        _events.Add(founded);
        Join(founded, snapshot, isName: true);
    }

    /// <summary>What a topic has in common with an event: posts, and their weight.</summary>
    private readonly record struct Common(int Posts, double Weight);

    /// <param name="Event">Where a topic belongs; null for an event of its own.</param>
    /// <param name="Share">Share of the topic's posts that are about the event; 1 for another name of it.</param>
    private readonly record struct Home(TrendEvent? Event, double Share);

    /// <summary>The event that a topic is another name of, else the one that most of its recent posts are about, if the share is enough.</summary>
    private Home FindHome(TopicSnapshot snapshot, in TopicName name, long now, TrendEvent? except)
    {
        if (_events.Count == 0)
            return default;
        if (FindKin(snapshot, name, except) is { } kin)
            return new Home(kin, 1);
        _core.Refresh(_events, _recent, now);
        var common = new Common[_events.Count];
        _texts.Clear();
        int posts = 0;
        double weight = 0;
        long since = Math.Max(now - LookBackMs, WaveBegin(snapshot));
        for (long number = _recent.Count - 1; number >= _recent.Oldest && posts < PostsToCompare; number--)
        {
            if (_recent.Post(number) is not { } post)
                continue;
            if (post.CountedAt < since)
            {
                if (post.CountedAt < since - LatenessMs)
                    break;
                continue;
            }

            ReadOnlySpan<int> slots = _recent.Slots(number);
            if (!slots.Contains(snapshot.Slot))
                continue;
            posts++;
            double one = _texts.Add(TextShares.TextOf(post)) ? 1 : RepeatWeight;
            weight += one;
            CountEvents(slots, snapshot.Slot, one, common);
        }

        Home best = default;
        for (int e = 0; e < _events.Count; e++)
        {
            double share = common[e].Weight / weight;
            if (common[e].Posts >= MinCommonPosts && _events[e] != except && share > best.Share && share >= ShareNeeded(snapshot, _events[e]))
                best = new Home(_events[e], share);
        }

        return best;
    }

    /// <summary>The event with a name of the same spelling, or with a related name that began at about the same time: then the nearest in time.</summary>
    private TrendEvent? FindKin(TopicSnapshot snapshot, in TopicName name, TrendEvent? except)
    {
        TrendEvent? nearest = null;
        long distance = KinMs + 1;
        foreach (TrendEvent trendEvent in _events)
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
        return _events.Find(e => e != except && e.Topics.Exists(t => t.IsName && t.Name.IsSameAs(wanted)));
    }

    /// <summary>Topics that begin together need little in common to be one event; a wave that begins inside a long event must be about it.</summary>
    private double ShareNeeded(TopicSnapshot snapshot, TrendEvent trendEvent) => Math.Abs(snapshot.OnsetAt - trendEvent.OnsetAt) switch
    {
        <= TogetherMs => options.JoinShare / 2,
        <= YoungMs => options.JoinShare,
        _ => options.LateJoinShare,
    };

    /// <summary>Counts a post for each event that it carries a topic or a core word of.</summary>
    private void CountEvents(ReadOnlySpan<int> slots, int except, double weight, Common[] common)
    {
        _found.Clear();
        foreach (int slot in slots)
        {
            if (slot == except)
                continue;
            if (_eventBySlot.TryGetValue(slot, out Membership known) && known.Topic.IsName)
                _found.Add(known.Event);
            foreach (TrendEvent trendEvent in _core.EventsOf(slot))
                _found.Add(trendEvent);
        }

        for (int e = 0; e < common.Length; e++)
        {
            if (_found.Contains(_events[e]))
                common[e] = new Common(common[e].Posts + 1, common[e].Weight + weight);
        }
    }

    private void Join(TrendEvent home, TopicSnapshot snapshot, bool isName)
    {
        home.Topics.RemoveAll(t => t.Snapshot.Slot == snapshot.Slot);
        var topic = new EventTopic(snapshot, isName);
        if (home.Topics.Count >= TrendEvent.MaxTopics && home.WeakestEnded() is { } ended)
        {
            home.Topics.Remove(ended);
            _eventBySlot.Remove(ended.Snapshot.Slot);
        }

        // An event full of trending topics takes no more to show, but its posts still count for it while the topic trends.
        if (home.Topics.Count < TrendEvent.MaxTopics)
            home.Topics.Add(topic);
        if (isName)
            AddPosts(home, snapshot);
        _eventBySlot[snapshot.Slot] = new Membership(snapshot.Generation, home, topic);
    }

    /// <summary>Adds the wave's posts to the event; what a common word was used for before is no part of it.</summary>
    private void AddPosts(TrendEvent home, TopicSnapshot snapshot)
    {
        long since = WaveBegin(snapshot);
        for (long number = FirstSince(since); number < _recent.Count; number++)
        {
            if (_recent.Post(number) is not { } post || post.CountedAt < since)
                continue;
            ReadOnlySpan<int> slots = _recent.Slots(number);
            if (slots.Contains(snapshot.Slot) && !Carries(slots, home))
                Count(home, number);
        }
    }

    /// <summary>Time from which a topic's posts belong to its wave.</summary>
    private static long WaveBegin(TopicSnapshot snapshot) => Math.Max(snapshot.FirstSeen, snapshot.OnsetAt - WaveMs);

    /// <summary>Number of a recent post before which none is of a time or later, but for posts later than lateness allows.</summary>
    private long FirstSince(long time)
    {
        long number = _recent.Count;
        while (number > _recent.Oldest && !(_recent.Post(number - 1)?.CountedAt < time - LatenessMs))
            number--;
        return number;
    }

    private bool Carries(ReadOnlySpan<int> slots, TrendEvent trendEvent)
    {
        foreach (int slot in slots)
        {
            if (_eventBySlot.TryGetValue(slot, out Membership known) && known.Event == trendEvent && known.Topic.IsName)
                return true;
        }

        return false;
    }

    private void Forget(long now)
    {
        long memoryMs = options.EventMemoryHours * 3_600_000L;
        for (int i = _events.Count - 1; i >= 0; i--)
        {
            if (now - _events[i].LastTrendingAt > memoryMs)
                Remove(_events[i]);
        }
    }

    private void DropQuietest()
    {
        TrendEvent quietest = _events.MinBy(e => (e.LastTrendingAt, e.Lead?.Snapshot.PerMinute ?? 0, e.Index))!;
        Remove(quietest);
        Dropped++;
    }

    private void Remove(TrendEvent trendEvent)
    {
        foreach ((int slot, Membership known) in _eventBySlot)
        {
            if (known.Event == trendEvent)
                _eventBySlot.Remove(slot);
        }

        _events.Remove(trendEvent);
    }
}
