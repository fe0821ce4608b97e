using System.Runtime.CompilerServices;
using RtmPipeline.Posts;

namespace RtmPipeline.Trends;

/// <summary>What one mention adds to each part of its topics; the same for all terms of a post.</summary>
[InlineArray(Count)]
internal struct MentionParts
{
    public const int Count = 7;

    /// <summary>Followers of one author, and numbers the platform gave with one post, count up to this: beyond, one account would be the whole topic.</summary>
    public const double MaxPerPost = 10_000_000;

    private double _part;

    /// <summary>1 for a repost.</summary>
    public double Reposts { readonly get => this[0]; init => this[0] = value; }

    /// <summary>1 for a reply.</summary>
    public double Replies { readonly get => this[1]; init => this[1] = value; }

    /// <summary>1 for a text that nearly was there before.</summary>
    public double Copies { readonly get => this[2]; init => this[2] = value; }

    /// <summary>1 for a post whose author is unknown.</summary>
    public double UnknownAuthors { readonly get => this[3]; init => this[3] = value; }

    /// <summary>1 for a news item.</summary>
    public double News { readonly get => this[4]; init => this[4] = value; }

    /// <summary>Followers of the author; 0 where unknown.</summary>
    public double Reach { readonly get => this[5]; init => this[5] = value; }

    /// <summary>Likes, reposts and replies that the record carried; 0 where unknown.</summary>
    public double Engagement { readonly get => this[6]; init => this[6] = value; }

    public static MentionParts Of(Post post) => new()
    {
        Reposts = post.Kind == PostKind.Repost ? 1 : 0,
        Replies = post.Kind == PostKind.Reply ? 1 : 0,
        Copies = post.IsCopy ? 1 : 0,
        UnknownAuthors = post.AuthorKey == 0 ? 1 : 0,
        News = post.Kind == PostKind.News ? 1 : 0,
        Reach = Bounded(post.AuthorFollowers),
        Engagement = Math.Min(MaxPerPost, Bounded(post.Likes) + Bounded(post.Reposts) + Bounded(post.Replies)),
    };

    private static double Bounded(long count) => Math.Clamp(count, 0, MaxPerPost);
}

/// <summary>
/// Parts of a topic's mentions, and the people and reactions they reached, decayed with a quarter-hour half-life. They stand at the newest tick of
/// the topic's <see cref="DecayedCounts"/>, which says by how much it moved. Mutable; lives inside an array.
/// </summary>
internal struct DecayedShares
{
    private double _all;
    private MentionParts _parts;

    /// <summary>Adds a mention.</summary>
    /// <param name="decay">Factors.</param>
    /// <param name="passed">What <see cref="DecayedCounts.Add"/> answered for it.</param>
    /// <param name="mention">What it adds.</param>
    public void Add(Decay decay, long passed, in MentionParts mention)
    {
        double keep = passed > 0 ? decay.Factor(Decay.QuarterHour, passed) : 1;
        double weight = passed < 0 ? decay.Factor(Decay.QuarterHour, -passed) : 1;
        _all = (_all * keep) + weight;
        for (int i = 0; i < MentionParts.Count; i++)
            _parts[i] = (_parts[i] * keep) + (mention[i] * weight);
    }

    /// <summary>Takes back a mention that was added.</summary>
    /// <param name="decay">Factors.</param>
    /// <param name="ticksAgo">Ticks from its own to the newest of the topic.</param>
    /// <param name="mention">What it added.</param>
    public void TakeBack(Decay decay, long ticksAgo, in MentionParts mention)
    {
        double weight = decay.Factor(Decay.QuarterHour, ticksAgo);
        _all = Math.Max(0, _all - weight);
        for (int i = 0; i < MentionParts.Count; i++)
            _parts[i] = Math.Clamp(_parts[i] - (mention[i] * weight), 0, MentionParts.MaxPerPost * _all);
    }

    public readonly double Reposts => Share(_parts.Reposts);

    public readonly double Replies => Share(_parts.Replies);

    public readonly double Copies => Share(_parts.Copies);

    public readonly double UnknownAuthors => Share(_parts.UnknownAuthors);

    public readonly double News => Share(_parts.News);

    /// <summary>Followers of the authors, a mention.</summary>
    public readonly double Reach => Share(_parts.Reach);

    /// <summary>Likes, reposts and replies, a mention.</summary>
    public readonly double Engagement => Share(_parts.Engagement);

    private readonly double Share(double part) => _all > 0 ? part / _all : 0;
}
