using System.Buffers;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;

namespace RtmPipeline.Trends;

/// <summary>
/// Writes the topics of a table and reads them back. The numbers of each lie side by side in one block, some thousand topics together, so that they are copied and not taken
/// apart; names, which most topics have not, follow. 252 bytes a topic. A topic's profile is not part of it: <see cref="SeasonalProfiles"/> saves them in their own order.
/// </summary>
internal static class TopicsState
{
    /// <summary>Topics written in one block.</summary>
    private const int BlockTopics = 1024;

    /// <summary>Numbers of one topic; ordered so that nothing lies between them.</summary>
    private struct Numbers
    {
        public DecayedCounts Mentions;
        public DecayedShares Shares;
        public AuthorSketch Authors;
        public ulong Key;
        public double Total;
        public long ListedIn;
        public long FirstTick;
        public long OnsetTick;
        public long EndTick;
        public double EndedPeakPerMinute;
        public int Slot;
        public int Generation;
        public int Trending;
        public int Kind;
    }

    public static void Save(StateWriter to, ReadOnlySpan<TopicState> topics)
    {
        Numbers[] block = ArrayPool<Numbers>.Shared.Rent(BlockTopics);
        int inBlock = 0;
        int named = 0;
        for (int slot = 0; slot < topics.Length; slot++)
        {
            ref readonly TopicState topic = ref topics[slot];
            if (topic.Key == 0)
                continue;
            Take(topic, slot, out block[inBlock++]);
            named += topic.Name is not null || topic.FoldedName is not null ? 1 : 0;
            if (inBlock < BlockTopics)
                continue;
            to.Values<Numbers>(block.AsSpan(0, inBlock));
            inBlock = 0;
        }

        if (inBlock > 0)
            to.Values<Numbers>(block.AsSpan(0, inBlock));
        to.Int(0);
        ArrayPool<Numbers>.Shared.Return(block);
        SaveNames(to, topics, named);
    }

    /// <param name="from">Where from.</param>
    /// <param name="topics">As many slots as there were, none of them taken.</param>
    /// <exception cref="StateFormatException">They are no topics of such a table.</exception>
    public static void Load(StateReader from, Span<TopicState> topics)
    {
        while (from.Values<Numbers>() is { Length: > 0 } block)
        {
            foreach (ref readonly Numbers numbers in block.AsSpan())
            {
                if ((uint)numbers.Slot >= (uint)topics.Length || topics[numbers.Slot].Key != 0)
                    throw from.Broken($"there is no free slot {numbers.Slot} among {topics.Length}");
                if (numbers.Key == 0 || (uint)numbers.Kind > (uint)TopicKind.Pair)
                    throw from.Broken($"the slot {numbers.Slot} holds no topic");
                Give(numbers, ref topics[numbers.Slot]);
            }
        }

        int named = from.Count(3 * sizeof(int));
        for (int i = 0; i < named; i++)
        {
            int slot = from.Int();
            if ((uint)slot >= (uint)topics.Length || topics[slot].Key == 0)
                throw from.Broken($"a name belongs to no topic: {slot}");
            topics[slot].Name = from.Text();
            topics[slot].FoldedName = from.Text();
        }
    }

    private static void SaveNames(StateWriter to, ReadOnlySpan<TopicState> topics, int named)
    {
        to.Int(named);
        for (int slot = 0; slot < topics.Length; slot++)
        {
            ref readonly TopicState topic = ref topics[slot];
            if (topic.Name is null && topic.FoldedName is null)
                continue;
            to.Int(slot);
            to.Text(topic.Name);
            to.Text(topic.FoldedName);
        }
    }

    private static void Take(in TopicState topic, int slot, out Numbers numbers)
    {
        numbers.Mentions = topic.Mentions;
        numbers.Shares = topic.Shares;
        numbers.Authors = topic.Authors;
        numbers.Key = topic.Key;
        numbers.Total = topic.Total;
        numbers.ListedIn = topic.ListedIn;
        numbers.FirstTick = topic.FirstTick;
        numbers.OnsetTick = topic.OnsetTick;
        numbers.EndTick = topic.EndTick;
        numbers.EndedPeakPerMinute = topic.EndedPeakPerMinute;
        numbers.Slot = slot;
        numbers.Generation = topic.Generation;
        numbers.Trending = topic.Trending;
        numbers.Kind = (int)topic.Kind;
    }

    private static void Give(in Numbers numbers, ref TopicState topic)
    {
        topic.Mentions = numbers.Mentions;
        topic.Shares = numbers.Shares;
        topic.Authors = numbers.Authors;
        topic.Key = numbers.Key;
        topic.Total = numbers.Total;
        topic.ListedIn = numbers.ListedIn;
        topic.FirstTick = numbers.FirstTick;
        topic.OnsetTick = numbers.OnsetTick;
        topic.EndTick = numbers.EndTick;
        topic.EndedPeakPerMinute = numbers.EndedPeakPerMinute;
        topic.Generation = numbers.Generation;
        topic.Trending = numbers.Trending;
        topic.Kind = (TopicKind)numbers.Kind;
    }
}
