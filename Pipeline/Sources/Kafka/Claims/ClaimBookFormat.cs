using Confluent.Kafka;
using RtmPipeline.State;

namespace RtmPipeline.Sources.Kafka.Claims;

/// <summary>The bytes of a book.</summary>
internal static class ClaimBookFormat
{
    private const string Section = "kafka-claims-1";

    /// <summary>Least bytes of a partition: a topic's length, its number, a flag, an end, an intent and a count.</summary>
    private const int LeastBytesEach = 4 + 4 + 1 + 8 + 16 + 4;

    public static byte[] Write(int tag, IReadOnlyDictionary<TopicPartition, PartitionClaims> partitions)
    {
        StateWriter writer = new();
        writer.Section(Section);
        writer.Int(tag);
        writer.Int(partitions.Count);
        foreach ((TopicPartition partition, PartitionClaims claims) in partitions)
        {
            writer.Text(partition.Topic);
            writer.Int(partition.Partition.Value);
            writer.Bool(claims.IsRenewed);
            writer.Long(claims.ClaimedTo);
            writer.Long(claims.Intent.From);
            writer.Long(claims.Intent.To);
            writer.Int(claims.Ranges.Count);
            foreach (OffsetRange range in claims.Ranges)
            {
                writer.Long(range.From);
                writer.Long(range.To);
            }
        }

        return writer.ToArray();
    }

    /// <exception cref="StateFormatException">These are no bytes of a book.</exception>
    public static (int Tag, Dictionary<TopicPartition, PartitionClaims> Partitions) Read(byte[] bytes)
    {
        StateReader reader = new(bytes);
        reader.Section(Section);
        int tag = reader.Int();
        if (tag is < 0 or >= TakeoverNote.Tags)
            throw reader.Broken($"{tag} is no tag");
        int count = reader.Count(LeastBytesEach);
        Dictionary<TopicPartition, PartitionClaims> partitions = [];
        for (int i = 0; i < count; i++)
        {
            TopicPartition partition = new(reader.NotNullText(), new Partition(reader.Int()));
            PartitionClaims claims = new() { IsRenewed = reader.Bool(), ClaimedTo = reader.Long(), Intent = ReadRange(reader) };
            for (int left = reader.Count(2 * sizeof(long)); left > 0; left--)
                claims.Ranges.Add(ReadRange(reader));
            if (!partitions.TryAdd(partition, claims))
                throw reader.Broken("a partition stands there twice");
        }

        return reader.IsAtEnd ? (tag, partitions) : throw reader.Broken("more bytes than were announced");
    }

    private static OffsetRange ReadRange(StateReader reader)
    {
        OffsetRange range = new(reader.Long(), reader.Long());
        return range.From >= 0 && range.To >= range.From ? range : throw reader.Broken($"{range} is no range of offsets");
    }
}
