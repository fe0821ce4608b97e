using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>A post that carries an event.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Address for people; null where unknown.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Author">Who published it; null where unknown.</param>
/// <param name="AuthorKey">Hash of the author; 0 where unknown.</param>
/// <param name="PostedAt">The author's clock; null for a post known only by its reposts.</param>
/// <param name="Reach">Followers of its author and of those who reposted it, at least; who follows several of them counts several times.</param>
/// <param name="AlternateId">Its second identity; null where there is none, or it is known by its reposts alone.</param>
internal readonly record struct CarrierPost(string Id, string? Url, string Source, string? Author, ulong AuthorKey, long? PostedAt, long Reach, string? AlternateId)
{
    public void Save(SharedWriter shared)
    {
        shared.To.Text(Id);
        shared.To.Text(Url);
        shared.Text(Source);
        shared.Text(Author);
        shared.To.ULong(AuthorKey);
        SortedState.Write(shared.To, PostedAt);
        shared.To.Long(Reach);
        shared.To.Text(AlternateId);
    }

    public static CarrierPost Load(SharedReader shared) => new(
        shared.From.NotNullText(),
        shared.From.Text(),
        shared.NotNullText(),
        shared.Text(),
        shared.From.ULong(),
        SortedState.ReadMoment(shared.From),
        shared.From.Long(),
        shared.From.Text());
}

/// <summary>
/// The posts that carry an event furthest: by the followers of who wrote them and of who reposted them. Bounded by <see cref="HeavyHitters{T}"/>, whose lower
/// bound is what is told.
/// </summary>
internal sealed class EventCarriers
{
    /// <summary>Posts whose reach is counted at once: each with more than 1 in 64 of all reach is among them.</summary>
    private const int PostsCounted = 64;

    private readonly HeavyHitters<CarrierPost> _posts = new(PostsCounted);

    public void Add(Post post)
    {
        // An account whose followers are not known reaches somebody.
        long reach = Math.Max(1, post.AuthorFollowers);
        if (post.Kind != PostKind.Repost)
        {
            _posts.Add(StableHash.Of(post.Id), reach, new CarrierPost(post.Id, post.Url, post.Source, post.Author, post.AuthorKey, post.PostedAt, 0, post.AlternateId));
        }
        else if (post.RepostOf is { } original)
        {
            ulong key = StableHash.Of(original);
            if (!_posts.TryGet(key, out CarrierPost carrier))
                carrier = new CarrierPost(original, null, post.Source, null, 0, null, 0, null);
            _posts.Add(key, reach, carrier);
        }
    }

    /// <summary>Takes deleted posts, and those of a deleted author, out.</summary>
    public void Forget(Post deleted) => _posts.RemoveWhere((_, carrier) => Deletions.Concern(deleted, carrier.Id, carrier.AuthorKey, carrier.AlternateId));

    /// <summary>The furthest first.</summary>
    public CarrierPost[] Top(int count) =>
    [
        .. _posts.All().OrderByDescending(p => p.AtLeast).ThenBy(p => p.Value.Id, StringComparer.Ordinal).Take(count)
            .Select(p => p.Value with { Reach = p.AtLeast }),
    ];

    public void Save(SharedWriter shared) => _posts.Save(shared.To, carrier => carrier.Save(shared));

    public void Load(SharedReader shared) => _posts.Load(shared.From, () => CarrierPost.Load(shared));
}
