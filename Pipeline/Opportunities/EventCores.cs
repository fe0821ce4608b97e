using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities;

/// <summary>
/// The words an event's posts are made of, whether they trend or not: what stands in many of its recent posts and in far fewer others. They tie
/// later waves of a long event to it. Made anew at most once a minute of stream time, and only when a new topic has to be placed.
/// </summary>
internal sealed class EventCores
{
    /// <summary>A core word stands in at least this share of the event's recent posts, and this many times more often than in all recent posts.</summary>
    private const double MinShare = 0.3;
    private const double MinLift = 1.5;

    /// <summary>What stands in more than this share of all recent posts ("#superbowl" on its night) ties events that have nothing else in common.</summary>
    private const double MaxEverywhere = 0.1;

    /// <summary>Posts of an event before shares mean anything.</summary>
    private const int MinPosts = 8;

    /// <summary>Newest posts that are read: enough for shares, few enough for a minute's work.</summary>
    private const int PostsToRead = 2_048;

    private const long RefreshMs = 60_000;

    private readonly Dictionary<int, List<TrendEvent>> _events = [];
    private long _refreshedAt = long.MinValue;

    /// <summary>Events that a slot is a core word of.</summary>
    public IReadOnlyList<TrendEvent> EventsOf(int slot) => _events.TryGetValue(slot, out List<TrendEvent>? events) ? events : [];

    public void Refresh(IReadOnlyList<TrendEvent> events, RecentPosts recent, long now)
    {
        if (_refreshedAt != long.MinValue && now - _refreshedAt < RefreshMs)
            return;
        _refreshedAt = now;
        _events.Clear();
        if (events.Count == 0)
            return;
        var everywhere = new Dictionary<int, int>();
        var eventsOfSlot = new Dictionary<int, TrendEvent>();
        bool IsNameOfAnother(int slot, TrendEvent trendEvent) => eventsOfSlot.TryGetValue(slot, out TrendEvent? named) && named != trendEvent;
        foreach (TrendEvent trendEvent in events)
        {
            foreach (EventTopic topic in trendEvent.Topics.Where(static t => t is { IsName: true, IsTrending: true }))
                eventsOfSlot.TryAdd(topic.Snapshot.Slot, trendEvent);
        }

        var inEvent = new Dictionary<TrendEvent, (Dictionary<int, int> Slots, int Posts)>();
        var touched = new List<TrendEvent>();
        long oldest = Math.Max(recent.Oldest, recent.Count - PostsToRead);
        for (long number = oldest; number < recent.Count; number++)
        {
            touched.Clear();
            foreach (int slot in recent.Slots(number))
            {
                everywhere[slot] = everywhere.GetValueOrDefault(slot) + 1;
                if (eventsOfSlot.TryGetValue(slot, out TrendEvent? trendEvent) && !touched.Contains(trendEvent))
                    touched.Add(trendEvent);
            }

            foreach (TrendEvent trendEvent in touched)
            {
                (Dictionary<int, int> slots, int posts) = inEvent.GetValueOrDefault(trendEvent, ([], 0));
                foreach (int slot in recent.Slots(number))
                    slots[slot] = slots.GetValueOrDefault(slot) + 1;
                inEvent[trendEvent] = (slots, posts + 1);
            }
        }

        double all = recent.Count - oldest;
        foreach ((TrendEvent trendEvent, (Dictionary<int, int> slots, int posts)) in inEvent)
        {
            if (posts < MinPosts)
                continue;
            foreach ((int slot, int count) in slots)
            {
                if (count < MinShare * posts || everywhere[slot] > MaxEverywhere * all || (double)count / posts < MinLift * everywhere[slot] / all || IsNameOfAnother(slot, trendEvent))
                    continue;
                if (!_events.TryGetValue(slot, out List<TrendEvent>? known))
                    _events[slot] = known = [];
                known.Add(trendEvent);
            }
        }
    }

    /// <summary>Events that are gone since the last refresh mean nothing any more and are left out.</summary>
    public void Save(StateWriter to, IReadOnlyList<TrendEvent> events)
    {
        to.Long(_refreshedAt);
        HashSet<TrendEvent> live = [.. events];
        (int[] slots, List<TrendEvent>[] known) = SortedState.Sort(_events);
        to.Int(slots.Length);
        for (int i = 0; i < slots.Length; i++)
        {
            to.Int(slots[i]);
            to.Values((int[])[.. known[i].Where(live.Contains).Select(static e => e.Index)]);
        }
    }

    public void Load(StateReader from, Dictionary<int, TrendEvent> byIndex)
    {
        const int LeastBytes = 8;
        _refreshedAt = from.Long();
        _events.Clear();
        int count = from.Count(LeastBytes);
        for (int i = 0; i < count; i++)
        {
            int slot = from.Int();
            List<TrendEvent> known = [];
            foreach (int index in from.Values<int>())
                known.Add(byIndex.TryGetValue(index, out TrendEvent? trendEvent) ? trendEvent : throw from.Broken($"{index} is no live event"));
            SortedState.AddNew(from, _events, slot, known);
        }
    }
}
