using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Topology;

/// <summary>
/// A checkpoint under way: it goes through the graph with a batch, and each stage writes its state down when it has done that batch and nothing
/// behind it. So all parts are of one moment of the stream, though they are written at different ones of the clock.
/// </summary>
internal sealed class CheckpointCut(IReadOnlyDictionary<string, StateWriter> parts)
{
    public const string Brands = "brands";
    public const string Posts = "posts";
    public const string Trends = "trends";
    public const string Opportunities = "opportunities";
    public const string Alerts = "alerts";
    public const string Delivery = "delivery";

    /// <summary>All parts, in the order in which they are kept.</summary>
    public static IReadOnlyList<string> PartNames { get; } = [Brands, Posts, Trends, Opportunities, Alerts, Delivery];

    /// <summary>Stream time at the cut, unix milliseconds.</summary>
    public required long StreamTime { get; init; }

    public required IReadOnlyList<SourceMark> Sources { get; init; }

    /// <summary>Profiles that the batch after the cut is given.</summary>
    public required BrandSet NextBrands { get; init; }

    /// <summary>True when nothing behind the cut may be delivered before the checkpoint is kept.</summary>
    public bool MustBeKept { get; init; }

    /// <summary>Where a stage writes its state.</summary>
    public StateWriter Part(string name) => parts[name];
}
