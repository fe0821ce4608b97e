using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Posts;
using RtmPipeline.Sources;

namespace RtmPipeline.Topology;

/// <summary>Reads the decoded batches of one source item by item, and knows up to where they were taken.</summary>
/// <param name="name">Name of the source.</param>
/// <param name="batches">What its records were decoded to.</param>
/// <param name="summary">Counts what comes.</param>
/// <param name="from">Where a checkpoint left the source; null to take everything.</param>
internal sealed class DecodedStream(string name, IDecodedBatches batches, RunSummary summary, SourceMark? from = null)
{
    private DecodedBatch? _batch;
    private int _next;
    private DecodedBatch? _takenBatch;
    private int _takenRecord = -1;
    private RecordPosition _takenPlace = new(name, from?.Line ?? 0, from?.Offset ?? -1);
    private int _takenItems = from?.Items ?? 0;
    private bool _hasReached = from is null || from.Offset < 0;

    /// <summary>The next item; valid while <see cref="HasItem"/>.</summary>
    public DecodedItem Item => _batch!.Items[_next];

    public bool HasItem => _batch is not null;

    /// <summary>True when the source has nothing more; false while it has, or when it was told to stop.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>
    /// Time by which the item is merged with other sources: the latest time this source has shown, so that a late post or a rejected
    /// record keeps its place behind what came before it.
    /// </summary>
    public long Time { get; private set; } = from?.Time ?? long.MinValue;

    /// <summary>Batches that were taken to their end.</summary>
    public long Covered { get; private set; }

    /// <summary>Moves to the next item if one is here already.</summary>
    public bool TryMove()
    {
        if (_batch is not null && ++_next < _batch.Items.Count)
            return Arrive();
        if (_batch is not null)
            Cover(_batch);
        _batch = null;
        while (batches.TryReceive() is { } batch)
        {
            Count(batch);
            _next = FirstNew(batch);
            if (_next == batch.Items.Count)
            {
                Cover(batch);
                continue;
            }

            _batch = batch;
            return Arrive();
        }

        return false;
    }

    /// <summary>Waits until <see cref="TryMove"/> may succeed.</summary>
    /// <returns>False when the source has ended.</returns>
    public Task<bool> WaitAsync(CancellationToken cancellation) => batches.WaitAsync(cancellation);

    /// <summary>Notes that the source has nothing more.</summary>
    /// <exception cref="InvalidDataException">It ended before the record at which the checkpoint left it: it is shorter than it was.</exception>
    public void End()
    {
        if (!_hasReached)
            throw new InvalidDataException($"{name} ends before line {from!.Line}, offset {from.Offset}, where the checkpoint left it: it is shorter than it was");
        HasEnded = true;
    }

    /// <summary>Takes the item; <see cref="TryMove"/> moves on from it.</summary>
    public DecodedItem Take()
    {
        DecodedItem item = Item;
        if (_takenBatch != _batch || _takenRecord != item.Record)
        {
            RecordPosition place = _batch!.Places[item.Record];
            // A record of which the run before took a part goes on being counted.
            if (_takenBatch is not null || from is null || !IsAt(place, from))
                _takenItems = 0;
            (_takenBatch, _takenRecord, _takenPlace) = (_batch, item.Record, place);
        }

        _takenItems++;
        return item;
    }

    /// <summary>Where the source is read on after what was taken.</summary>
    public SourceMark Mark() => new(name, _takenPlace.Line, _takenPlace.Offset, _takenItems, HasEnded) { Time = Time };

    /// <summary>Lets go of what was not taken, so that reading can end.</summary>
    public void LetGo()
    {
        _batch = null;
        batches.LetGo();
    }

    /// <summary>True for a record before the one at which a checkpoint left a source.</summary>
    public static bool IsBefore(in RecordPosition place, SourceMark mark) =>
        mark.Offset >= 0 && (place.Offset < mark.Offset || (place.Offset == mark.Offset && place.Line < mark.Line));

    private static bool IsAt(in RecordPosition place, SourceMark mark) => place.Offset == mark.Offset && place.Line == mark.Line;

    /// <summary>Index of the first item that the checkpoint does not cover.</summary>
    private int FirstNew(DecodedBatch batch)
    {
        if (from is null || from.Offset < 0)
            return 0;
        _hasReached |= batch.Places.Count > 0 && !IsBefore(batch.Places[^1], from);
        int at = 0;
        int known = 0;
        for (; at < batch.Items.Count; at++)
        {
            RecordPosition place = batch.Places[batch.Items[at].Record];
            if (IsBefore(place, from))
                continue;
            if (!IsAt(place, from) || known == from.Items)
                break;
            known++;
        }

        return at;
    }

    /// <summary>Everything of a batch was taken, the records too that hold nothing: what keeps records for a restart may let go of them.</summary>
    private void Cover(DecodedBatch batch)
    {
        int last = batch.Places.Count - 1;
        if (last >= 0)
            summary.Reached[name] = batch.Places[last].Offset;
        if (last < 0 || (from is not null && _takenBatch is null && IsBefore(batch.Places[last], from)))
            return;
        Covered++;
        (_takenBatch, _takenRecord, _takenPlace) = (batch, last, batch.Places[last]);
        _takenItems = 0;
        for (int i = batch.Items.Count - 1; i >= 0 && batch.Items[i].Record == last; i--)
            _takenItems++;
    }

    private bool Arrive()
    {
        if (Item.Post is { } post)
            Time = Math.Max(Time, post.ReceivedAt > 0 ? Math.Min(post.PostedAt, post.ReceivedAt) : post.PostedAt);
        return true;
    }

    private void Count(DecodedBatch batch)
    {
        summary.Records += batch.Records;
        summary.Bytes += batch.Bytes;
        for (int i = 0; i < batch.Ignored.Length; i++)
            summary.IgnoredByReason[i] += batch.Ignored[i];
        foreach (DecodedItem item in batch.Items)
        {
            if (item.Rejection is { } rejection)
                summary.RejectedByReason[(int)rejection.Reason]++;
            else if (item.Post is null)
                summary.Records--;
        }
    }
}
