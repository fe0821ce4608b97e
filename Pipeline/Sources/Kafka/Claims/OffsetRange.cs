using Confluent.Kafka;

namespace RtmPipeline.Sources.Kafka.Claims;

/// <summary>Offsets of a partition, the last one excluded.</summary>
internal readonly record struct OffsetRange(long From, long To)
{
    public bool IsEmpty => From >= To;

    public override string ToString() => $"[{From}, {To})";
}

/// <summary>Offsets of one partition.</summary>
internal readonly record struct PartitionRange(TopicPartition Partition, OffsetRange Range)
{
    public override string ToString() => $"{Partition.Topic}/{Partition.Partition.Value} {Range}";
}
