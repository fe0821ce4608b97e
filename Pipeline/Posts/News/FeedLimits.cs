namespace RtmPipeline.Posts.News;

/// <summary>Limits on one feed document.</summary>
internal static class FeedLimits
{
    /// <summary>Bytes of a document; beyond them it is rejected.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Items taken from a document; the rest is left out and told once.</summary>
    public const int MaxItems = 5_000;

    /// <summary>Element nesting; real feeds with embedded XHTML stay below 30.</summary>
    public const int MaxDepth = 128;

    /// <summary>Characters of an item's body that are kept: headline and lead carry the matter of news.</summary>
    public const int MaxBodyLength = 4_000;

    /// <summary>Characters of a headline that are kept.</summary>
    public const int MaxTitleLength = 1_000;

    /// <summary>Characters of a publisher's name that are kept.</summary>
    public const int MaxAuthorLength = 200;

    /// <summary>Characters of a guid that are kept as they are; a longer one is hashed.</summary>
    public const int MaxGuidLength = 512;

    /// <summary>Characters of each field of a rejected item that go to the dead letters.</summary>
    public const int MaxItemFieldLength = 200;
}
