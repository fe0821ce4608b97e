using Confluent.Kafka;

namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// Decides when a record may be handed on, and what the group is told. All calls but <see cref="Accept"/> come from the thread that reads.
/// </summary>
internal interface IGroupOffsets
{
    /// <summary>Bytes of records that may not be handed on yet.</summary>
    long Held { get; }

    /// <summary>Before the group is joined: hands on what is ours from before.</summary>
    /// <exception cref="KafkaException">A broker does not answer, or refuses it.</exception>
    Task RecoverAsync(IConsumer<byte[]?, byte[]?> member, CancellationToken stop);

    /// <summary>Offset at which this process would go on with a partition, whatever the group says; null where it has no say.</summary>
    long? OwnStart(TopicPartition partition);

    /// <summary>Partitions are ours from now on. Called inside the client's handler.</summary>
    /// <param name="member">The client.</param>
    /// <param name="starts">Where they are begun.</param>
    /// <param name="toCommit">Those of them that the group does not know.</param>
    /// <exception cref="KafkaException">A broker does not answer, or refuses it.</exception>
    void Assigned(IConsumer<byte[]?, byte[]?> member, IReadOnlyList<TopicPartitionOffset> starts, IReadOnlyList<TopicPartitionOffset> toCommit);

    /// <summary>Partitions are not ours any more. Called inside the client's handler.</summary>
    void Gone(IConsumer<byte[]?, byte[]?> member, IReadOnlyCollection<TopicPartition> partitions, bool isLost);

    /// <summary>A record was read.</summary>
    void Take(PartitionReading from, in RawRecord record);

    /// <summary>The client tells how its commits went.</summary>
    void Committed(CommittedOffsets offsets);

    /// <summary>Called every few milliseconds.</summary>
    void Tick(IConsumer<byte[]?, byte[]?> member);

    /// <summary>All records of a partition before an offset are accepted. From any thread.</summary>
    void Accept(TopicPartition partition, long end);

    /// <summary>The topic was made anew: what is known of the partition is of another one.</summary>
    void Renew(TopicPartition partition);
}
