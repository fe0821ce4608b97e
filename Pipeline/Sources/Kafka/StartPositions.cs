using Confluent.Kafka;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Kafka;

/// <summary>Where partitions are begun: behind what we have claimed or the group has committed, whichever is further, else where the options say.</summary>
internal sealed class StartPositions(KafkaOptions options, SourceWatch watch)
{
    /// <summary>Finds the positions.</summary>
    /// <param name="member">The client.</param>
    /// <param name="partitions">Partitions that become ours.</param>
    /// <param name="offsets">Knows our own positions.</param>
    /// <returns>All of them, and those that the group does not know.</returns>
    /// <exception cref="KafkaException">A broker does not answer, or refuses it.</exception>
    public (IReadOnlyList<TopicPartitionOffset> All, IReadOnlyList<TopicPartitionOffset> Unknown) Find(IConsumer<byte[]?, byte[]?> member, IReadOnlyCollection<TopicPartition> partitions, IGroupOffsets offsets)
    {
        List<TopicPartitionOffset> all = [];
        List<TopicPartitionOffset> unknown = [];
        if (partitions.Count == 0)
            return (all, unknown);
        bool isAnswering = true;
        foreach (TopicPartitionOffset one in member.Committed(partitions, KafkaBeside.Patience))
        {
            long? group = one.Offset.Value >= 0 ? one.Offset.Value : null;
            long? own = offsets.OwnStart(one.TopicPartition);
            bool mustKnow = (group is null && own is null) || own > (group ?? -1);
            WatermarkOffsets? known = isAnswering || mustKnow ? Ask(member, one.TopicPartition, mustKnow) : null;
            isAnswering = known is not null;
            if (known is not null && own > (group ?? -1) && own > known.High.Value)
            {
                // Nothing that we took can be further than the end of the topic: it is another one by the same name.
                offsets.Renew(one.TopicPartition);
                watch.Count("renewed");
                own = null;
            }

            long start = Start(group, own, known);
            all.Add(new TopicPartitionOffset(one.TopicPartition, start));
            if (group != start)
                unknown.Add(new TopicPartitionOffset(one.TopicPartition, start));
        }

        return (all, unknown);
    }

    private long Start(long? group, long? own, WatermarkOffsets? known)
    {
        long start = group is null && own is null
            ? (options.StartAt == KafkaStart.Latest ? known!.High.Value : known!.Low.Value)
            : Math.Max(group ?? 0, own ?? 0);
        if (known is null || known.Low.Value <= start)
            return start;
        watch.Count("expired", known.Low.Value - start);
        return known.Low.Value;
    }

    /// <summary>Offsets of the oldest record and behind the newest one; null where the broker does not tell and it need not be known.</summary>
    private static WatermarkOffsets? Ask(IConsumer<byte[]?, byte[]?> member, TopicPartition partition, bool mustKnow)
    {
        try
        {
            return member.QueryWatermarkOffsets(partition, KafkaBeside.Patience);
        }
        catch (KafkaException) when (!mustKnow)
        {
            return null;
        }
    }
}
