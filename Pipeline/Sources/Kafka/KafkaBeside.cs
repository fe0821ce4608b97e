using Confluent.Kafka;
using RtmPipeline.Sources.Kafka.Claims;

namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// A client beside the group, without membership: notes takeovers as offsets of a side group, and reads ranges again that are ours although the partition may be another's by now.
/// For one thread.
/// </summary>
internal sealed class KafkaBeside : IDisposable
{
    /// <summary>Longest wait for a broker.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Before a coordinator that is moving or starting is asked again.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(200);

    private readonly KafkaOptions _options;
    private readonly TimeProvider _clock;
    private readonly IConsumer<byte[]?, byte[]?> _client;
    private Error? _fatal;

    public KafkaBeside(KafkaOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _client = new ConsumerBuilder<byte[]?, byte[]?>(ConsumerSettings.Beside(options))
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler((_, error) => _fatal = error.IsFatal ? error : _fatal)
            .Build();
    }

    /// <summary>Notes that this process begins partitions at these offsets.</summary>
    /// <exception cref="KafkaException">The group's coordinator does not answer, or refuses it.</exception>
    public void Note(IReadOnlyCollection<TopicPartitionOffset> starts, int tag)
    {
        if (starts.Count == 0)
            return;
        TopicPartitionOffset[] notes = [.. starts.Select(start => new TopicPartitionOffset(start.TopicPartition, new TakeoverNote(start.Offset.Value, tag).Offset))];

        // The client's call has no limit of its own, and this is called where the group waits for us.
        Task limit = Task.Delay(Patience, _clock);
        while (true)
        {
            Task commit = Task.Run(() => _client.Commit(notes));
            if (Task.WhenAny(commit, limit).GetAwaiter().GetResult() != commit)
                throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"the takeover of {starts.Count} partitions could not be noted within {Patience.TotalSeconds:0} s"));
            try
            {
                commit.GetAwaiter().GetResult();
                return;
            }
            catch (KafkaException refused) when (IsPassing(refused.Error.Code) && !limit.IsCompleted)
            {
                _ = Task.WhenAny(limit, Task.Delay(s_again, _clock)).GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>True for what a coordinator says that is moving or starting: the client does not ask again by itself where a commit is waited for.</summary>
    private static bool IsPassing(ErrorCode code) =>
        code is ErrorCode.RequestTimedOut or ErrorCode.GroupLoadInProgress or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.NotCoordinatorForGroup or ErrorCode.NetworkException or ErrorCode.Local_Transport or ErrorCode.Local_WaitCoord;

    /// <summary>The last takeovers of partitions; those that nobody noted are missing.</summary>
    /// <exception cref="KafkaException">The group's coordinator does not answer, or refuses it.</exception>
    public IReadOnlyDictionary<TopicPartition, TakeoverNote> Notes(IReadOnlyCollection<TopicPartition> partitions)
    {
        Dictionary<TopicPartition, TakeoverNote> notes = [];
        if (partitions.Count == 0)
            return notes;
        foreach (TopicPartitionOffset note in _client.Committed(partitions, Patience))
        {
            if (note.Offset.Value >= 0)
                notes[note.TopicPartition] = TakeoverNote.Of(note.Offset.Value);
        }

        return notes;
    }

    /// <summary>Reads a range again.</summary>
    /// <param name="range">What to read.</param>
    /// <param name="take">Takes each record.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Offsets at the beginning of the range that the topic does not have any more.</returns>
    /// <exception cref="KafkaException">The broker does not answer, or refuses it.</exception>
    public long Read(in PartitionRange range, Action<ConsumeResult<byte[]?, byte[]?>> take, CancellationToken stop)
    {
        WatermarkOffsets known = _client.QueryWatermarkOffsets(range.Partition, Patience);
        long from = Math.Max(range.Range.From, known.Low.Value);
        long gone = Math.Min(from, range.Range.To) - range.Range.From;
        if (from >= Math.Min(range.Range.To, known.High.Value))
            return gone;
        _client.Assign(new TopicPartitionOffset(range.Partition, from));
        try
        {
            ReadTo(range, take, stop);
        }
        finally
        {
            _client.Unassign();
        }

        return gone;
    }

    /// <summary>No commit is under way, and the client is no member, so that closing it waits for nothing.</summary>
    public void Dispose() => _client.Dispose();

    private void ReadTo(in PartitionRange range, Action<ConsumeResult<byte[]?, byte[]?>> take, CancellationToken stop)
    {
        long silent = 0;
        while (!stop.IsCancellationRequested)
        {
            ConsumeResult<byte[]?, byte[]?>? result = _client.Consume(TimeSpan.FromMilliseconds(100));
            silent = result is null ? silent + 1 : 0;
            if (_fatal is not null || silent * 100 > Patience.TotalMilliseconds)
                throw new KafkaException(_fatal ?? new Error(ErrorCode.Local_TimedOut, _options.Shown($"{range} could not be read again within {Patience.TotalSeconds:0} s")));
            if (result is null)
                continue;

            // The last records of a range may be gone, by compaction or because their transaction was given up.
            if (result.IsPartitionEOF || result.Offset.Value >= range.Range.To)
                return;
            take(result);
            if (result.Offset.Value == range.Range.To - 1)
                return;
        }
    }
}
