using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Topics, posts and tags as the later stages see them, each with plain defaults that a test changes where it matters.</summary>
internal static class SampleTopics
{
    /// <summary>A Sunday evening; any time would do.</summary>
    public const long Start = 1_359_941_910_000;

    public static TopicSnapshot Topic(int slot, string label, long onsetAt = Start) => new()
    {
        Slot = slot,
        Generation = slot + 1,
        Key = (ulong)(slot + 1),
        Kind = TopicKind.Hashtag,
        Label = label,
        StableKey = label,
        FirstSeen = onsetAt - 60_000,
        OnsetAt = onsetAt,
        Phase = TrendPhase.Growing,
        PerMinute = 60,
        LatestPerMinute = 60,
        BaselinePerMinute = 0,
        ExpectedPerMinute = 0.5,
        Surprise = 40,
        OnsetProbability = 0.5,
        GrowthLogPerHour = 3,
        PeakPerMinute = 60,
        PeakAt = onsetAt + 600_000,
        ActBefore = onsetAt + 3_600_000,
        Forecast = [new TopicForecast(15, 70, 40, 120, 500, 900, 2_000), new TopicForecast(60, 50, 20, 150, 1_000, 3_000, 9_000)],
        Voices = 400,
        RecentMentions = 500,
        RepostShare = 0,
        CopyShare = 0.1,
        NewsShare = 0,
    };

    public static Post Post(int number, long? at = null) => new()
    {
        Id = $"x:{number}",
        Source = "x",
        PostedAt = at ?? Start + (number * 1_000L),
        CountedAt = at ?? Start + (number * 1_000L),
        IsCounted = true,
        Text = "invented",
        Author = $"author{number}",
        AuthorKey = (ulong)(number + 1),
    };

    public static PostTags Tags(params float[] relevance) => new()
    {
        Language = new LanguageTag("en", 0.9f),
        Brands = [.. relevance.Select(r => new BrandTag(r, []))],
    };

    public static PostTags Tragedy(params float[] relevance) => new()
    {
        Language = new LanguageTag("en", 0.9f),
        Safety = new SafetyTag(SafetyLevel.High, "Death, Injury, or Military Conflict", 1, ["killed"]),
        Brands = [.. relevance.Select(r => new BrandTag(r, []))],
    };
}
