namespace RtmPipeline.Posts.Decoding.X;

/// <summary>What any form of an X post tells, as places in the record's bytes: v2, v1.1 and Activity Streams readers all fill this.</summary>
internal struct XStatus
{
    /// <summary>Ranks of texts: a fuller form of the text, and the links that belong to it, replace a cut one.</summary>
    public const int CutText = 1;
    public const int WholeText = 2;
    public const int LongText = 3;

    public RawText Id;
    public RawText Text;
    public RawText CreatedAt;
    public RawText Language;

    /// <summary>Array of link entities that belongs to <see cref="Text"/>.</summary>
    public RawText Urls;

    /// <summary>Array of media entities, whose short addresses stand in v1.1 texts too.</summary>
    public RawText Media;

    public RawText AuthorId;
    public RawText AuthorName;
    public RawText AuthorCreatedAt;
    public long AuthorFollowers;
    public long AuthorPosts;

    /// <summary>First id of the edit history, and how many ids it has.</summary>
    public RawText FirstVersion;
    public int Versions;

    public RawText RepostOf;
    public RawText ReplyTo;
    public RawText QuoteOf;

    public long Likes;
    public long Reposts;
    public long Replies;
    public long Views;

    /// <summary>The whole object, for another decoder where it turns out not to be a post of X.</summary>
    public RawText Whole;

    /// <summary>Type of an activity event that holds the post; unset for a post as such.</summary>
    public RawText EventType;

    /// <summary>Post that a like event is about.</summary>
    public RawText Liked;

    public XNoticeKind Notice;
    public RawText NoticeBody;

    /// <summary>True when members of another format stand beside the post's.</summary>
    public bool IsForeign;

    /// <summary>True when members are there that only a post has.</summary>
    public bool IsSurelyPost;

    private int _textRank;
    private int _urlsRank;

    /// <summary>A status about which nothing is known yet; all counts are -1.</summary>
    public static XStatus Empty => new() { AuthorFollowers = -1, AuthorPosts = -1, Likes = -1, Reposts = -1, Replies = -1, Views = -1 };

    public void TakeText(RawText text, int rank)
    {
        if (!text.IsSet || rank < _textRank)
            return;
        Text = text;
        _textRank = rank;
    }

    public void TakeUrls(RawText urls, int rank)
    {
        if (!urls.IsSet || rank < _urlsRank)
            return;
        Urls = urls;
        _urlsRank = rank;
    }
}

/// <summary>A user that came with a v2 response.</summary>
internal struct XUser
{
    public RawText Id;
    public RawText Name;
    public RawText CreatedAt;
    public long Followers;
    public long Posts;
}
