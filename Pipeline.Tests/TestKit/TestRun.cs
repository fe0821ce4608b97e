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
    public static Stages Stages(IDelivery delivery, Action<OutputBatch>? onDelivered = null, IReadOnlyList<BrandProfile>? brands = null)
    {
        brands ??= [BrandProfile.Everything];
        var trends = new TrendOptions();
        return new Stages
        {
            Decoder = new PostDecoder(),
            Brands = new BrandsInForce(BrandSet.First(brands)),
            Sequencer = new PostSequencer(new PostOptions(), TimeSpan.FromSeconds(trends.TickSeconds)),
            Trends = new TrendTracker(trends, VelocityModel.Shipped()),
            Opportunities = new OpportunityFinder(new OpportunityOptions(), brands),
            Incidents = new IncidentTracker(new AlertOptions(), brands),
            Delivery = delivery,
            OnDelivered = onDelivered,
        };
    }

    public static async Task<RunSummary> RunAsync(TopologyOptions options, Stages stages, params IRecordSource[] sources)
    {
        await stages.Delivery.OpenAsync(CancellationToken.None);
        return await new DataflowGraph(options).RunAsync(sources, stages, CancellationToken.None, CancellationToken.None);
    }
}
