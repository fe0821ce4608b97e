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

    /// <summary>Posts of an event before shares mean anything.</summary>
    private const int MinPosts = 8;

    private const long RefreshMs = 60_000;

    private readonly Dictionary<TrendEvent, HashSet<int>> _cores = [];
    private long _refreshedAt = long.MinValue;

    public bool Holds(TrendEvent trendEvent, int slot) => _cores.TryGetValue(trendEvent, out HashSet<int>? core) && core.Contains(slot);

    public void Refresh(IReadOnlyList<TrendEvent> events, RecentPosts recent, long now)
    {
        if (_refreshedAt != long.MinValue && now - _refreshedAt < RefreshMs)
            return;
        _refreshedAt = now;
        _cores.Clear();
        if (events.Count == 0)
            return;
        var everywhere = new Dictionary<int, int>();
        var eventsOfSlot = new Dictionary<int, TrendEvent>();
        foreach (TrendEvent trendEvent in events)
        {
            foreach (EventTopic topic in trendEvent.Topics)
                eventsOfSlot.TryAdd(topic.Snapshot.Slot, trendEvent);
        }

        var inEvent = new Dictionary<TrendEvent, (Dictionary<int, int> Slots, int Posts)>();
        var touched = new List<TrendEvent>();
        for (long number = recent.Oldest; number < recent.Count; number++)
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

        double all = recent.Count - recent.Oldest;
        foreach ((TrendEvent trendEvent, (Dictionary<int, int> slots, int posts)) in inEvent)
        {
            if (posts >= MinPosts)
                _cores[trendEvent] = [.. slots.Where(s => s.Value >= MinShare * posts && (double)s.Value / posts >= MinLift * everywhere[s.Key] / all).Select(s => s.Key)];
        }
    }
}
