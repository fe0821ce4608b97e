using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.TestKit;

/// <summary>
/// Makes posts for tests without decoders or text extraction: what stands in the text is given as words, <c>with</c> makes variants, and
/// <see cref="Build"/> makes a fresh post each time, since the sequencer marks the posts it is given.
/// </summary>
internal sealed record PostBuilder
{
    /// <summary>A Sunday evening in February, on a whole half hour: 2013-02-03 20:00:00 UTC in unix milliseconds.</summary>
    public const long Evening = 1_359_921_600_000;

    public string Id { get; init; } = "plain:1";

    public string? AlternateId { get; init; }

    public PostAction Action { get; init; }

    public PostKind Kind { get; init; }

    public string Source { get; init; } = "plain";

    public long PostedAt { get; init; } = Evening;

    public long ReceivedAt { get; init; }

    /// <summary>Text of the post; null takes <see cref="Topics"/> one after the other.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// Topics in the text: <c>#tag</c>, <c>$CASHTAG</c>, <c>@name</c>, a link with its scheme, a word, or two words for a pair. Each but a link must stand in the text.
    /// </summary>
    public string[] Topics { get; init; } = [];

    public string? Author { get; init; }

    public long AuthorFollowers { get; init; } = -1;

    public long AuthorCreatedAt { get; init; }

    public long AuthorPosts { get; init; } = -1;

    public string? RepostOf { get; init; }

    public int Version { get; init; } = 1;

    public TextSignature Signature { get; init; }

    public Post Build()
    {
        string text = Text ?? string.Join(' ', Topics);
        string[] links = [.. Topics.Where(t => KindOf(t) == TopicKind.Link)];
        return new Post
        {
            Id = Id,
            AlternateId = AlternateId,
            Action = Action,
            Kind = Kind,
            Source = Source,
            PostedAt = PostedAt,
            ReceivedAt = ReceivedAt,
            Text = text,
            Author = Author,
            AuthorKey = Author is null ? 0 : AuthorKeyOf(Author),
            AuthorFollowers = AuthorFollowers,
            AuthorCreatedAt = AuthorCreatedAt,
            AuthorPosts = AuthorPosts,
            RepostOf = RepostOf,
            Version = Version,
            Links = links,
            Terms = [.. Topics.Select(t => TermOf(t, text, links))],
            Signature = Signature,
        };
    }

    /// <summary>The post as the sequencer leaves it when it is on time.</summary>
    public Post BuildCounted()
    {
        Post post = Build();
        post.IsCounted = true;
        post.CountedAt = post.PostedAt;
        return post;
    }

    /// <summary>Key under which a topic of <see cref="Topics"/> is counted, upper and lower case alike.</summary>
    public static ulong KeyOf(string topic) => StableHash.Of($"{(int)KindOf(topic)}:{topic.ToLowerInvariant()}");

    public static ulong AuthorKeyOf(string author) => StableHash.Of($"author:{author}");

    private static Term TermOf(string topic, string text, string[] links)
    {
        TopicKind kind = KindOf(topic);
        if (kind == TopicKind.Link)
            return new Term(KeyOf(topic), kind, Array.IndexOf(links, topic), 0);
        int start = text.IndexOf(topic, StringComparison.Ordinal);
        if (start < 0)
            throw new ArgumentException($"the topic '{topic}' does not stand in the text '{text}'", nameof(topic));
        return new Term(KeyOf(topic), kind, start, topic.Length);
    }

    private static TopicKind KindOf(string topic) => topic[0] switch
    {
        '#' => TopicKind.Hashtag,
        '$' => TopicKind.Cashtag,
        '@' => TopicKind.Mention,
        _ when topic.Contains("://", StringComparison.Ordinal) => TopicKind.Link,
        _ => topic.Contains(' ', StringComparison.Ordinal) ? TopicKind.Pair : TopicKind.Word,
    };
}
