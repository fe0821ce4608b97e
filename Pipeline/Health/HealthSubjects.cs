using RtmPipeline.Delivery;
using RtmPipeline.Sources.Live;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Health;

/// <summary>What of a run can be looked at. Each may be asked from any thread.</summary>
/// <param name="Delivery">How the delivery stands; null where outputs go to a file.</param>
/// <param name="Sources">The live sources.</param>
/// <param name="Graph">The graph; null before it runs.</param>
/// <param name="CheckpointAge">Time since the newest checkpoint of this process was kept; null before the first.</param>
/// <param name="CheckpointEvery">Time between two checkpoints; null where none are kept.</param>
internal sealed record HealthSubjects(
    Func<DeliveryHealth?> Delivery, IReadOnlyList<SourceWatch> Sources, Func<IGraphReadings?> Graph, Func<TimeSpan?> CheckpointAge, TimeSpan? CheckpointEvery)
{
    /// <summary>The stream of what teams decide; null where nothing reads one.</summary>
    public SourceWatch? Decisions { get; init; }
}
