using RtmPipeline.Delivery.Checkpoints;

namespace RtmPipeline.Commands.Configuration;

internal static class CheckpointSection
{
    private const int LongestPath = 4_096;

    public static CheckpointOptions Read(OptionSection section)
    {
        CheckpointOptions defaults = new();
        return new CheckpointOptions
        {
            Path = section.Text(nameof(CheckpointOptions.Path), defaults.Path, LongestPath),
            EverySeconds = section.Whole(nameof(CheckpointOptions.EverySeconds), defaults.EverySeconds, 1, 3_600, "seconds"),
            Keep = section.Whole(nameof(CheckpointOptions.Keep), defaults.Keep, 1, 100, "checkpoints"),
        };
    }
}
