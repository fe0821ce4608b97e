using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>The people of one event: who began it, who carries it, in which communities, languages, sources and places it grows, and why it concerns each brand.</summary>
/// <remarks>Costs a few hundred nanoseconds for a post of a live event, nothing for others, and at most some 200 KB for an event.</remarks>
internal sealed class EventCrowd(int brands)
{
    /// <summary>Names told apart in each count; later ones count only in the total.</summary>
    private const int MaxNames = 20;

    public EventStart Start { get; } = new();

    public EventCarriers Carriers { get; } = new();

    public EventCommunities Communities { get; } = new();

    public BrandReasonCounts Reasons { get; } = new(brands);

    public RecentShares Languages { get; } = new(MaxNames);

    public RecentShares Sources { get; } = new(MaxNames);

    /// <summary>Places that posts name.</summary>
    public RecentShares Places { get; } = new(MaxNames);

    /// <summary>News outlets that wrote about it, with their items.</summary>
    public NameCounts Outlets { get; } = new(MaxNames);

    /// <param name="post">A counted post of the event.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="weight">What it weighs in what the event means: less for what repeats others.</param>
    /// <param name="isReplacing">True for an edit of a post that was counted: who wrote it, and who carries it on, is known.</param>
    public void Add(Post post, PostTags tags, double weight, bool isReplacing = false)
    {
        if (!isReplacing)
        {
            Start.Add(post, tags);
            Carriers.Add(post);
            Communities.Add(post, tags.Language.Code);
        }

        Reasons.Add(tags, weight);
        Count(Languages, tags.Language.Code, post.CountedAt);
        Count(Sources, post.Source, post.CountedAt);
        Places.AddPost(post.CountedAt);
        foreach (EntityTag entity in tags.Entities)
        {
            if (entity.Kind == EntityKind.Place)
                Places.AddName(entity.Canonical, post.CountedAt);
        }

        if (post.Kind == PostKind.News)
            Outlets.Add(post.Author ?? post.Source, 1);
    }

    /// <summary>Takes a post that was counted out of the counts; the sizes of communities, whose authors are only estimated, stay.</summary>
    public void TakeBack(Post post, PostTags tags, double weight)
    {
        Reasons.TakeBack(tags, weight);
        TakeBack(Languages, tags.Language.Code, post.CountedAt);
        TakeBack(Sources, post.Source, post.CountedAt);
        Places.TakeBackPost(post.CountedAt);
        foreach (EntityTag entity in tags.Entities)
        {
            if (entity.Kind == EntityKind.Place)
                Places.TakeBackName(entity.Canonical, post.CountedAt);
        }

        if (post.Kind == PostKind.News)
            Outlets.TakeBack(post.Author ?? post.Source, 1);
    }

    /// <summary>Takes a deleted post, or a deleted author's posts, out of what is shown.</summary>
    public void Forget(Post deleted)
    {
        Start.Forget(deleted);
        Carriers.Forget(deleted);
        Communities.Forget(deleted);
    }

    /// <summary>Goes over to other brands.</summary>
    public void Adopt(BrandChange change)
    {
        Start.Adopt(change);
        Reasons.Adopt(change);
    }

    private static void TakeBack(RecentShares shares, string name, long unixMs)
    {
        shares.TakeBackPost(unixMs);
        shares.TakeBackName(name, unixMs);
    }

    private static void Count(RecentShares shares, string name, long unixMs)
    {
        shares.AddPost(unixMs);
        shares.AddName(name, unixMs);
    }

    public void Save(SharedWriter shared)
    {
        Start.Save(shared.To);
        Carriers.Save(shared);
        Communities.Save(shared);
        Reasons.Save(shared);
        Languages.Save(shared);
        Sources.Save(shared);
        Places.Save(shared);
        Outlets.Save(shared);
    }

    /// <param name="shared">The state.</param>
    /// <param name="count">Number of brands.</param>
    public void Load(SharedReader shared, int count)
    {
        Start.Load(shared.From, count);
        Carriers.Load(shared);
        Communities.Load(shared);
        Reasons.Load(shared);
        Languages.Load(shared);
        Sources.Load(shared);
        Places.Load(shared);
        Outlets.Load(shared);
    }
}
