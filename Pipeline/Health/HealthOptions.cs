namespace RtmPipeline.Health;

/// <summary>From when on the service counts as not ready, or as stuck; section <c>Health</c>.</summary>
internal sealed record HealthOptions
{
    /// <summary>Seconds that stream time may be behind the clock. <value>Default 300; 10 to 86,400.</value></summary>
    public int MaxLagSeconds { get; init; } = 300;

    /// <summary>Seconds since the newest checkpoint was kept, where checkpoints are kept; never less than three times Checkpoints:EverySeconds. <value>Default 120; 10 to 86,400.</value></summary>
    public int MaxCheckpointAgeSeconds { get; init; } = 120;

    /// <summary>Seconds in which batches wait and none is delivered, though Redis can be written to, until the process counts as stuck. <value>Default 300; 30 to 86,400.</value></summary>
    public int StuckSeconds { get; init; } = 300;
}
