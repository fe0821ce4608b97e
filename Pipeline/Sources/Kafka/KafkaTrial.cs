using Confluent.Kafka;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Kafka;

/// <summary>Tries a source once, without joining the group and without committing anything: brokers, topics, partitions, how far the group is behind, and how old the newest record is.</summary>
internal sealed class KafkaTrial(KafkaOptions options, TimeProvider clock)
{
    /// <summary>How long is waited for the newest records.</summary>
    private static readonly TimeSpan s_newestWait = TimeSpan.FromSeconds(5);

    private readonly List<string> _findings = [];

    public SourceTrial Run(CancellationToken hardStop)
    {
        string? trouble = null;
        try
        {
            using IConsumer<byte[]?, byte[]?> looking = new ConsumerBuilder<byte[]?, byte[]?>(ConsumerSettings.Looking(options))
                .SetLogHandler(static (_, _) => { })
                .SetErrorHandler((_, error) => trouble = Worse(trouble, error))
                .Build();
            return new SourceTrial(Look(looking, hardStop), _findings);
        }
        catch (KafkaException fault)
        {
            _findings.Add(options.Shown(trouble ?? fault.Error.Reason));
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException)
        {
            _findings.Add($"a setting is wrong: {options.Shown(wrong.Message)}");
        }

        return new SourceTrial(false, _findings);
    }

    /// <summary>Of several errors a refusal tells the cause; that all brokers are down only follows from it.</summary>
    private static string Worse(string? known, Error error) =>
        known is null || error.Code is ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Ssl ? error.Reason : known;

    private bool Look(IConsumer<byte[]?, byte[]?> looking, CancellationToken hardStop)
    {
        using IAdminClient admin = new DependentAdminClientBuilder(looking.Handle).Build();
        Metadata cluster = admin.GetMetadata(KafkaBeside.Patience);
        _findings.Add($"connected: {Counted(cluster.Brokers.Count, "broker")} ({string.Join(", ", cluster.Brokers.Take(5).Select(broker => $"{broker.Host}:{broker.Port}"))})");
        List<TopicPartition> partitions = [];
        bool isUsable = true;
        foreach (string topic in options.Topics)
        {
            hardStop.ThrowIfCancellationRequested();
            if (topic.StartsWith('^'))
                AddMatching(topic, cluster, partitions);
            else
                isUsable &= TryAdd(topic, admin.GetMetadata(topic, KafkaBeside.Patience).Topics, partitions);
        }

        if (partitions.Count > 0)
            Measure(looking, partitions, hardStop);
        return isUsable;
    }

    private void AddMatching(string pattern, Metadata cluster, List<TopicPartition> partitions)
    {
        List<TopicMetadata> matching = [.. cluster.Topics.Where(topic => TopicNames.Matches(pattern, topic.Topic))];
        partitions.AddRange(matching.SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Topic, partition.PartitionId))));
        _findings.Add($"{pattern}: {Counted(matching.Count, "topic")} with {Counted(matching.Sum(topic => topic.Partitions.Count), "partition")} now");
    }

    private bool TryAdd(string topic, List<TopicMetadata> answer, List<TopicPartition> partitions)
    {
        if (answer.FirstOrDefault(one => one.Topic == topic) is not { Error.IsError: false } found)
        {
            _findings.Add($"{topic}: {answer.FirstOrDefault()?.Error.Reason ?? "not there"}");
            return false;
        }

        partitions.AddRange(found.Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId)));
        _findings.Add($"{topic}: {Counted(found.Partitions.Count, "partition")}");
        return true;
    }

    private void Measure(IConsumer<byte[]?, byte[]?> looking, List<TopicPartition> partitions, CancellationToken hardStop)
    {
        List<TopicPartition> asked = [.. partitions.Take(KafkaOptions.MaxTriedPartitions)];
        Dictionary<TopicPartition, long> committed = looking.Committed(asked, KafkaBeside.Patience).ToDictionary(one => one.TopicPartition, one => one.Offset.Value);
        long lag = 0;
        long unread = 0;
        int known = 0;
        List<TopicPartitionOffset> newest = [];
        foreach (TopicPartition partition in asked)
        {
            hardStop.ThrowIfCancellationRequested();
            WatermarkOffsets ends = looking.QueryWatermarkOffsets(partition, KafkaBeside.Patience);
            bool isKnown = committed[partition] >= 0;
            known += isKnown ? 1 : 0;
            lag += isKnown ? Math.Max(0, ends.High.Value - committed[partition]) : 0;
            unread += isKnown ? 0 : ends.High.Value - ends.Low.Value;
            if (ends.High.Value > ends.Low.Value)
                newest.Add(new TopicPartitionOffset(partition, ends.High.Value - 1));
        }

        _findings.Add($"group {options.Group}: {lag} records behind in {Counted(known, "partition")}; {asked.Count - known} not begun, with {unread} records, to be read from the {(options.StartAt == KafkaStart.Latest ? "newest" : "oldest")}");
        if (partitions.Count > asked.Count)
            _findings.Add($"only the first {asked.Count} of {partitions.Count} partitions were looked at");
        _findings.Add(Newest(looking, newest, hardStop));
    }

    private string Newest(IConsumer<byte[]?, byte[]?> looking, List<TopicPartitionOffset> last, CancellationToken hardStop)
    {
        if (last.Count == 0)
            return "no records";
        DateTimeOffset found = default;
        long begun = clock.GetTimestamp();
        looking.Assign(last);
        for (int left = last.Count; left > 0 && clock.GetElapsedTime(begun) < s_newestWait && !hardStop.IsCancellationRequested;)
        {
            if (looking.Consume(TimeSpan.FromMilliseconds(100)) is not { } result)
                continue;
            left -= result.IsPartitionEOF ? 1 : 0;
            if (!result.IsPartitionEOF && result.Message.Timestamp.Type != TimestampType.NotAvailable && result.Message.Timestamp.UtcDateTime > found.UtcDateTime)
                found = new DateTimeOffset(result.Message.Timestamp.UtcDateTime, TimeSpan.Zero);
        }

        looking.Unassign();
        return found == default ? "the newest record could not be read" : $"newest record: {(clock.GetUtcNow() - found).TotalSeconds:0} s old ({found:yyyy-MM-dd HH:mm:ss} UTC)";
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? string.Empty : "s")}";
}
