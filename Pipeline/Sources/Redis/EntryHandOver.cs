using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis.Lanes;

namespace RtmPipeline.Sources.Redis;

/// <summary>Puts pages of entries into the source's queue, as batches that tell their lane when they are accepted. One adds; the rest is for any thread.</summary>
/// <param name="queue">The queue; what does not fit waits here, and nothing is read meanwhile.</param>
/// <param name="batchSize">Most records of a batch.</param>
/// <param name="watch">Told of what was received.</param>
/// <param name="book">Told of what is accepted.</param>
internal sealed class EntryHandOver(RecordQueue queue, int batchSize, SourceWatch watch, LaneBook book)
{
    private readonly Queue<RawBatch> _waiting = new();
    private int _taken;

    /// <summary>True while the queue has no room for what is here.</summary>
    public bool IsFull => _waiting.Count > 0;

    /// <summary>True when all batches that were taken are accepted.</summary>
    public bool IsSettled => Volatile.Read(ref _taken) == 0;

    /// <summary>Notes that a batch is about to be taken from the source.</summary>
    public void Taken() => Interlocked.Increment(ref _taken);

    /// <summary>Adds the records of a page, in the order of their ids, and hands on what there is room for.</summary>
    public void Add(StreamLane lane, IReadOnlyList<RawRecord> records, IReadOnlyList<StreamId> ids)
    {
        if (records.Count == 0)
            return;
        watch.Received(records.Count, records.Sum(static record => (long)record.Bytes.Length), records.Max(static record => record.ReceivedAt));
        lane.HandedOn(records.Count);
        for (int from = 0; from < records.Count; from += batchSize)
        {
            int count = Math.Min(batchSize, records.Count - from);
            StreamId[] part = [.. ids.Skip(from).Take(count)];
            _waiting.Enqueue(new RawBatch([.. records.Skip(from).Take(count)], count, buffer: null) { Accepted = () => Accept(lane, part) });
        }

        Pass();
    }

    /// <summary>Hands on what there is room for.</summary>
    public void Pass()
    {
        while (_waiting.TryPeek(out RawBatch? batch) && queue.TryAdd(batch))
            _waiting.Dequeue();
    }

    private void Accept(StreamLane lane, StreamId[] ids)
    {
        book.Accept(lane.Name, ids[^1]);
        lane.Accepted(ids);
        Interlocked.Decrement(ref _taken);
    }
}
