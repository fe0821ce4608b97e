using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Posts;
using RtmPipeline.State;

namespace RtmPipeline.Delivery;

/// <summary>What leaves the pipeline at one point of the input, in order.</summary>
/// <param name="Revisions">Outputs for the opportunity and alert streams.</param>
/// <param name="Rejections">Dead letters, each with its own stream time.</param>
/// <param name="StreamTime">Stream time after the batch, unix milliseconds: how far the run is. It goes into no entry, as cuts into batches carry no meaning.</param>
internal sealed record OutputBatch(IReadOnlyList<IncidentRevision> Revisions, IReadOnlyList<Rejection> Rejections, long StreamTime)
{
    /// <summary>Digests for the alert stream, by time; each stands before the revisions of its tick.</summary>
    public IReadOnlyList<AlertDigest> Digests { get; init; } = [];

    /// <summary>What readers must forget, each at its place among the revisions.</summary>
    public IReadOnlyList<PostRetraction> Retractions { get; init; } = [];

    /// <summary>
    /// What was deleted, in the order of the stream, as <see cref="Deletion"/> writes it; for those who purge what else holds the posts, after the batch was delivered. It makes no entry.
    /// </summary>
    public IReadOnlyList<string> Deletes { get; init; } = [];

    public bool IsEmpty => Revisions.Count == 0 && Rejections.Count == 0 && Digests.Count == 0 && Retractions.Count == 0;
}

/// <summary>Where outputs go. Batches arrive in order, one at a time.</summary>
internal interface IDelivery : IAsyncDisposable
{
    /// <summary>Makes ready to write: connects, and checks that the target can be written to. It changes nothing there yet.</summary>
    /// <exception cref="DeliveryRefusedException">The target cannot be written to as it stands.</exception>
    Task OpenAsync(CancellationToken hardStop);

    /// <summary>Writes a batch; returns when the target has it. The first entry of a run takes the writer's role.</summary>
    /// <exception cref="DeliveryRefusedException">The target holds something this run must not mix with; nothing was written.</exception>
    /// <exception cref="DeliveryBrokenException">Another writer took over, or the target lost what it had.</exception>
    Task WriteAsync(OutputBatch batch, CancellationToken hardStop);

    /// <summary>Does what waits besides entries, before an orderly end: dead letters of deleted posts that are still to be removed.</summary>
    Task CompleteAsync(CancellationToken hardStop) => Task.CompletedTask;

    /// <summary>Entries written so far, by stream.</summary>
    DeliveryCounts Counts { get; }

    /// <summary>Digests of the entries written so far, by stream: equal digests mean equal outputs.</summary>
    DeliveryDigests Digests { get; }

    /// <summary>How the delivery stands, for any thread to read; null where there is nothing to tell.</summary>
    DeliveryHealth? Health => null;
}

/// <summary>A delivery that can go on from a checkpoint.</summary>
internal interface IResumableDelivery : IDelivery
{
    /// <summary>
    /// Takes up where a checkpoint left, after <see cref="IDelivery.OpenAsync"/> and before the first batch. What the target holds beyond the checkpoint will be computed
    /// again: it is compared with what comes, and not written twice.
    /// </summary>
    /// <param name="from">What <see cref="SaveAsync"/> wrote.</param>
    /// <param name="hardStop">Gives up.</param>
    /// <returns>What the target holds beyond the checkpoint, or that it holds less than the checkpoint.</returns>
    /// <exception cref="DeliveryRefusedException">The target cannot be taken up at all.</exception>
    Task<ResumeOutcome> ResumeAsync(StateReader from, CancellationToken hardStop);

    /// <summary>Writes down where the target stands after the batches so far, and makes that durable where it is ours to do.</summary>
    Task SaveAsync(StateWriter to, CancellationToken hardStop);

    /// <summary>True once everything that the target held beyond the checkpoint has come again; at once where it held nothing.</summary>
    bool IsCaughtUp { get; }
}

/// <summary>What was found when a delivery took up a checkpoint.</summary>
/// <param name="IsBehind">True when the target holds less than the checkpoint says: it lost its tail, and an older checkpoint must be taken.</param>
/// <param name="Ahead">Entries the target holds beyond the checkpoint.</param>
/// <param name="Detail">A sentence for people on what was found; empty when there is nothing to say.</param>
internal readonly record struct ResumeOutcome(bool IsBehind, long Ahead, string Detail);

internal readonly record struct DeliveryCounts(long Opportunities, long Alerts, long DeadLetters);

/// <summary>The target cannot be written to as it stands; the message says what to do.</summary>
internal sealed class DeliveryRefusedException : Exception
{
    public DeliveryRefusedException()
    {
    }

    public DeliveryRefusedException(string message)
        : base(message)
    {
    }

    public DeliveryRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
