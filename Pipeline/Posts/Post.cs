using RtmPipeline.Posts.Decoding.X;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Posts;

/// <summary>What an item asks the pipeline to do.</summary>
internal enum PostAction : byte
{
    /// <summary>A new text, repost or news item.</summary>
    Create,

    /// <summary>A newer version of a text already seen: it takes the place of the one before.</summary>
    Edit,

    /// <summary>The post named by <see cref="Post.Id"/> is gone and must be forgotten.</summary>
    Delete,

    /// <summary>Everything by the author with <see cref="Post.AuthorKey"/> is gone and must be forgotten.</summary>
    DeleteAuthor,

    /// <summary>Somebody liked the post named by <see cref="Post.RepostOf"/>.</summary>
    Like,

    /// <summary>A team decided on an incident: <see cref="Post.Decision"/>.</summary>
    Decision,
}

/// <summary>How a post came to be.</summary>
internal enum PostKind : byte
{
    Post,
    Reply,
    Quote,
    Repost,
    News,
}

/// <summary>
/// One social post or news item as the pipeline sees it, whatever its wire format was.
/// Decoders fill it; the sequencer sets the marks at the end, once; afterwards no other stage changes it.
/// </summary>
internal sealed class Post
{
    /// <summary>Identity of the post across sources and reconnects: <c>x:ID</c> (first of its edits), <c>at://…</c>, a Mastodon <c>uri</c>, <c>feed:…</c>, <c>plain:…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Second identity, under which a delete or a reply may name the post: the id of this version of an edited X post, or
    /// <c>mastodon:SERVER/ID</c> with the id that the sending server gave a status (its deletes tell nothing else), without the server where a recording does not tell it. Null where there is none.
    /// A delete of either identity deletes the post.
    /// </summary>
    public string? AlternateId { get; init; }

    /// <summary>What to do with it. The sequencer makes an edit of a news item that comes again with another text, once.</summary>
    public PostAction Action { get; set; }

    public PostKind Kind { get; init; }

    /// <summary>Where it was published, lower case: <c>x</c>, <c>bluesky</c>, <c>mastodon</c>, <c>news</c>, or what a plain record says.</summary>
    public required string Source { get; init; }

    /// <summary>The author's clock, unix milliseconds, as far as the record tells: the earlier of created and indexed. 0 only for deletes that tell no time.</summary>
    public required long PostedAt { get; init; }

    /// <summary>The time the author's clock claimed where it lies after <see cref="ReceivedAt"/>, so that <see cref="PostedAt"/> is earlier; 0 elsewhere.</summary>
    public long ClaimedAt { get; init; }

    /// <summary>When the network, or else we, first had it, unix milliseconds; 0 where nobody tells. No post is younger. The decoder sets it, once.</summary>
    public long ReceivedAt { get; set; }

    /// <summary>The record it was read from, and which of the record's outcomes it is. The decoder sets it, once; it goes into no output.</summary>
    public RecordPlace Place { get; set; }

    /// <summary>Text for people: entities decoded once, markup removed, NULs and lone surrogates replaced; at most <see cref="PostLimits.MaxTextLength"/> characters. Empty for deletes and likes.</summary>
    public string Text { get; init; } = "";

    /// <summary>Headline of a news item; null elsewhere. <see cref="Text"/> begins with it, on a line of its own.</summary>
    public string? Title { get; init; }

    /// <summary>The platform's language label as a lower-case primary subtag ("en"); null where it says none ("und", "zxx", …).</summary>
    public string? Language { get; init; }

    /// <summary>Author's handle or id on the platform, publisher of a news item; null where unknown.</summary>
    public string? Author { get; init; }

    /// <summary>Hash of source and author's id, for counting distinct people; 0 where unknown.</summary>
    public ulong AuthorKey { get; init; }

    /// <summary>Followers of the author; -1 where unknown.</summary>
    public long AuthorFollowers { get; init; } = -1;

    /// <summary>When the author's account was made, unix milliseconds; 0 where unknown.</summary>
    public long AuthorCreatedAt { get; init; }

    /// <summary>Posts the author ever made, as the record says; -1 where unknown.</summary>
    public long AuthorPosts { get; init; } = -1;

    /// <summary>Id (in the form of <see cref="Id"/>) of the post that is reposted or liked; null where there is none or it is unknown.</summary>
    public string? RepostOf { get; init; }

    public string? ReplyTo { get; init; }

    public string? QuoteOf { get; init; }

    /// <summary>Address of the post for people; null where it cannot be told. That of a post of X follows from its id and author, and is made when somebody asks: few posts become evidence.</summary>
    public string? Url
    {
        get => GivenUrl ?? (Action is PostAction.Create or PostAction.Edit ? XIds.AddressOf(AlternateId ?? Id, Author) : null);
        init => GivenUrl = value;
    }

    /// <summary>The address as the record told it; null also where it follows from the rest.</summary>
    public string? GivenUrl { get; private init; }

    /// <summary>1 for the first version of a text, one more for each edit.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Counts the platform gave with the record; -1 where unknown.</summary>
    public long Likes { get; init; } = -1;

    public long Reposts { get; init; } = -1;

    public long Replies { get; init; } = -1;

    public long Views { get; init; } = -1;

    /// <summary>Addresses the post links to, expanded where the record tells the target, in order of appearance, without repeats.</summary>
    public string[] Links { get; init; } = [];

    /// <summary>What stands in the text and can be counted as a topic, without repeats.</summary>
    public Term[] Terms { get; init; } = [];

    /// <summary>Sketch of the text by which copies are recognised; default where the text is too short for one.</summary>
    public TextSignature Signature { get; init; }

    /// <summary>What a team decided; null but for <see cref="PostAction.Decision"/>.</summary>
    public Decision? Decision { get; init; }

    /// <summary>True when an earlier post had nearly the same text: it counts as a copy, not as a voice.</summary>
    public bool IsCopy { get; set; }

    /// <summary>True when it is a mention that velocities count: new, in time, and with something in it.</summary>
    public bool IsCounted { get; set; }

    /// <summary>True when it claims to be much older than its receipt: imported, or from a broken clock. Such a post has no say in stream time and is not counted.</summary>
    public bool IsBackdated { get; set; }

    /// <summary>Stream position of its time, unix milliseconds: its <see cref="EventTime"/>, or the stream's own time where the author's clock runs ahead.</summary>
    public long CountedAt { get; set; }

    /// <summary>
    /// For a delete: the posts it takes back, oldest first; those of them that were counted are to be counted no more. For an edit: the version whose place it takes, where that was
    /// counted. Each post is in at most one such list.
    /// </summary>
    public Post[] TakenBack { get; set; } = [];

    /// <summary>For an edit, until it is passed on: the version before, where that is still kept. The sequencer's own mark: later stages see <see cref="TakenBack"/>.</summary>
    public Post? EarlierVersion { get; set; }

    /// <summary>True once a delete took it back. The sequencer's own mark: later stages see <see cref="TakenBack"/>.</summary>
    public bool IsTakenBack { get; set; }

    /// <summary>True for a newer version of a text.</summary>
    public bool IsEdit => Action == PostAction.Edit || (Action == PostAction.Create && Version > 1);

    /// <summary>True for an edit that takes the place of a version which was counted.</summary>
    public bool Replaces => TakenBack.Length > 0 && IsEdit;

    /// <summary>
    /// A copy of the post that takes others back. One that takes nothing back is what may be kept: a post that is edited again and again must not hold all that it ever said.
    /// </summary>
    public Post TakingBack(params Post[] posts)
    {
        var copy = (Post)MemberwiseClone();
        copy.TakenBack = posts;
        return copy;
    }

    /// <summary>The same delete under another identity of the post.</summary>
    public Post Renamed(string id) =>
        new() { Id = id, AlternateId = Id, Action = PostAction.Delete, Source = Source, PostedAt = PostedAt, ReceivedAt = ReceivedAt, Place = Place };

    /// <summary>A delete of the post.</summary>
    public Post ToDelete() => new() { Id = Id, Action = PostAction.Delete, Source = Source, PostedAt = PostedAt };

    /// <summary>Repost and like events by reference carry no text of their own.</summary>
    public bool HasText => Text.Length > 0;

    /// <summary>The same event with the text, links and terms of the post it names.</summary>
    public Post WithTextOf(Post original) => new()
    {
        Id = Id,
        Action = Action,
        Kind = Kind,
        Source = Source,
        PostedAt = PostedAt,
        ClaimedAt = ClaimedAt,
        ReceivedAt = ReceivedAt,
        Place = Place,
        Text = original.Text,
        Title = original.Title,
        Language = original.Language,
        Author = Author,
        AuthorKey = AuthorKey,
        AuthorFollowers = AuthorFollowers,
        AuthorCreatedAt = AuthorCreatedAt,
        AuthorPosts = AuthorPosts,
        RepostOf = RepostOf,
        Url = GivenUrl,
        Links = original.Links,
        Terms = original.Terms,
        Signature = original.Signature,
    };
}

/// <summary>Limits on one post. Beyond them the rest is cut, and the post goes on.</summary>
internal static class PostLimits
{
    /// <summary>Characters of text kept; the longest text X allows.</summary>
    public const int MaxTextLength = 25_000;

    /// <summary>Terms counted in one post; the first ones in the text are kept.</summary>
    public const int MaxTerms = 64;

    /// <summary>Links kept of one post.</summary>
    public const int MaxLinks = 16;
}
