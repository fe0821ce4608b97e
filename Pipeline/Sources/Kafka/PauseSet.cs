using Confluent.Kafka;

namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// Which partitions are paused. The client cannot be asked, and may forget it when partitions move, so the set is kept here and told again after each rebalance. A partition that
/// is paused is still polled, so that the group keeps us.
/// </summary>
internal sealed class PauseSet
{
    private readonly HashSet<TopicPartition> _paused = [];
    private bool _mustTellAgain;

    /// <summary>Partitions that are paused.</summary>
    public IReadOnlyCollection<TopicPartition> Paused => _paused;

    /// <summary>Partitions came or went: everything is told again at the next <see cref="Apply"/>.</summary>
    public void Rebalanced() => _mustTellAgain = true;

    /// <summary>Tells the client what differs.</summary>
    /// <param name="member">The client.</param>
    /// <param name="partitions">All of ours.</param>
    /// <param name="isPaused">Whether one is to be paused.</param>
    /// <param name="resumed">Told of those that may give again.</param>
    public void Apply(IConsumer<byte[]?, byte[]?> member, IEnumerable<PartitionReading> partitions, Predicate<PartitionReading> isPaused, Action<PartitionReading> resumed)
    {
        List<TopicPartition> pause = [];
        List<TopicPartition> resume = [];
        HashSet<TopicPartition> paused = [];
        foreach (PartitionReading one in partitions)
        {
            bool wasPaused = _paused.Contains(one.Partition);
            if (isPaused(one))
            {
                paused.Add(one.Partition);
                if (!wasPaused || _mustTellAgain)
                    pause.Add(one.Partition);
            }
            else if (wasPaused || _mustTellAgain)
            {
                resume.Add(one.Partition);
                if (wasPaused)
                    resumed(one);
            }
        }

        Tell(member.Pause, pause);
        Tell(member.Resume, resume);
        _paused.Clear();
        _paused.UnionWith(paused);
        _mustTellAgain = false;
    }

    /// <summary>A partition that has just gone needs neither.</summary>
    private static void Tell(Action<IEnumerable<TopicPartition>> tell, List<TopicPartition> partitions)
    {
        if (partitions.Count == 0)
            return;
        try
        {
            tell(partitions);
        }
        catch (KafkaException gone) when (gone.Error.Code is ErrorCode.Local_State or ErrorCode.Local_UnknownPartition)
        {
            // The handler that takes it out of the set is about to be called.
        }
    }
}
