namespace RtmPipeline.Tagging;

/// <summary>Tags of the posts of one batch, in their order.</summary>
internal sealed record TaggedBatch(long Number, PostTags[] Tags);
