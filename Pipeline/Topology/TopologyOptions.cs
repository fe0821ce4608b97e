namespace RtmPipeline.Topology;

/// <summary>Concurrency and queues of the graph; section <c>Topology</c>. None of it changes what comes out.</summary>
internal sealed record TopologyOptions
{
    /// <summary>Workers of each parallel stage; 0 takes one for each processor. <value>Default 0; 0 to 64.</value></summary>
    public int Workers { get; init; }

    /// <summary>Most posts in a batch. <value>Default 1,024; 1 to 65,536.</value></summary>
    public int BatchSize { get; init; } = 1_024;

    /// <summary>Batches that may wait before each stage; a full queue holds back the one before it, up to the source. <value>Default 8; 1 to 1,024.</value></summary>
    public int QueueBatches { get; init; } = 8;
}
