using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Opportunities.Events;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities;

/// <summary>
/// Puts trending topics together to events, and keeps a summary of each event's posts. A topic belongs to an event when it is another name of it
/// (<see cref="TopicName"/>), or when enough of its recent posts also carry the event's names, or the words that the event's posts are made of;
/// otherwise it founds an event of its own.
/// </summary>
internal sealed partial class EventTracker
{
    /// <summary>Posts may come out of order by so much: a post this much older than a time ends the search for posts since then.</summary>
    public const long LatenessMs = 1_200_000;

    /// <summary>How long after its onset an event may still turn out to be part of another, and how often that is looked at.</summary>
    private const long MergeMs = 600_000;
    private const long MergeEveryMs = 5_000;

    /// <summary>
    /// A topic names an event when nearly all it is mentioned for now is new, or when nearly all its posts are about the event. A common word that only goes along
    /// with an event ("minutes") is kept with it, but its posts are no posts of the event, and tie no other topics to it.
    /// </summary>
    private const double NewShare = 0.9;
    private const double NamingShare = 0.7;

    private readonly OpportunityOptions _options;
    private readonly RecentPosts _recent;
    private readonly Dictionary<int, EventMembership> _eventBySlot = [];
    private readonly List<TrendEvent> _events = [];
    private readonly List<TrendEvent> _touched = [];
    private readonly List<TrendEvent> _dropped = [];
    private readonly StreamHabits _habits = new();
    private readonly EventHomes _homes;
    private readonly EventStories? _stories;
    private int _brands;
    private int _founded;

    /// <param name="options">Limits and shares.</param>
    /// <param name="brands">Number of profiles.</param>
    /// <param name="stories">What news tells of the events; null where no news is read.</param>
    public EventTracker(OpportunityOptions options, int brands, EventStories? stories = null)
    {
        _stories = stories;
        _options = options;
        _brands = brands;
        _recent = new RecentPosts(options.RecentPosts);
        _homes = new EventHomes(options, _recent, _events, _eventBySlot);
    }

    /// <summary>Live events, in the order of their founding.</summary>
    public IReadOnlyList<TrendEvent> Events => _events;

    /// <summary>Events that were dropped because there were too many.</summary>
    public long Dropped { get; private set; }

    /// <summary>Takes the next post of the stream.</summary>
    /// <returns>For a delete, the posts it took out of the recent ones.</returns>
    public IReadOnlyList<RecentPosts.Gone> Observe(Post post, PostTags tags, ReadOnlySpan<int> slots)
    {
        if (post.Action is PostAction.Delete or PostAction.DeleteAuthor)
            return Forget(post);
        if (post.Replaces)
            Replace(post, tags, slots);
        else if (post.IsCounted)
            Add(post, tags, slots);
        return [];
    }

    private void Add(Post post, PostTags tags, ReadOnlySpan<int> slots)
    {
        _habits.Add(post);
        _recent.Add(post, tags, slots.ToArray());
        if (_eventBySlot.Count == 0)
            return;
        Touch(slots);
        foreach (TrendEvent trendEvent in _touched)
            Count(trendEvent, _recent.Count - 1);
    }

    /// <summary>Finds the events that some topics name.</summary>
    private void Touch(ReadOnlySpan<int> slots)
    {
        _touched.Clear();
        foreach (int slot in slots)
        {
            if (_eventBySlot.TryGetValue(slot, out EventMembership known) && known.Topic.IsName && !_touched.Contains(known.Event))
                _touched.Add(known.Event);
        }
    }

    private void Count(TrendEvent trendEvent, long number, bool wasCounted = false)
    {
        TextMarks marks = trendEvent.Summary.Add(_recent.Post(number)!, _recent.Tags(number), wasCounted);
        _recent.Mark(number, new RecentPosts.Counted(trendEvent.Index, marks));
    }

    /// <summary>Takes what a delete means back from the events that counted it, as far as those still live, and out of all evidence.</summary>
    private List<RecentPosts.Gone> Forget(Post deleted)
    {
        List<RecentPosts.Gone> gone = _recent.Forget(deleted);
        foreach (RecentPosts.Gone post in gone)
        {
            foreach (RecentPosts.Counted counted in post.Events)
                _events.Find(e => e.Index == counted.Event)?.Summary.TakeBack(post.Post, post.Tags, counted.Marks);
        }

        foreach (TrendEvent trendEvent in _events)
            trendEvent.Summary.Forget(deleted);
        return gone;
    }

    /// <summary>Counts an edit in the place of the version before: it may be about other events now.</summary>
    private void Replace(Post edit, PostTags tags, ReadOnlySpan<int> slots)
    {
        foreach (TrendEvent trendEvent in _events)
            trendEvent.Summary.Renew(edit);
        long number = _recent.Find(edit.Id);
        if (number < 0)
            return;
        if (!edit.IsCounted)
        {
            Forget(edit.ToDelete());
            return;
        }

        RecentPosts.Gone before = _recent.Replace(number, edit.TakingBack(), tags, slots.ToArray());
        Touch(slots);
        foreach (RecentPosts.Counted counted in before.Events)
        {
            if (_events.Find(e => e.Index == counted.Event) is not { } trendEvent)
                continue;
            trendEvent.Summary.TakeBack(before.Post, before.Tags, counted.Marks, isReplaced: true);
            if (!_touched.Contains(trendEvent))
                trendEvent.Summary.Forget(edit.ToDelete());
        }

        foreach (TrendEvent trendEvent in _touched)
            Count(trendEvent, number, Array.Exists(before.Events, c => c.Event == trendEvent.Index));
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
                if (_eventBySlot.TryGetValue(slot, out EventMembership known) && known.Topic.IsName && !_touched.Contains(known.Event) && post.CountedAt >= EventHomes.WaveBegin(known.Topic.Snapshot))
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
            if (_eventBySlot.TryGetValue(snapshot.Slot, out EventMembership known) && known.Generation == snapshot.Generation)
                Renew(known, snapshot);
            else if (snapshot.Phase != TrendPhase.Over)
                Place(snapshot, tick.Time);
        }

        _touched.Clear();
        foreach (TopicSnapshot snapshot in strongestFirst)
        {
            if (!_eventBySlot.TryGetValue(snapshot.Slot, out EventMembership known))
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

        // What was dropped is told once more, so that nothing waits for it.
        _touched.AddRange(_dropped.Where(e => e.Lead is not null && !_touched.Contains(e)));
        _dropped.Clear();
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

    /// <summary>The event that a young event belongs to: one that began with it and shares its posts or its news, or of which its lead is another name.</summary>
    private TrendEvent? FindHome(TrendEvent young, long now)
    {
        if (young.Lead is not { IsTrending: true } lead)
            return null;
        EventHome home = _homes.Find(lead.Snapshot, lead.Name, now, young);
        return home.Event is { } found && Math.Abs(found.OnsetAt - young.OnsetAt) <= MergeMs ? found : FindByStory(young);
    }

    /// <summary>The older event that began at about the same time and of which news tells the same story; a tragedy and what is none are never one.</summary>
    private TrendEvent? FindByStory(TrendEvent young) => _stories is not { } stories ? null : _events.Find(e =>
        e.Index < young.Index
        && Math.Abs(e.OnsetAt - young.OnsetAt) <= MergeMs
        && e.Summary.TragicShare >= _options.SafetyShare == young.Summary.TragicShare >= _options.SafetyShare
        && stories.SameStory(e, young));

    private void Renew(in EventMembership known, TopicSnapshot snapshot)
    {
        known.Topic.Snapshot = snapshot;
        if (snapshot.Phase == TrendPhase.Over && !known.Event.Topics.Contains(known.Topic))
            _eventBySlot.Remove(snapshot.Slot);
    }

    private void Place(TopicSnapshot snapshot, long now)
    {
        EventHome home = _homes.Find(snapshot, new TopicName(snapshot), now, null);
        if (home.Event is { } known)
        {
            bool isNew = snapshot.BaselinePerMinute <= (1 - NewShare) * snapshot.PerMinute;
            Join(known, snapshot, isNew || home.Share >= NamingShare);
            return;
        }

        if (_events.Count >= _options.MaxEvents)
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
        _eventBySlot[snapshot.Slot] = new EventMembership(snapshot.Generation, home, topic);
    }

    /// <summary>Adds the wave's posts to the event; what a common word was used for before is no part of it.</summary>
    private void AddPosts(TrendEvent home, TopicSnapshot snapshot)
    {
        long since = EventHomes.WaveBegin(snapshot);
        for (long number = FirstSince(since); number < _recent.Count; number++)
        {
            if (_recent.Post(number) is not { } post || post.CountedAt < since)
                continue;
            ReadOnlySpan<int> slots = _recent.Slots(number);
            if (slots.Contains(snapshot.Slot) && !Carries(slots, home))
                Count(home, number);
        }
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
            if (_eventBySlot.TryGetValue(slot, out EventMembership known) && known.Event == trendEvent && known.Topic.IsName)
                return true;
        }

        return false;
    }

    private void Forget(long now)
    {
        long memoryMs = _options.EventMemoryHours * 3_600_000L;
        for (int i = _events.Count - 1; i >= 0; i--)
        {
            if (now - _events[i].LastTrendingAt > memoryMs)
                Remove(_events[i]);
        }
    }

    private void DropQuietest()
    {
        TrendEvent quietest = _events.MinBy(e => (e.LastTrendingAt, e.Lead?.Snapshot.PerMinute ?? 0, e.Index))!;
        quietest.IsDropped = true;
        _dropped.Add(quietest);
        Remove(quietest);
        Dropped++;
    }

    private void Remove(TrendEvent trendEvent)
    {
        foreach ((int slot, EventMembership known) in _eventBySlot)
        {
            if (known.Event == trendEvent)
                _eventBySlot.Remove(slot);
        }

        _events.Remove(trendEvent);
    }
}
