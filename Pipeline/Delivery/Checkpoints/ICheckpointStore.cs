namespace RtmPipeline.Delivery.Checkpoints;

/// <summary>Keeps the last checkpoints of one state. One writer.</summary>
internal interface ICheckpointStore
{
    /// <summary>Where it keeps them, for messages.</summary>
    string Place { get; }

    /// <summary>Keeps a checkpoint, and drops those beyond the number that is kept; returns when it will survive.</summary>
    /// <param name="checkpoint">Its pieces may be used again when this returns.</param>
    /// <param name="hardStop">Gives up.</param>
    /// <returns>Bytes it takes.</returns>
    Task<long> SaveAsync(Checkpoint checkpoint, CancellationToken hardStop);

    /// <summary>The good ones, newest first; read one at a time. A broken one is passed over with a warning.</summary>
    IAsyncEnumerable<Checkpoint> LoadAsync(CancellationToken hardStop);
}
