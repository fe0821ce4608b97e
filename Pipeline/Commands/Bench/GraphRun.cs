using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Topology;

namespace RtmPipeline.Commands.Bench;

/// <summary>The whole graph over records in memory.</summary>
internal static class GraphRun
{
    /// <summary>Measures it. Its stages are made, and its delivery opened, before anything is measured: a service does that once.</summary>
    public static async Task<StageFigure> OfAsync(Measurement measurement, string name, MemorySource records, PipelineSettings settings, Func<IDelivery> make, CancellationToken stop)
    {
        IDelivery? delivery = null;
        Stages? stages = null;
        return await measurement.OfAsync(name, records.Count, RunAsync, PrepareAsync);

        async Task PrepareAsync()
        {
            delivery = make();
            await delivery.OpenAsync(stop);
            stages = PipelineRun.StagesOf(settings, delivery);
        }

        async Task<string> RunAsync()
        {
            await using (delivery)
            {
                RunSummary summary = await new DataflowGraph(settings.Topology).RunAsync([records], stages!, stop, stop);
                DeliveryDigests digests = delivery!.Digests;
                return $"{summary.Posts.Posts} posts, {digests.Opportunities}, {digests.Alerts}, {digests.DeadLetters}";
            }
        }
    }
}
