using System.Collections.Concurrent;
using Confluent.Kafka;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// Without a state folder nothing outlives the process, and a plain consumer is all there can be: records are handed on at once, and the group is told of them when the graph has
/// taken them. At least once: what was taken and not told when a process dies or a partition moves is read again by its next owner.
/// </summary>
internal sealed class AcknowledgedOffsets(HandOver handOver) : IGroupOffsets
{
    private readonly ConcurrentDictionary<TopicPartition, long> _accepted = new();
    private readonly Dictionary<TopicPartition, long> _told = [];

    public long Held => 0;

    public Task RecoverAsync(IConsumer<byte[]?, byte[]?> member, CancellationToken stop) => Task.CompletedTask;

    public long? OwnStart(TopicPartition partition) => _accepted.TryGetValue(partition, out long end) ? end : null;

    /// <inheritdoc />
    public void Assigned(IConsumer<byte[]?, byte[]?> member, IReadOnlyList<TopicPartitionOffset> starts, IReadOnlyList<TopicPartitionOffset> toCommit)
    {
        foreach (TopicPartitionOffset start in starts)
            _told[start.TopicPartition] = start.Offset.Value;
        foreach (TopicPartitionOffset start in toCommit)
        {
            _told[start.TopicPartition] = -1;
            _accepted.TryAdd(start.TopicPartition, start.Offset.Value);
        }
    }

    /// <inheritdoc />
    public void Gone(IConsumer<byte[]?, byte[]?> member, IReadOnlyCollection<TopicPartition> partitions, bool isLost)
    {
        foreach (TopicPartition partition in partitions)
        {
            // The client commits what is stored before it gives the partition up.
            if (!isLost)
                Tell(member, partition);
            _told.Remove(partition);
        }
    }

    public void Take(PartitionReading from, in RawRecord record) => handOver.Add(from.Partition, record);

    public void Committed(CommittedOffsets offsets)
    {
        // One that was refused is read again by whoever has the partition now.
    }

    public void Tick(IConsumer<byte[]?, byte[]?> member)
    {
        foreach (TopicPartition partition in (TopicPartition[])[.. _told.Keys])
            Tell(member, partition);
    }

    public void Accept(TopicPartition partition, long end) => _accepted.AddOrUpdate(partition, end, (_, known) => Math.Max(known, end));

    public void Renew(TopicPartition partition) => _accepted.TryRemove(partition, out _);

    private void Tell(IConsumer<byte[]?, byte[]?> member, TopicPartition partition)
    {
        if (!_accepted.TryGetValue(partition, out long end) || !_told.TryGetValue(partition, out long told) || end <= told)
            return;
        try
        {
            member.StoreOffset(new TopicPartitionOffset(partition, end));
            _told[partition] = end;
        }
        catch (KafkaException notOurs) when (notOurs.Error.Code is ErrorCode.Local_State or ErrorCode.Local_UnknownPartition)
        {
            _told.Remove(partition);
        }
    }
}
