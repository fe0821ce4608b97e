using Confluent.Kafka;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// One membership in the group, from joining to leaving, on one thread: all handlers of the client run inside its polling, so that a partition is never claimed behind its
/// revocation's back. The polling does little else, and goes on while the pipeline holds the source back.
/// </summary>
internal sealed class GroupReader : IDisposable
{
    /// <summary>How long one poll waits for a record.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);

    /// <summary>How often claims, pauses and the queue are looked at.</summary>
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(5);

    /// <summary>And behind which part of the buffer at the latest: a fast broker gives much within a tick.</summary>
    private const int BufferParts = 8;

    /// <summary>How often partitions are compared.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMilliseconds(100);

    private readonly KafkaOptions _options;
    private readonly SourceHost _host;
    private readonly IGroupOffsets _offsets;
    private readonly HandOver _handOver;
    private readonly RecordQueue _queue;
    private readonly ClientTrouble _trouble;
    private readonly RecordFraming _framing;
    private readonly StartPositions _starts;
    private readonly SkewRule _skew;
    private readonly PauseSet _pauses = new();
    private readonly IConsumer<byte[]?, byte[]?> _member;
    private readonly Dictionary<TopicPartition, PartitionReading> _ours = [];
    private Exception? _fault;
    private bool _isFull;
    private long _tickedAt;
    private long _takenSinceTick;
    private long _comparedAt;

    /// <exception cref="InvalidOperationException">A setting is none of the client's, or has a wrong value.</exception>
    public GroupReader(KafkaOptions options, SourceHost host, IGroupOffsets offsets, HandOver handOver, RecordQueue queue)
    {
        _options = options;
        _host = host;
        _offsets = offsets;
        _handOver = handOver;
        _queue = queue;
        _trouble = new ClientTrouble(options, host.Watch);
        _framing = new RecordFraming(options);
        _starts = new StartPositions(options, host.Watch);
        _skew = new SkewRule(options.MaxSkew);
        _member = new ConsumerBuilder<byte[]?, byte[]?>(ConsumerSettings.Member(options))
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler((_, error) => _trouble.Note(error, _ours.Count))
            .SetStatisticsHandler((_, statistics) => Look(statistics))
            .SetOffsetsCommittedHandler((_, offsets) => Guarded(() => _offsets.Committed(offsets)))
            .SetPartitionsAssignedHandler((_, partitions) => Assigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => Gone(partitions, isLost: false))
            .SetPartitionsLostHandler((_, partitions) => Gone(partitions, isLost: true))
            .Build();
    }

    /// <summary>Reads until it is stopped.</summary>
    /// <exception cref="KafkaException">This client cannot go on; another one may.</exception>
    /// <exception cref="IOException">The memory cannot be written.</exception>
    public async Task ReadAsync(CancellationToken stop)
    {
        await _offsets.RecoverAsync(_member, stop);
        _member.Subscribe(_options.Topics);
        try
        {
            while (!stop.IsCancellationRequested)
                Step();
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose() => _member.Dispose();

    private void Step()
    {
        try
        {
            if (_member.Consume(s_poll) is { } result)
                Take(result);
        }
        catch (ConsumeException trouble) when (trouble.Error.Code == ErrorCode.Local_AutoOffsetReset)
        {
            OutOfRange(trouble.ConsumerRecord?.TopicPartition);
        }
        catch (ConsumeException trouble)
        {
            _trouble.Note(trouble.Error, _ours.Count);
        }

        if (_fault is not null)
            throw _fault;
        if (_trouble.Fatal is { } fatal)
            throw new KafkaException(fatal);
        long now = _host.Clock.GetTimestamp();
        if (_host.Clock.GetElapsedTime(_tickedAt, now) < s_tick && _takenSinceTick < _options.MaxBufferedBytes / BufferParts)
            return;
        _tickedAt = now;
        _takenSinceTick = 0;
        _offsets.Tick(_member);
        _handOver.Pass();
        HoldBack(now);
    }

    private void Take(ConsumeResult<byte[]?, byte[]?> result)
    {
        if (!_ours.TryGetValue(result.TopicPartition, out PartitionReading? from))
            return;
        RecordPosition position = new(from.Source, 0, 0) { Origin = result.Offset.Value };
        RawRecord record = _framing.Frame(result.Message, position, _host.Now);
        if (from.Take(result.Offset.Value, record.ReceivedAt, _host.Clock.GetTimestamp()))
            _offsets.Take(from, in record);
        if (record.Form == RecordForm.Fault)
            _host.Watch.Count("fault");
        else if (result.Message.Value is null)
            _host.Watch.Count("tombstone");
        _takenSinceTick += record.Bytes.Length;
        _trouble.Over(byRecord: true);
    }

    /// <summary>Pauses everything while the pipeline has no room, and what is too far ahead of the rest.</summary>
    private void HoldBack(long now)
    {
        long most = _options.MaxBufferedBytes;
        bool wasFull = _isFull;
        _isFull = _handOver.IsFull || _offsets.Held > most || (_isFull && (_queue.Waiting > most / 2 || _offsets.Held > most / 2));
        if (_isFull && !wasFull)
            _host.Watch.Count("held-back");
        if (_host.Clock.GetElapsedTime(_comparedAt, now) >= s_skew)
        {
            _comparedAt = now;
            if (_skew.Apply(_ours.Values, HasBacklog, one => _host.Clock.GetElapsedTime(one.GaveAt, now) > SkewRule.Silence))
                _host.Watch.Count("skew");
        }

        _pauses.Apply(_member, _ours.Values, one => _isFull || one.IsHeld, one => one.Resumed(now));
    }

    /// <summary>As of the last answer to a fetch.</summary>
    private bool HasBacklog(PartitionReading one) => _member.GetWatermarkOffsets(one.Partition).High.Value > one.Next;

    private IEnumerable<TopicPartitionOffset> Assigned(List<TopicPartition> partitions)
    {
        IReadOnlyList<TopicPartitionOffset> starts = [];
        Guarded(() =>
        {
            _host.Watch.Count("assigned", partitions.Count);
            (starts, IReadOnlyList<TopicPartitionOffset> unknown) = _starts.Find(_member, partitions, _offsets);
            _offsets.Assigned(_member, starts, unknown);
            long now = _host.Clock.GetTimestamp();
            foreach (TopicPartitionOffset start in starts)
                _ours[start.TopicPartition] = new PartitionReading(start.TopicPartition, KafkaNames.SourceOf(_host.Watch.Name, start.TopicPartition), start.Offset.Value, now);
            _pauses.Rebalanced();
            _trouble.Over(byRecord: true);
            _host.Watch.Streaming(_ours.Count == 0 ? "no partition is ours: others of the group have them" : string.Empty);
        });

        // After a fault the client is given up before anything is read.
        return _fault is null ? starts : partitions.Select(partition => new TopicPartitionOffset(partition, Offset.End));
    }

    private void Gone(List<TopicPartitionOffset> partitions, bool isLost) => Guarded(() =>
    {
        _host.Watch.Count(isLost ? "lost" : "revoked", partitions.Count);
        TopicPartition[] gone = [.. partitions.Select(partition => partition.TopicPartition)];
        foreach (TopicPartition partition in gone)
            _ours.Remove(partition);
        _offsets.Gone(_member, gone, isLost);
        _pauses.Rebalanced();
        if (_ours.Count == 0 && !_trouble.IsThere)
            _host.Watch.Connecting("the group shares out its partitions");
    });

    /// <summary>The broker has not got the position any more: retention was faster than we, or the topic lost records.</summary>
    private void OutOfRange(TopicPartition? partition)
    {
        if (partition is null || !_ours.TryGetValue(partition, out PartitionReading? reading))
            return;
        WatermarkOffsets known = _member.QueryWatermarkOffsets(partition, KafkaBeside.Patience);
        if (known.Low.Value > reading.Next)
        {
            _host.Watch.Count("expired", known.Low.Value - reading.Next);
            reading.SkipTo(known.Low.Value);
        }
        else if (known.High.Value < reading.Next)
        {
            _host.Watch.Count("truncated");
            _host.Watch.Refused($"the group is at {reading.Next} of {partition.Topic}/{partition.Partition.Value}, which ends at {known.High.Value}: the topic lost records or was made anew; set the group's offset");
            return;
        }

        _member.Seek(new TopicPartitionOffset(partition, reading.Next));
    }

    private void Look(string statistics)
    {
        if (_trouble.IsThere && GroupStatistics.IsGroupWell(statistics))
            _trouble.Over(byRecord: false);
    }

    /// <summary>An exception must not cross the client's native frames: it is kept, and thrown when the poll has come back.</summary>
    private void Guarded(Action handle)
    {
        if (_fault is not null)
            return;
        try
        {
            handle();
        }
        catch (Exception fault) when (fault is KafkaException or IOException)
        {
            _fault = fault;
        }
    }

    /// <summary>Leaves the group, so that others need not wait for the session's end. What is stored is committed on the way.</summary>
    private void Leave()
    {
        try
        {
            _member.Close();
        }
        catch (KafkaException trouble)
        {
            _trouble.Note(trouble.Error, _ours.Count);
        }
    }
}
