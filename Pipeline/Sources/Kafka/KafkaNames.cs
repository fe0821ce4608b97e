using System.Globalization;
using Confluent.Kafka;

namespace RtmPipeline.Sources.Kafka;

/// <summary>Names of partitions as positions and dead letters show them.</summary>
internal static class KafkaNames
{
    /// <summary><c>kafka:NAME/TOPIC/PARTITION</c>; the record's offset is the position's origin.</summary>
    public static string SourceOf(string source, TopicPartition partition) =>
        string.Create(CultureInfo.InvariantCulture, $"kafka:{source}/{partition.Topic}/{partition.Partition.Value}");
}
