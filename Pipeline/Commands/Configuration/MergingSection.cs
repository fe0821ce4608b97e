using RtmPipeline.Sources.Live;

namespace RtmPipeline.Commands.Configuration;

internal static class MergingSection
{
    public static MergingOptions Read(OptionSection section)
    {
        MergingOptions defaults = new();
        return new MergingOptions
        {
            DriftSeconds = section.Whole(nameof(MergingOptions.DriftSeconds), defaults.DriftSeconds, 1, 86_400, "seconds"),
            IdleSeconds = section.Whole(nameof(MergingOptions.IdleSeconds), defaults.IdleSeconds, 1, 3_600, "seconds"),
            PatienceSeconds = section.Whole(nameof(MergingOptions.PatienceSeconds), defaults.PatienceSeconds, 0, 86_400, "seconds"),
            QuietSeconds = section.Whole(nameof(MergingOptions.QuietSeconds), defaults.QuietSeconds, 0, 3_600, "seconds (0 never)"),
        };
    }
}
