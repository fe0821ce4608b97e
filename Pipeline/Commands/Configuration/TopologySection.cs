using RtmPipeline.Topology;

namespace RtmPipeline.Commands.Configuration;

internal static class TopologySection
{
    public static TopologyOptions Read(OptionSection section)
    {
        TopologyOptions defaults = new();
        return new TopologyOptions
        {
            Workers = section.Whole(nameof(TopologyOptions.Workers), defaults.Workers, 0, 64, "workers (0 means one for each processor)"),
            BatchSize = section.Whole(nameof(TopologyOptions.BatchSize), defaults.BatchSize, 1, 65_536, "records"),
            QueueBatches = section.Whole(nameof(TopologyOptions.QueueBatches), defaults.QueueBatches, 1, 1024, "batches"),
        };
    }
}
