namespace RtmPipeline.Posts.Decoding;

/// <summary>What an object is, as far as its member names tell.</summary>
internal enum RecordShape : byte
{
    Unknown,

    /// <summary>No members.</summary>
    Empty,

    /// <summary>The project's own form: text with an id or a time.</summary>
    Plain,

    /// <summary>X v2 response or stream message, or an envelope of the same look (CloudEvents).</summary>
    Envelope,

    /// <summary>X v2 post without envelope.</summary>
    XPost,

    /// <summary>Notice of a stream of X about a post, a user or the stream.</summary>
    XNotice,

    /// <summary>Twitter v1.1 post.</summary>
    Tweet,

    /// <summary>Post in the Activity Streams form of X's enterprise products.</summary>
    ActivityStream,

    /// <summary>Account activity delivery: arrays of v1.1 objects.</summary>
    AccountActivity,

    /// <summary>A v1.1 like.</summary>
    Favorite,

    /// <summary>Jetstream event, v1 or v2.</summary>
    Jetstream,

    MastodonStatus,

    /// <summary>A shipper's wrapper, or a Mastodon WebSocket frame.</summary>
    Wrapper,

    JsonFeed,

    /// <summary>Message about the stream itself.</summary>
    Control,

    /// <summary>A known thing that is not a public post: a direct message, a user.</summary>
    Other,
}
