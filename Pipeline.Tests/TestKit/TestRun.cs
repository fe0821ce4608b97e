using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Topology;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Runs the whole graph in a test, with the shipped settings.</summary>
internal static class TestRun
{
    /// <summary>Nothing in a set changes, and making one takes longer than many a test.</summary>
    private static readonly Lazy<BrandSet> s_everything = new(static () => BrandSet.First([BrandProfile.Everything]));

    /// <param name="delivery">Where outputs go.</param>
    /// <param name="onDelivered">Called with each batch of them.</param>
    /// <param name="brands">Profiles; null for one that watches everything.</param>
    /// <param name="from">What the run goes on from.</param>
    /// <param name="checkpoints">Keeps its state.</param>
    public static Stages Stages(
        IDelivery delivery,
        Action<OutputBatch>? onDelivered = null,
        IReadOnlyList<BrandProfile>? brands = null,
        Resumption? from = null,
        Checkpointer? checkpoints = null)
    {
        BrandSet first = from is not null ? from.Brands.Next : brands is null ? s_everything.Value : BrandSet.First(brands);
        brands = from?.Brands.OfState.Profiles ?? first.Profiles;
        var trends = new TrendOptions();
        Stages stages = new()
        {
            Decoder = new PostDecoder(),
            Brands = new BrandsInForce(first),
            Sequencer = new PostSequencer(new PostOptions(), TimeSpan.FromSeconds(trends.TickSeconds)),
            Trends = new TrendTracker(trends, VelocityModel.Shipped()),
            Opportunities = new OpportunityFinder(new OpportunityOptions(), brands),
            Incidents = new IncidentTracker(new AlertOptions(), brands),
            Delivery = delivery,
            OnDelivered = onDelivered,
            From = from,
            Checkpoints = checkpoints,
        };
        from?.LoadInto(stages);
        return stages;
    }

    public static async Task<RunSummary> RunAsync(TopologyOptions options, Stages stages, params IRecordSource[] sources)
    {
        await stages.Delivery.OpenAsync(CancellationToken.None);
        return await new DataflowGraph(options).RunAsync(sources, stages, CancellationToken.None, CancellationToken.None);
    }
}
