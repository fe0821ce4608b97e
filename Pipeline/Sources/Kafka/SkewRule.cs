namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// Keeps partitions of a backlog together in time: else one that is read faster would move stream time ahead, and the records of the others would come late. Only partitions
/// with a backlog that give count as slow: one that has nothing to give, or whose broker is away, holds nobody back.
/// </summary>
/// <param name="maxSkew">How far one may be ahead; zero for no limit.</param>
internal sealed class SkewRule(TimeSpan maxSkew)
{
    /// <summary>A partition with a backlog that gives nothing for this long is not waited for.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly long _maxSkew = (long)maxSkew.TotalMilliseconds;

    /// <summary>Decides anew which partitions are held.</summary>
    /// <param name="partitions">All of ours.</param>
    /// <param name="hasBacklog">Tells whether the broker has more of one.</param>
    /// <param name="isSilent">Tells whether one gives nothing although it may.</param>
    /// <returns>True when something changed.</returns>
    public bool Apply(IReadOnlyCollection<PartitionReading> partitions, Predicate<PartitionReading> hasBacklog, Predicate<PartitionReading> isSilent)
    {
        if (_maxSkew <= 0)
            return false;
        long slowest = long.MaxValue;
        foreach (PartitionReading one in partitions)
        {
            if (one.Time > 0 && hasBacklog(one) && (one.IsHeld || !isSilent(one)))
                slowest = Math.Min(slowest, one.Time);
        }

        bool hasChanged = false;
        foreach (PartitionReading one in partitions)
        {
            bool isHeld = slowest < long.MaxValue && one.Time > slowest + _maxSkew;
            hasChanged |= isHeld != one.IsHeld;
            one.IsHeld = isHeld;
        }

        return hasChanged;
    }
}
