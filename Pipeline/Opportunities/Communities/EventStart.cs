using RtmPipeline.Posts;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>Who began an event: its first posts of their own words, as the event's founding topic had them.</summary>
internal sealed class EventStart
{
    /// <summary>Posts that count as the beginning.</summary>
    public const int MaxStarters = 10;

    private readonly List<Starter> _starters = [];

    private readonly record struct Starter(string Id, string? Author, ulong AuthorKey, BrandTag[] Brands);

    public int Count => _starters.Count;

    public void Add(Post post, PostTags tags)
    {
        if (_starters.Count < MaxStarters && post.Kind != PostKind.Repost && !post.IsCopy)
            _starters.Add(new Starter(post.Id, post.Author, post.AuthorKey, tags.Brands));
    }

    public void Forget(Post deleted) => _starters.RemoveAll(s => Deletions.Concern(deleted, s.Id, s.AuthorKey));

    /// <summary>True when one of the first posts is by one of these accounts.</summary>
    /// <param name="handles">Without '@', in any case.</param>
    public bool IsBy(IReadOnlyCollection<string> handles) =>
        _starters.Exists(s => s.Author is { } author && handles.Contains(author, StringComparer.OrdinalIgnoreCase));

    /// <summary>Share of the first posts that name a brand.</summary>
    public double NamedShare(int brand) =>
        _starters.Count > 0 ? (double)_starters.Count(s => s.Brands[brand] is { Relevance: >= 1, Because.Length: > 0 }) / _starters.Count : 0;
}
