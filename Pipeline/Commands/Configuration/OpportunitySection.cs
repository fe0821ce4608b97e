using RtmPipeline.Opportunities;

namespace RtmPipeline.Commands.Configuration;

internal static class OpportunitySection
{
    public static OpportunityOptions Read(OptionSection section)
    {
        OpportunityOptions defaults = new();
        OpportunityOptions options = new()
        {
            RecentPosts = section.Whole(nameof(OpportunityOptions.RecentPosts), defaults.RecentPosts, 1_024, 1_048_576, "posts"),
            MaxEvents = section.Whole(nameof(OpportunityOptions.MaxEvents), defaults.MaxEvents, 10, 10_000, "events"),
            JoinShare = section.Number(nameof(OpportunityOptions.JoinShare), defaults.JoinShare, 0.05, 1, "of a topic's posts"),
            LateJoinShare = section.Number(nameof(OpportunityOptions.LateJoinShare), defaults.LateJoinShare, 0.05, 1, "of a topic's posts"),
            EventMemoryHours = section.Whole(nameof(OpportunityOptions.EventMemoryHours), defaults.EventMemoryHours, 1, 168, "hours"),
            ReachWeight = section.Number(nameof(OpportunityOptions.ReachWeight), defaults.ReachWeight, 0, 100, "points"),
            GrowthWeight = section.Number(nameof(OpportunityOptions.GrowthWeight), defaults.GrowthWeight, 0, 100, "points"),
            CertaintyWeight = section.Number(nameof(OpportunityOptions.CertaintyWeight), defaults.CertaintyWeight, 0, 100, "points"),
            RelevanceWeight = section.Number(nameof(OpportunityOptions.RelevanceWeight), defaults.RelevanceWeight, 0, 100, "points"),
            NoveltyWeight = section.Number(nameof(OpportunityOptions.NoveltyWeight), defaults.NoveltyWeight, 0, 100, "points"),
            MoodWeight = section.Number(nameof(OpportunityOptions.MoodWeight), defaults.MoodWeight, 0, 100, "points"),
            FullReach = section.Number(nameof(OpportunityOptions.FullReach), defaults.FullReach, 10, 100_000_000, "mentions"),
            FullGrowth = section.Number(nameof(OpportunityOptions.FullGrowth), defaults.FullGrowth, 2, 10_000, "times the expected rate"),
            MinRelevance = section.Number(nameof(OpportunityOptions.MinRelevance), defaults.MinRelevance, 0, 1, "mean relevance"),
            SafetyShare = section.Number(nameof(OpportunityOptions.SafetyShare), defaults.SafetyShare, 0.01, 1, "of an event's posts"),
            DoubtShare = section.Number(nameof(OpportunityOptions.DoubtShare), defaults.DoubtShare, 0.01, 1, "of an event's posts"),
        };
        double points = options.ReachWeight + options.GrowthWeight + options.CertaintyWeight + options.RelevanceWeight + options.NoveltyWeight + options.MoodWeight;
        if (Math.Abs(points - 100) > 1e-6)
            section.Refuse(nameof(OpportunityOptions.ReachWeight), $"and the other weights make {points} points; together they must make 100");
        return options;
    }
}
