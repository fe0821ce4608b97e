using Confluent.Kafka;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Kafka;

/// <summary>Puts records that may be handed on into the source's queue, as batches that tell how far each partition is accepted. For one thread.</summary>
/// <param name="queue">The queue; what does not fit waits here, and the reader takes no more meanwhile.</param>
/// <param name="batchSize">Most records of a batch.</param>
/// <param name="watch">Told of what was received.</param>
/// <param name="accepted">Called from any thread when all records of a partition before an offset are accepted.</param>
internal sealed class HandOver(RecordQueue queue, int batchSize, SourceWatch watch, Action<TopicPartition, long> accepted)
{
    private readonly Queue<RawBatch> _waiting = new();
    private readonly List<RawRecord> _open = [];
    private readonly Dictionary<TopicPartition, long> _ends = [];
    private long _bytes;
    private long _newest;

    /// <summary>True while the queue has no room for what is here.</summary>
    public bool IsFull => _waiting.Count > 0;

    /// <summary>Adds the next record of a partition.</summary>
    public void Add(TopicPartition partition, in RawRecord record)
    {
        _open.Add(record);
        _ends[partition] = record.Position.Origin!.Value + 1;
        _bytes += record.Bytes.Length;
        _newest = Math.Max(_newest, record.ReceivedAt);
        if (_open.Count == batchSize)
            Seal();
    }

    /// <summary>Hands on what there is, as far as there is room.</summary>
    public void Pass()
    {
        Seal();
        while (_waiting.TryPeek(out RawBatch? batch) && queue.TryAdd(batch))
            _waiting.Dequeue();
    }

    /// <summary>Hands on all there is, and waits for room.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> came first.</exception>
    public async Task PassAllAsync(CancellationToken stop)
    {
        Seal();
        while (_waiting.TryPeek(out RawBatch? batch))
        {
            await queue.AddAsync(batch, stop);
            _waiting.Dequeue();
        }
    }

    private void Seal()
    {
        if (_open.Count == 0)
            return;
        KeyValuePair<TopicPartition, long>[] ends = [.. _ends];
        RawRecord[] records = [.. _open];
        _waiting.Enqueue(new RawBatch(records, records.Length, buffer: null) { Accepted = () => Accept(ends) });
        watch.Received(records.Length, _bytes, _newest);
        _open.Clear();
        _ends.Clear();
        _bytes = 0;
    }

    private void Accept(KeyValuePair<TopicPartition, long>[] ends)
    {
        foreach ((TopicPartition partition, long end) in ends)
            accepted(partition, end);
    }
}
