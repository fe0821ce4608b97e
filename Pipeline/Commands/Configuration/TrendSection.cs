using RtmPipeline.Trends;

namespace RtmPipeline.Commands.Configuration;

internal static class TrendSection
{
    public static TrendOptions Read(OptionSection section)
    {
        TrendOptions defaults = new();
        TrendOptions options = new()
        {
            TickSeconds = section.Whole(nameof(TrendOptions.TickSeconds), defaults.TickSeconds, 1, 60, "seconds"),
            MaxTopics = section.Whole(nameof(TrendOptions.MaxTopics), defaults.MaxTopics, 1_000, 10_000_000, "topics"),
            SketchMegabytes = section.Whole(nameof(TrendOptions.SketchMegabytes), defaults.SketchMegabytes, 1, 4_096, "MB"),
            SeasonalTopics = section.Whole(nameof(TrendOptions.SeasonalTopics), defaults.SeasonalTopics, 0, 1_000_000, "topics"),
            MaxTrending = section.Whole(nameof(TrendOptions.MaxTrending), defaults.MaxTrending, 10, 100_000, "topics"),
            ResumeMinutes = section.Whole(nameof(TrendOptions.ResumeMinutes), defaults.ResumeMinutes, 0, 1_440, "minutes"),
            MinMentions = section.Number(nameof(TrendOptions.MinMentions), defaults.MinMentions, 3, 1_000_000, "mentions"),
            MinVoices = section.Number(nameof(TrendOptions.MinVoices), defaults.MinVoices, 1, 1_000, "voices"),
            MinRatio = section.Number(nameof(TrendOptions.MinRatio), defaults.MinRatio, 1.1, 1_000, "times the expected rate"),
            MinSurprise = section.Number(nameof(TrendOptions.MinSurprise), defaults.MinSurprise, 1, 100, "standard deviations"),
            Dispersion = section.Number(nameof(TrendOptions.Dispersion), defaults.Dispersion, 0, 10, "times the mean"),
            PriorShare = section.Number(nameof(TrendOptions.PriorShare), defaults.PriorShare, 0, 1, "of the stream's rate"),
            WarmUpMinutes = section.Whole(nameof(TrendOptions.WarmUpMinutes), defaults.WarmUpMinutes, 0, 10_080, "minutes"),
        };
        if (options.MaxTopics <= options.MaxTrending)
            section.Refuse(nameof(TrendOptions.MaxTopics), $"is {options.MaxTopics}; it must be above MaxTrending, {options.MaxTrending}");
        return options;
    }
}
