using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.EndToEnd;

internal sealed class DeterminismTests
{
    [Test]
    public async Task Replay_AnyWorkersAndBatchSizes_GivesTheSameBytes()
    {
        MemorySource night = await MemorySource.LoadAsync(
            new SimulatedSource(Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, 3, 0.002, null, null))), long.MaxValue, CancellationToken.None);
        var digests = new Dictionary<string, DeliveryDigests>();
        foreach (int workers in new[] { 1, 2, 8 })
        {
            foreach (int batchSize in new[] { 1, 64, 1024 })
            {
                await using var delivery = new NowhereDelivery();
                Stages stages = TestRun.Stages(delivery, brands: BrandProfiles.Load([SharedData.Sample("crispo.yaml")]));
                await TestRun.RunAsync(new TopologyOptions { Workers = workers, BatchSize = batchSize }, stages, night);
                digests[$"{workers} workers, batches of {batchSize}"] = delivery.Digests;
                Assert.That(delivery.Counts.Alerts, Is.Positive, "a night without an alert would prove nothing");
            }
        }

        DeliveryDigests first = digests.Values.First();
        Assert.That(digests.Where(d => d.Value != first).Select(d => d.Key), Is.Empty);
    }
}
