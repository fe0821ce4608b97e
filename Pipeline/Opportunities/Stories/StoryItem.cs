using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>One news item of a story. Immutable.</summary>
internal sealed record StoryItem
{
    /// <summary>Equal slots, of 16, of the sketches of two texts that are one: as where copies of posts are marked.</summary>
    private const int CopySlots = 11;

    public required string Id { get; init; }

    public required ulong AuthorKey { get; init; }

    public required string Publisher { get; init; }

    /// <summary>Stream position of its time.</summary>
    public required long At { get; init; }

    public required string Language { get; init; }

    /// <summary>Key of its own address; 0 where it has none.</summary>
    public required ulong Link { get; init; }

    /// <summary>Hash of its headline; 0 where it has none, or one of few words.</summary>
    public required ulong Headline { get; init; }

    public required TextSignature Signature { get; init; }

    public required StoryFeatures Features { get; init; }

    /// <summary>Keys of what stands in it and can be a topic.</summary>
    public required ulong[] Terms { get; init; }

    /// <summary>True when another publisher had the same text before: it carries a report and is none of its own.</summary>
    public bool IsCopy { get; init; }

    /// <summary>True when two items have the same text or stand at the same address.</summary>
    public bool Repeats(StoryItem earlier) =>
        (Link != 0 && Link == earlier.Link) || (Headline != 0 && Headline == earlier.Headline)
        || TextSignature.EqualSlots(Signature, earlier.Signature) is >= CopySlots && !Signature.IsDefault;

    public static StoryItem Of(Post post, string language, StoryFeatures features)
    {
        ulong link = 0;
        List<ulong> terms = new(post.Terms.Length);
        foreach (Term term in post.Terms)
        {
            if (term.Kind != TopicKind.Link)
                terms.Add(term.Key);
            else if (link == 0 && post.Url is { } url && post.Links[term.Start] == url)
                link = term.Key;
        }

        return new StoryItem
        {
            Id = post.Id,
            AuthorKey = post.AuthorKey,
            Publisher = PublisherSite.Of(post),
            At = post.CountedAt,
            Language = language,
            Link = link,
            Headline = HeadlineOf(post.Title),
            Signature = post.Signature,
            Features = features,
            Terms = [.. terms],
        };
    }

    /// <summary>A short headline ("Live", "Results") stands over many items.</summary>
    private static ulong HeadlineOf(string? title)
    {
        const int MinWords = 5;
        return title is null || title.AsSpan().Count(' ') < MinWords - 1 ? 0 : Folding.Hash(title);
    }

    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        to.Text(Id);
        to.ULong(AuthorKey);
        shared.Text(Publisher);
        to.Long(At);
        shared.Text(Language);
        to.ULong(Link);
        to.ULong(Headline);
        Whole.Write(to, Signature);
        Features.Save(to);
        to.Values(Terms);
        to.Bool(IsCopy);
    }

    /// <summary>Members are given in the order in which they were written.</summary>
    public static StoryItem Load(SharedReader shared) => new()
    {
        Id = shared.From.NotNullText(),
        AuthorKey = shared.From.ULong(),
        Publisher = shared.NotNullText(),
        At = shared.From.Long(),
        Language = shared.NotNullText(),
        Link = shared.From.ULong(),
        Headline = shared.From.ULong(),
        Signature = Whole.Read<TextSignature>(shared.From),
        Features = StoryFeatures.Load(shared.From),
        Terms = shared.From.Values<ulong>(),
        IsCopy = shared.From.Bool(),
    };
}
