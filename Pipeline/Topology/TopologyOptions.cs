namespace RtmPipeline.Topology;

/// <summary>How the graph uses the machine. None of it changes what comes out, only how fast and with how much memory.</summary>
internal sealed record TopologyOptions
{
    /// <summary>Parallel workers of each parallel stage; 0, the default, means one for each processor. 0–64.</summary>
    public int Workers { get; init; }

    /// <summary>Most records in a batch. Default 1,024; 1–65,536.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>Batches that may wait before each stage; when they do, the stage before it waits. Default 8; 1–1,024.</summary>
    public int QueueBatches { get; init; } = 8;
}
