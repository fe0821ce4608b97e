using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tests.TestKit;

/// <summary>News items and posts as decoders make them, with their tags.</summary>
internal sealed class NewsPosts
{
    /// <summary>A Sunday evening; any time would do.</summary>
    public const long Start = SampleTopics.Start;

    private readonly PostTagger _tagger = new([BrandProfile.Everything]);
    private int _made;

    public PostTags TagsOf(Post post) => _tagger.Tag(post);

    /// <param name="minute">Minutes after <see cref="Start"/>.</param>
    /// <param name="site">Host of the publisher.</param>
    /// <param name="language">Language code.</param>
    /// <param name="title">Headline.</param>
    /// <param name="text">First sentences.</param>
    /// <param name="id">Id; null makes one.</param>
    /// <param name="url">Address; null makes one on the site.</param>
    public Post Item(double minute, string site, string language, string title, string text = "", string? id = null, string? url = null)
    {
        int number = ++_made;
        string address = url ?? $"https://{site}/news/{number}";
        string whole = text.Length > 0 ? $"{title}\n{text}" : title;
        return Headed(Build(whole, PostKind.News, minute, id ?? $"feed:{site}:{number}", address, [address], site), title, language);
    }

    /// <summary>An ordinary post.</summary>
    public Post Post(double minute, string text, string? id = null) => Build(text, PostKind.Post, minute, id ?? $"x:{++_made}", null, [], $"author{_made}");

    public static Post Delete(string id) => new() { Id = id, Source = "news", PostedAt = Start, Action = PostAction.Delete };

    private static Post Headed(Post post, string title, string language) => new()
    {
        Id = post.Id,
        Kind = post.Kind,
        Source = "news",
        PostedAt = post.PostedAt,
        CountedAt = post.CountedAt,
        IsCounted = true,
        Title = title,
        Text = post.Text,
        Language = language,
        Author = post.Author,
        AuthorKey = post.AuthorKey,
        Url = post.Url,
        Links = post.Links,
        Terms = post.Terms,
        Signature = post.Signature,
    };

    private static Post Build(string text, PostKind kind, double minute, string id, string? url, string[] attached, string author)
    {
        TextFacts facts = TextFacts.Of(text, attached: attached);
        long at = Start + (long)(minute * 60_000);
        return new Post
        {
            Id = id,
            Kind = kind,
            Source = "x",
            PostedAt = at,
            CountedAt = at,
            IsCounted = true,
            Text = text,
            Author = author,
            AuthorKey = StableHash.Of(author),
            Url = url,
            Links = facts.Links,
            Terms = facts.Terms,
            Signature = facts.Signature,
        };
    }
}
