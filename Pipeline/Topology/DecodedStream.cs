using System.Threading.Tasks.Dataflow;
using RtmPipeline.Posts;

namespace RtmPipeline.Topology;

/// <summary>Reads the decoded batches of one source item by item.</summary>
internal sealed class DecodedStream(IReceivableSourceBlock<DecodedBatch> batches, RunSummary summary)
{
    private DecodedBatch? _batch;
    private int _next;

    /// <summary>The next item; valid while <see cref="HasItem"/>.</summary>
    public DecodedItem Item => _batch!.Items[_next];

    public bool HasItem => _batch is not null;

    /// <summary>
    /// Time by which the item is merged with other sources: the latest time this source has shown, so that a late post or a rejected
    /// record keeps its place behind what came before it.
    /// </summary>
    public long Time { get; private set; } = long.MinValue;

    /// <summary>Moves to the next item if one is here already.</summary>
    public bool TryMove()
    {
        if (_batch is not null && ++_next < _batch.Items.Count)
            return Arrive();
        _batch = null;
        while (batches.TryReceive(out DecodedBatch? batch))
        {
            Count(batch);
            if (batch.Items.Count == 0)
                continue;
            _batch = batch;
            _next = 0;
            return Arrive();
        }

        return false;
    }

    /// <summary>Waits until <see cref="TryMove"/> may succeed.</summary>
    /// <returns>False when the source has ended.</returns>
    public Task<bool> WaitAsync(CancellationToken cancellation) => batches.OutputAvailableAsync(cancellation);

    private bool Arrive()
    {
        if (Item.Post is { } post)
            Time = Math.Max(Time, post.PostedAt);
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
        }
    }
}
