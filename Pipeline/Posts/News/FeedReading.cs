namespace RtmPipeline.Posts.News;

/// <summary>Outcome of one way to read a document: a feed, a document of another kind, or a fault; exactly one is set.</summary>
/// <param name="Document">The feed.</param>
/// <param name="ForeignRoot">Root of a document that is no feed.</param>
/// <param name="Fault">Where and why it could not be read.</param>
/// <param name="IsHopeless">True when another way of reading must not be tried.</param>
internal readonly record struct FeedReading(FeedDocument? Document, string? ForeignRoot, string? Fault, bool IsHopeless = false)
{
    /// <summary>Judges what was assembled from a document that was read to its end.</summary>
    public static FeedReading Of(FeedAssembler assembled) =>
        assembled.RootIsFeed && assembled.HasFeed
            ? new FeedReading(assembled.Document, null, null)
            : new FeedReading(null, assembled.RootName ?? "", null);

    public static FeedReading Broken(string fault) => new(null, null, fault);
}
