using System.Collections.Concurrent;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Tagging;
using RtmPipeline.Telemetry;
using RtmPipeline.Topology.Poison;
using RtmPipeline.Trends;

namespace RtmPipeline.Topology;

/// <summary>The stages of one run, in the order of the flow. Each but the first two pure ones is used by one writer only.</summary>
internal sealed record Stages
{
    public required PostDecoder Decoder { get; init; }

    /// <summary>The profiles and their tagger. While the graph runs they may be replaced: each batch is given those in force when it is closed.</summary>
    public required BrandsInForce Brands { get; init; }

    public required PostSequencer Sequencer { get; init; }

    public required TrendTracker Trends { get; init; }

    public required OpportunityFinder Opportunities { get; init; }

    public required IncidentTracker Incidents { get; init; }

    public required IDelivery Delivery { get; init; }

    /// <summary>Finds records on which work ends the process; off without a state folder.</summary>
    public PoisonGuard Guard { get; init; } = PoisonGuard.Off;

    /// <summary>Keeps the state of the run; null keeps none.</summary>
    public Checkpointer? Checkpoints { get; init; }

    /// <summary>Where the run goes on from; null to begin anew.</summary>
    public Resumption? From { get; init; }

    /// <summary>Told what the graph does; null where nobody asks.</summary>
    public GraphMetrics? Metrics { get; init; }

    /// <summary>Called after each delivered batch with the outputs it held; for showing them as they come. Null for none.</summary>
    public Action<OutputBatch>? OnDelivered { get; init; }

    /// <summary>Given what will be counted, before anything is read; null for nobody.</summary>
    public Action<RunSummary>? OnBegun { get; init; }
}

/// <summary>What a run did.</summary>
internal sealed record RunSummary
{
    public long Records { get; set; }

    public long Bytes { get; set; }

    public required SequencerCounts Posts { get; init; }

    /// <summary>Rejected records by <see cref="RejectReason"/>.</summary>
    public long[] RejectedByReason { get; } = new long[Enum.GetValues<RejectReason>().Length];

    /// <summary>Ignored records by <see cref="IgnoreReason"/>.</summary>
    public long[] IgnoredByReason { get; } = new long[Enum.GetValues<IgnoreReason>().Length];

    public long StreamTime { get; set; }

    /// <summary>Offset of the last record of the last batch of each source that was put in order, for any thread.</summary>
    public ConcurrentDictionary<string, long> Reached { get; } = new(StringComparer.Ordinal);
}

/// <summary>Runs the graph of the stages; the only thing that knows concurrency.</summary>
internal interface IGraph
{
    /// <summary>Runs until the sources end or <paramref name="stopReading"/> is cancelled; then what was read is carried to the end.</summary>
    /// <param name="sources">Merged by time when there are several.</param>
    /// <param name="stages">Fresh stages: a graph runs them once.</param>
    /// <param name="stopReading">Ends reading.</param>
    /// <param name="hardStop">Gives up what is in flight.</param>
    Task<RunSummary> RunAsync(IReadOnlyList<IRecordSource> sources, Stages stages, CancellationToken stopReading, CancellationToken hardStop);
}
