namespace RtmPipeline.Tests.TestKit;

/// <summary>A field that need not be the same in a restored state.</summary>
/// <param name="Type">Name of the class or struct that declares it.</param>
/// <param name="Field">Its name; of a property the property's.</param>
/// <param name="Reason">Why nothing depends on it.</param>
internal sealed record IgnoredField(string Type, string Field, string Reason);

/// <summary>Fields that are no part of a state, each with the reason: caches that follow from the rest, and counts that tell about a run.</summary>
internal static class IgnoredFields
{
    /// <summary>One line each, in the order of the stages.</summary>
    public static IReadOnlyList<IgnoredField> All { get; } =
    [
        new("PostSequencer", "Counts", "a summary tells about its own run"),
        new("Post", "IsTakenBack", "the sequencer's own mark, which changes while later stages hold the post; the bytes of its state hold it"),
        new("TopicTable", "_index", "made anew from the topics; where one stands among those with the same beginning decides nothing"),
        new("ResidualRidge", "_isSolved", "the line is solved for anew"),
        new("ResidualRidge", "_weights", "follows from the moments, and is solved for anew"),
        new("ResidualRidge", "_factor", "only used while the line is solved for"),
        new("TrendTracker", "Judged", "a summary tells about its own run"),
        new("TrendTracker", "TrendingRefused", "a summary tells about its own run"),
        new("TrendTracker", "Sampler", "collects samples in training, never in service"),
        new("NamedPost", "Node", "its place in the list, which is compared itself"),
        new("TrendTracker", "_touched", "keeps reads from being left out; means nothing"),
        new("EventAuthenticity", "_read", "the last reading, made anew"),
        new("EventAuthenticity", "_readAt", "the time of that reading"),
        new("EventTracker", "_touched", "filled anew by each call"),
        new("EventHomes", "_found", "filled anew by each call"),
        new("EventHomes", "_texts", "filled anew by each call"),
        new("EventCores", "_events", "holds events that are gone until it is made anew; compared by the bytes"),
        new("EventStories", "_fits", "filled anew by each call"),
        new("RecentPosts", "_byId", "made anew from the posts; what was pushed out stays in it unfound"),
        new("RecentPosts", "_byAuthor", "made anew from the posts; what was pushed out stays in it unfound"),
        new("NewsReader", "_found", "filled anew by each call"),
        new("NewsReader", "_keys", "filled anew by each call"),
        new("NewsReader", "_isTitleCase", "set anew by each call"),
        new("StoryTracker", "_found", "filled anew by each call"),
        new("ThreatWatch", "_forecaster", "learns nothing here; what follows from its model is made when it is asked for"),
        new("BrandWatch", "forecaster", "learns nothing here; what follows from its model is made when it is asked for"),
        new("Story", "Node", "its place in the list, which is compared"),
    ];

    private static readonly HashSet<(string, string)> s_all = [.. All.Select(ignored => (ignored.Type, ignored.Field))];

    public static bool Holds(Type declaring, string field) => s_all.Contains((declaring.Name, field));
}
