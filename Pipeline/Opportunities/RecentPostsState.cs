using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities;

/// <summary>The newest posts as bytes, oldest first. What finds them by id and author is made anew.</summary>
internal sealed partial class RecentPosts
{
    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        to.Section("opportunities.recent");
        to.Int(_entries.Length);
        to.Long(Count);
        shared.Expect((int)(Count - Oldest));
        for (long number = Oldest; number < Count; number++)
        {
            ref readonly Entry entry = ref _entries[number % _entries.Length];
            shared.Post(entry.Post);
            if (entry.Post is null)
                continue;
            shared.Tags(entry.Tags);
            to.Values(entry.Slots);
            to.Int(entry.Events.Length);
            foreach (Counted counted in entry.Events)
            {
                to.Int(counted.Event);
                to.Byte((byte)counted.Marks);
            }
        }
    }

    public void Load(SharedReader shared)
    {
        StateReader from = shared.From;
        from.Section("opportunities.recent");
        int places = from.Int();
        if (places != _entries.Length)
            throw from.Broken($"{places} recent posts where {_entries.Length} belong: the state was made with other limits");
        Count = from.Long();
        if (Count < 0)
            throw from.Broken($"a count of {Count}");
        Array.Clear(_entries);
        for (long number = Oldest; number < Count; number++)
        {
            Entry entry = ReadEntry(shared);
            _entries[number % _entries.Length] = entry;
            if (entry.Post is { } post)
                Index(post, number);
        }
    }

    private static Entry ReadEntry(SharedReader shared)
    {
        const int CountedBytes = 5;
        StateReader from = shared.From;
        var entry = new Entry { Post = shared.Post(), Slots = [], Events = [] };
        if (entry.Post is null)
            return entry;
        entry.Tags = shared.NotNullTags();
        entry.Slots = from.Values<int>();
        int events = from.Count(CountedBytes);
        if (events > 0)
            entry.Events = new Counted[events];
        for (int i = 0; i < events; i++)
            entry.Events[i] = new Counted(from.Int(), (TextMarks)from.Byte());
        return entry;
    }
}
