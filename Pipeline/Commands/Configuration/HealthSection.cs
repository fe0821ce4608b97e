using RtmPipeline.Health;

namespace RtmPipeline.Commands.Configuration;

internal static class HealthSection
{
    private const int MostSeconds = 86_400;

    public static HealthOptions Read(OptionSection section)
    {
        HealthOptions defaults = new();
        return new HealthOptions
        {
            MaxLagSeconds = section.Whole(nameof(HealthOptions.MaxLagSeconds), defaults.MaxLagSeconds, 10, MostSeconds, "seconds"),
            MaxCheckpointAgeSeconds = section.Whole(nameof(HealthOptions.MaxCheckpointAgeSeconds), defaults.MaxCheckpointAgeSeconds, 10, MostSeconds, "seconds"),
            StuckSeconds = section.Whole(nameof(HealthOptions.StuckSeconds), defaults.StuckSeconds, 30, MostSeconds, "seconds"),
        };
    }
}
