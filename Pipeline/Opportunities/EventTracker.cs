using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities;

/// <summary>
/// Puts trending topics together to events by the posts they share, and keeps a summary of each event's posts. A topic belongs to an
/// event when enough of its recent posts also carry the event's topics, or the words that the event's posts are made of; otherwise it
/// founds an event of its own.
/// </summary>
internal sealed class EventTracker(OpportunityOptions options, int brands)
{
    /// <summary>Recent posts of a topic that are looked at to find its event, and how far back.</summary>
    private const int PostsToCompare = 200;
    private const long LookBackMs = 3_600_000;

    /// <summary>Posts may come out of order by so much: a post this much older than a time ends the search for posts since then.</summary>
    private const long LatenessMs = 1_200_000;

    /// <summary>Posts a topic must have in common with an event before a share means anything.</summary>
    private const int MinCommonPosts = 2;

    /// <summary>Onsets this near to each other are together.</summary>
    private const long TogetherMs = 180_000;

    /// <summary>How long after its onset an event may still turn out to be part of another, and how often that is looked at.</summary>
    private const long MergeMs = 600_000;
    private const long MergeEveryMs = 5_000;

    /// <summary>How long before its onset a topic's posts belong to its wave.</summary>
    private const long WaveMs = 1_800_000;

    /// <summary>How long an event is young: topics of its first wave join it easily, later waves must be about it.</summary>
    private const long YoungMs = 1_800_000;

    private readonly RecentPosts _recent = new(options.RecentPosts);
    private readonly Dictionary<int, Membership> _eventBySlot = [];
    private readonly List<TrendEvent> _events = [];
    private readonly List<TrendEvent> _touched = [];
    private readonly HashSet<TrendEvent> _found = [];
    private readonly EventCores _core = new();
    private readonly StreamHabits _habits = new();
    private int _founded;

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
            if (_eventBySlot.TryGetValue(slot, out Membership known) && !_touched.Contains(known.Event))
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
            if (snapshot.Phase != TrendPhase.Over)
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
            if (now - young.OnsetAt > MergeMs || young.Lead is not { IsTrending: true } lead || FindHome(lead.Snapshot, now, young) is not { } home || home.Index > young.Index)
                continue;
            young.IsMerged = true;
            List<TopicSnapshot> moved = [.. young.Topics.Select(t => t.Snapshot)];
            Remove(young);
            foreach (TopicSnapshot topic in moved)
                Join(home, topic);
            home.LastTrendingAt = now;
            home.ChooseLead();
        }
    }

    private void Renew(in Membership known, TopicSnapshot snapshot)
    {
        known.Topic.Snapshot = snapshot;
        if (snapshot.Phase == TrendPhase.Over && !known.Event.Topics.Contains(known.Topic))
            _eventBySlot.Remove(snapshot.Slot);
    }

    private void Place(TopicSnapshot snapshot, long now)
    {
        TrendEvent? home = FindHome(snapshot, now, null);
        if (home is null)
        {
            if (_events.Count >= options.MaxEvents)
                DropQuietest();
            home = new TrendEvent
            {
                Index = _founded++,
                Founder = snapshot.StableKey,
                OnsetAt = snapshot.OnsetAt,
                Summary = new EventSummary(brands, _habits),
                LastTrendingAt = now,
            };
            _events.Add(home);
        }

        Join(home, snapshot);
    }

    /// <summary>The event that most of a topic's recent posts are about, if the share is enough.</summary>
    private TrendEvent? FindHome(TopicSnapshot snapshot, long now, TrendEvent? except)
    {
        if (_events.Count == 0)
            return null;
        _core.Refresh(_events, _recent, now);
        var common = new int[_events.Count];
        int posts = 0;
        long since = Math.Max(now - LookBackMs, Math.Max(snapshot.FirstSeen, snapshot.OnsetAt - WaveMs));
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
            CountEvents(slots, snapshot.Slot, common);
        }

        TrendEvent? best = null;
        double bestMargin = 0;
        for (int e = 0; e < _events.Count; e++)
        {
            if (common[e] < MinCommonPosts || _events[e] == except)
                continue;
            double margin = (double)common[e] / posts / ShareNeeded(snapshot, _events[e]);
            if (margin >= 1 && margin > bestMargin)
                (best, bestMargin) = (_events[e], margin);
        }

        return best;
    }

    /// <summary>Topics that begin together need little in common to be one event; a wave that begins inside a long event must be about it.</summary>
    private double ShareNeeded(TopicSnapshot snapshot, TrendEvent trendEvent) => Math.Abs(snapshot.OnsetAt - trendEvent.OnsetAt) switch
    {
        <= TogetherMs => options.JoinShare / 2,
        <= YoungMs => options.JoinShare,
        _ => options.LateJoinShare,
    };

    /// <summary>Counts a post for each event that it carries a topic or a core word of.</summary>
    private void CountEvents(ReadOnlySpan<int> slots, int except, int[] common)
    {
        _found.Clear();
        foreach (int slot in slots)
        {
            if (slot == except)
                continue;
            if (_eventBySlot.TryGetValue(slot, out Membership known))
                _found.Add(known.Event);
            foreach (TrendEvent trendEvent in _core.EventsOf(slot))
                _found.Add(trendEvent);
        }

        for (int e = 0; e < common.Length; e++)
            common[e] += _found.Contains(_events[e]) ? 1 : 0;
    }

    private void Join(TrendEvent home, TopicSnapshot snapshot)
    {
        home.Topics.RemoveAll(t => t.Snapshot.Slot == snapshot.Slot);
        var topic = new EventTopic(snapshot);
        if (home.Topics.Count >= TrendEvent.MaxTopics && home.WeakestEnded() is { } ended)
        {
            home.Topics.Remove(ended);
            _eventBySlot.Remove(ended.Snapshot.Slot);
        }

        // An event full of trending topics takes no more to show, but its posts still count for it while the topic trends.
        if (home.Topics.Count < TrendEvent.MaxTopics)
            home.Topics.Add(topic);
        // What a common word was used for before this wave is no part of the event.
        long since = Math.Max(snapshot.FirstSeen, snapshot.OnsetAt - WaveMs);
        for (long number = FirstSince(since); number < _recent.Count; number++)
        {
            if (_recent.Post(number) is not { } post || post.CountedAt < since)
                continue;
            ReadOnlySpan<int> slots = _recent.Slots(number);
            if (slots.Contains(snapshot.Slot) && !Carries(slots, home))
                Count(home, number);
        }

        _eventBySlot[snapshot.Slot] = new Membership(snapshot.Generation, home, topic);
    }

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
            if (_eventBySlot.TryGetValue(slot, out Membership known) && known.Event == trendEvent)
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
