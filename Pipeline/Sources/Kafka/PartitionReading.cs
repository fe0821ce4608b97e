using Confluent.Kafka;

namespace RtmPipeline.Sources.Kafka;

/// <summary>How far one partition is read that is ours.</summary>
/// <param name="partition">Which.</param>
/// <param name="source">Its name in positions.</param>
/// <param name="start">Offset at which it is begun.</param>
/// <param name="now">Timestamp of the clock.</param>
internal sealed class PartitionReading(TopicPartition partition, string source, long start, long now)
{
    public TopicPartition Partition { get; } = partition;

    public string Source { get; } = source;

    /// <summary>Offset behind the last record taken.</summary>
    public long Next { get; private set; } = start;

    /// <summary>The broker's time of the last record, unix milliseconds; 0 before the first.</summary>
    public long Time { get; private set; }

    /// <summary>Timestamp of the clock at which it last gave, or could begin to give.</summary>
    public long GaveAt { get; private set; } = now;

    /// <summary>True while it is held for being too far ahead of others.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Notes a record.</summary>
    /// <returns>False when it was taken before.</returns>
    public bool Take(long offset, long time, long now)
    {
        GaveAt = now;
        if (offset < Next)
            return false;
        Next = offset + 1;
        Time = time;
        return true;
    }

    /// <summary>Goes on further ahead: what is between is gone.</summary>
    public void SkipTo(long offset) => Next = Math.Max(Next, offset);

    /// <summary>It may give again.</summary>
    public void Resumed(long now) => GaveAt = now;
}
