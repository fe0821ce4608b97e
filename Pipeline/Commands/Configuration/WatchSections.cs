using RtmPipeline.Opportunities.Reinforce;
using RtmPipeline.Opportunities.Threats;

namespace RtmPipeline.Commands.Configuration;

/// <summary>The sections of the watches over each brand: waves against it, and waves around its own posts.</summary>
internal static class WatchSections
{
    public static ThreatOptions Threats(OptionSection section)
    {
        ThreatOptions defaults = new();
        return new ThreatOptions
        {
            MinPeople = section.Number(nameof(ThreatOptions.MinPeople), defaults.MinPeople, 3, 1_000_000, "people"),
            MinRatio = section.Number(nameof(ThreatOptions.MinRatio), defaults.MinRatio, 1.1, 1_000, "times the expected rate"),
            MinSurprise = section.Number(nameof(ThreatOptions.MinSurprise), defaults.MinSurprise, 1, 100, "standard deviations"),
            Dispersion = section.Number(nameof(ThreatOptions.Dispersion), defaults.Dispersion, 0, 10, "of the mean"),
            MinNegativeShare = section.Number(nameof(ThreatOptions.MinNegativeShare), defaults.MinNegativeShare, 0, 1, "of the posts that name the brand"),
            WarmUpHours = section.Whole(nameof(ThreatOptions.WarmUpHours), defaults.WarmUpHours, 0, 168, "hours"),
            ResumeMinutes = section.Whole(nameof(ThreatOptions.ResumeMinutes), defaults.ResumeMinutes, 0, 1_440, "minutes"),
            FullSize = section.Number(nameof(ThreatOptions.FullSize), defaults.FullSize, 10, 100_000_000, "mentions"),
            EventNamedShare = section.Number(nameof(ThreatOptions.EventNamedShare), defaults.EventNamedShare, 0.05, 1, "of an event's posts"),
            EventShareAbove = section.Number(nameof(ThreatOptions.EventShareAbove), defaults.EventShareAbove, 0, 1, "of the posts that name the brand"),
        };
    }

    public static ReinforceOptions Reinforce(OptionSection section)
    {
        ReinforceOptions defaults = new();
        return new ReinforceOptions
        {
            MinPeople = section.Whole(nameof(ReinforceOptions.MinPeople), defaults.MinPeople, 3, 1_000_000, "people"),
            LowMinutes = section.Whole(nameof(ReinforceOptions.LowMinutes), defaults.LowMinutes, 1, 360, "minutes"),
            HelpHours = section.Whole(nameof(ReinforceOptions.HelpHours), defaults.HelpHours, 1, 48, "hours"),
            MaxPosts = section.Whole(nameof(ReinforceOptions.MaxPosts), defaults.MaxPosts, 1, 10_000, "posts of a brand"),
        };
    }
}
