using RtmPipeline.Opportunities.Events;
using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities;

/// <summary>The events and what finds them as bytes. What is kept for the length of one call is no part of it.</summary>
internal sealed partial class EventTracker
{
    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        _recent.Save(shared);
        to.Section("opportunities.events");
        to.Int(_founded);
        to.Long(Dropped);
        _habits.Save(to);
        to.Int(_events.Count);
        foreach (TrendEvent trendEvent in _events)
            trendEvent.Save(shared);
        (int[] slots, EventMembership[] memberships) = SortedState.Sort(_eventBySlot);
        to.Values(slots);
        foreach (EventMembership known in memberships)
        {
            to.Int(known.Generation);
            to.Int(known.Event.Index);
            shared.Topic(known.Topic);
        }

        _homes.Save(to);
    }

    public void Load(SharedReader shared)
    {
        const int LeastEventBytes = 48;
        StateReader from = shared.From;
        _recent.Load(shared);
        from.Section("opportunities.events");
        _founded = from.Int();
        Dropped = from.Long();
        _habits.Load(from);
        _events.Clear();
        int count = SortedState.CountUpTo(from, _options.MaxEvents, LeastEventBytes);
        Dictionary<int, TrendEvent> byIndex = new(count);
        for (int i = 0; i < count; i++)
        {
            TrendEvent trendEvent = TrendEvent.Load(shared, new EventSummary(_brands, _habits));
            SortedState.AddNew(from, byIndex, trendEvent.Index, trendEvent);
            _events.Add(trendEvent);
        }

        _eventBySlot.Clear();
        foreach (int slot in from.Values<int>())
        {
            int generation = from.Int();
            int index = from.Int();
            TrendEvent known = byIndex.TryGetValue(index, out TrendEvent? live) ? live : throw from.Broken($"{index} is no live event");
            SortedState.AddNew(from, _eventBySlot, slot, new EventMembership(generation, known, shared.NotNullTopic()));
        }

        _homes.Load(from, byIndex);
    }
}
