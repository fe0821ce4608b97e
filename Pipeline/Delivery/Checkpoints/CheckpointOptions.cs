namespace RtmPipeline.Delivery.Checkpoints;

/// <summary>Where the state of a run is kept and how often; section <c>Checkpoints</c>.</summary>
internal sealed record CheckpointOptions
{
    /// <summary>The value of <see cref="Path"/> that keeps checkpoints in Redis, beside the outputs: for containers without a disk.</summary>
    public const string InRedis = "redis";

    /// <summary>
    /// Folder for the state: checkpoints, and the journal of inputs that cannot be asked again. <c>redis</c> keeps checkpoints in Redis; a journal needs a folder.
    /// Empty keeps none. <value>Default empty.</value>
    /// </summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>
    /// Seconds between checkpoints, and most of what a restart computes again. <value>Default 10; 1 to 3600.</value>
    /// </summary>
    public int EverySeconds { get; init; } = 10;

    /// <summary>Checkpoints that are kept; older ones are taken when newer ones are broken or Redis lost its tail. <value>Default 3; 1 to 100.</value></summary>
    public int Keep { get; init; } = 3;
}
