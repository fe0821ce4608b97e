namespace RtmPipeline.Posts.News;

/// <summary>Text of an item as it stood in the feed.</summary>
/// <param name="Value">Decoded once, by the XML or JSON reader.</param>
/// <param name="IsHtml">True when it may hold markup.</param>
/// <param name="Language">What <c>xml:lang</c> on the element itself says; null where nothing does.</param>
internal sealed record FeedContent(string Value, bool IsHtml, string? Language = null);

/// <summary>One item, with what the feed said and nothing judged yet.</summary>
internal sealed class FeedItem
{
    public string? Guid { get; set; }

    /// <summary>What tells the item where it has no guid of its own: <c>rdf:about</c>.</summary>
    public string? About { get; set; }

    /// <summary>False when the feed says that the guid is no address.</summary>
    public bool GuidMayBeLink { get; set; } = true;

    public string? Link { get; set; }

    /// <summary>The article's own address behind a redirecting <see cref="Link"/>.</summary>
    public string? OriginalLink { get; set; }

    /// <summary>What relative links are seen from; null where nothing says.</summary>
    public string? Base { get; set; }

    public string? Language { get; set; }

    public FeedContent? Title { get; set; }

    public FeedContent? OtherTitle { get; set; }

    /// <summary>Bodies, best first; see <see cref="FeedBody"/>.</summary>
    public FeedContent?[] Bodies { get; } = new FeedContent?[FeedBody.Count];

    public string? Published { get; set; }

    /// <summary>Time of making, or publishing time in an element of another namespace, for items without <see cref="Published"/>.</summary>
    public string? OtherPublished { get; set; }

    public string? Updated { get; set; }
}

/// <summary>Where a body may stand, as an index into <see cref="FeedItem.Bodies"/>: the fullest text comes first.</summary>
internal static class FeedBody
{
    public const int Encoded = 0;
    public const int Content = 1;
    public const int Description = 2;
    public const int Summary = 3;
    public const int Media = 4;
    public const int Count = 5;
}

/// <summary>A feed as read, items in the order of the document.</summary>
internal sealed class FeedDocument
{
    public FeedContent? Title { get; set; }

    public string? Id { get; set; }

    /// <summary>The feed's own address.</summary>
    public string? SelfLink { get; set; }

    /// <summary>The site the feed belongs to.</summary>
    public string? Link { get; set; }

    public string? Base { get; set; }

    public string? Language { get; set; }

    public string? Published { get; set; }

    public string? Updated { get; set; }

    public List<FeedItem> Items { get; } = [];

    /// <summary>True when there were more items than <see cref="FeedLimits.MaxItems"/>.</summary>
    public bool IsCut { get; set; }

    /// <summary>Name of the encoding by which its bytes were read; null for JSON, which has but one.</summary>
    public string? Encoding { get; set; }

    /// <summary>True when the document was ill-formed, or not in the encoding it said, and had to be mended.</summary>
    public bool IsRepaired { get; set; }
}
