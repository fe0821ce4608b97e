using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Opportunities.Reinforce;

/// <summary>A post of the brand's own and those who carried it on: each person once, by the first repost, quote or reply.</summary>
internal sealed class OwnCascade
{
    /// <summary>People kept of one post, about 60 bytes each; a post that reaches them is in no need of help, and is followed no further.</summary>
    public const int MaxPeople = 10_000;

    private readonly List<Follower> _followers = [];
    private readonly HashSet<ulong> _people = [];
    private readonly EventSummary _summary;

    /// <param name="post">The post.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="brand">Index of the brand.</param>
    /// <param name="brands">Number of profiles.</param>
    public OwnCascade(Post post, PostTags tags, int brand, int brands)
        : this(post, brand, new EventSummary(brands)) => _summary.Add(post, tags);

    private OwnCascade(Post post, int brand, EventSummary summary) => (Post, Brand, _summary) = (post, brand, summary);

    private readonly record struct Follower(ulong Id, ulong Person, long At, double Followers, TextMarks Marks);

    public Post Post { get; }

    public int Brand { get; private set; }

    public EventSummary Summary => _summary;

    /// <summary>The newest early prediction; null before the first.</summary>
    public EarlyPrediction? Prediction { get; set; }

    /// <summary>Stream time since which the count is below the predicted bound; null while it is not.</summary>
    public long? LowSince { get; set; }

    /// <summary>Stream time since which it is above the bound again, after it was raised.</summary>
    public long? BackSince { get; set; }

    /// <summary>Stream time at which it was raised; null before.</summary>
    public long? RaisedAt { get; set; }

    /// <summary>True when it is to be told a last time and forgotten.</summary>
    public bool IsOver { get; set; }

    public bool IsFull => _followers.Count >= MaxPeople;

    public int Count => _followers.Count;

    /// <summary>The brand has another place among others from now on.</summary>
    public void Adopt(int place, BrandChange change)
    {
        Brand = place;
        _summary.Adopt(change);
    }

    public void Add(Post answer, PostTags answerTags)
    {
        if (IsFull || (answer.AuthorKey != 0 && (answer.AuthorKey == Post.AuthorKey || !_people.Add(answer.AuthorKey))))
            return;
        int place = _followers.Count;
        while (place > 0 && _followers[place - 1].At > answer.CountedAt)
            place--;
        TextMarks marks = _summary.Add(answer, answerTags);
        _followers.Insert(place, new Follower(StableHash.Of(answer.Id), answer.AuthorKey, answer.CountedAt, answer.AuthorFollowers >= 0 ? answer.AuthorFollowers : double.NaN, marks));
    }

    /// <summary>Takes back what is deleted. True when it was the post itself.</summary>
    public bool Forget(Post deleted, IReadOnlyList<RecentPosts.Gone> posts)
    {
        if (Deletions.Concern(deleted, Post.Id, Post.AuthorKey))
            return true;
        ulong id = StableHash.Of(deleted.Id);
        foreach (Follower gone in _followers.FindAll(f => deleted.Action == PostAction.Delete ? f.Id == id : f.Person != 0 && f.Person == deleted.AuthorKey))
        {
            _followers.Remove(gone);
            _people.Remove(gone.Person);
            if (posts.FirstOrDefault(p => StableHash.Of(p.Post.Id) == gone.Id) is { Post: { } post } known)
                _summary.TakeBack(post, known.Tags, gone.Marks);
        }

        _summary.Forget(deleted);
        return false;
    }

    public double AgeSeconds(long now) => (now - Post.CountedAt) / 1000.0;

    /// <summary>People who came between two times, the later one included.</summary>
    public int Between(long after, long until)
    {
        int count = 0;
        for (int i = _followers.Count - 1; i >= 0 && _followers[i].At > after; i--)
            count += _followers[i].At <= until ? 1 : 0;
        return count;
    }

    /// <summary>As the growth model takes it.</summary>
    public Cascade ToCascade()
    {
        double[] seconds = [0, .. _followers.Select(f => Math.Max(0, (f.At - Post.CountedAt) / 1000.0))];
        double[] followers = [Post.AuthorFollowers >= 0 ? Post.AuthorFollowers : double.NaN, .. _followers.Select(f => f.Followers)];
        return new Cascade(Post.Id, seconds, followers, Post.CountedAt / 86_400_000.0);
    }

    /// <summary>Who came is known by those who followed.</summary>
    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        shared.Post(Post);
        to.Int(Brand);
        to.Values(_followers);
        _summary.Save(shared);
        to.Bool(Prediction is not null);
        Prediction?.Save(to);
        SortedState.Write(to, LowSince);
        SortedState.Write(to, BackSince);
        SortedState.Write(to, RaisedAt);
        to.Bool(IsOver);
    }

    public static OwnCascade Load(SharedReader shared, int brands)
    {
        StateReader from = shared.From;
        Post post = shared.NotNullPost();
        int brand = from.Int();
        if (brand < 0 || brand >= brands)
            throw from.Broken($"{brand} is none of {brands} brands");
        OwnCascade cascade = new(post, brand, new EventSummary(brands));
        cascade._followers.AddRange(from.Values<Follower>());
        cascade._people.UnionWith(cascade._followers.Select(static f => f.Person).Where(static person => person != 0));
        cascade._summary.Load(shared);
        cascade.Prediction = from.Bool() ? EarlyPrediction.Load(from) : null;
        cascade.LowSince = SortedState.ReadMoment(from);
        cascade.BackSince = SortedState.ReadMoment(from);
        cascade.RaisedAt = SortedState.ReadMoment(from);
        cascade.IsOver = from.Bool();
        return cascade;
    }
}
