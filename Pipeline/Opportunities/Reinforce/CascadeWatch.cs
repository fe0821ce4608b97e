using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Opportunities.Reinforce;

/// <summary>
/// Follows the cascades of the brands' own posts, and tells of those that fade earlier than predicted. One writer, in stream time. Costs one look-up of its author a post, and one more
/// where it names another post.
/// </summary>
internal sealed class CascadeWatch
{
    /// <summary>Cascades are looked at once in so many stream milliseconds: predictions are made at minutes.</summary>
    private const long LookEveryMs = 60_000;

    private static readonly int[] s_none = [];

    private readonly ReinforceOptions _options;
    private OwnAccounts _own;
    private readonly CascadeJudge _judge;
    private ReinforceScorer _scorer;
    private int _brands;
    private readonly long _tickMs;
    private readonly List<OwnCascade> _cascades = [];
    private readonly Dictionary<string, List<OwnCascade>> _byPost = new(StringComparer.Ordinal);

    public CascadeWatch(ReinforceOptions options, IReadOnlyList<BrandProfile> brands, int tickSeconds)
    {
        _options = options;
        _own = new OwnAccounts(brands);
        _judge = new CascadeJudge(options, GrowthModel.Shipped());
        _scorer = new ReinforceScorer(options, brands);
        _brands = brands.Count;
        _tickMs = tickSeconds * 1000L;
    }

    /// <summary>Cascades followed now.</summary>
    public int Count => _cascades.Count;

    /// <summary>Goes over to other brands: the posts of a removed one are followed no more.</summary>
    public void Adopt(BrandChange change)
    {
        _own = new OwnAccounts(change.Profiles);
        _scorer = new ReinforceScorer(_options, change.Profiles);
        _brands = change.Profiles.Count;
        foreach (OwnCascade cascade in _cascades.ToArray())
        {
            if (change.PlaceAfter(cascade.Brand) is >= 0 and var place)
                cascade.Adopt(place, change);
            else
                Drop(cascade);
        }
    }

    /// <summary>Takes the next post of the stream.</summary>
    /// <returns>The brands whose own words it says: their own posts, and reposts of these.</returns>
    public IReadOnlyList<int> Observe(Post post, PostTags tags)
    {
        if (post.Action != PostAction.Create || post.CountedAt == 0)
            return s_none;
        IReadOnlyList<int> own = _own.BrandsOf(post);
        List<OwnCascade>? carried = Carried(post);
        if (carried is not null)
        {
            foreach (OwnCascade cascade in carried)
                cascade.Add(post, tags);
        }

        if (own.Count > 0 && post.Kind is PostKind.Post or PostKind.Quote && post.IsCounted && !post.IsEdit)
            Follow(post, tags, own);
        return own.Count > 0 ? own : carried is not null && post.Kind == PostKind.Repost ? [.. carried.Select(c => c.Brand)] : s_none;
    }

    /// <summary>Takes a delete.</summary>
    /// <param name="deleted">What is deleted.</param>
    /// <param name="gone">Those of the posts that are known, with their tags: who carried a brand's post on leaves what its summary says.</param>
    public void Forget(Post deleted, IReadOnlyList<RecentPosts.Gone> gone)
    {
        foreach (OwnCascade cascade in _cascades)
            cascade.IsOver |= cascade.Forget(deleted, gone);
    }

    /// <summary>The next tick that is worth a look; null when there is none from one tick to another.</summary>
    public long? NextTick(long from, long to)
    {
        if (_cascades.Count == 0)
            return null;
        long every = Math.Max(1, LookEveryMs / _tickMs);
        long next = (from + every - 1) / every * every;
        return next <= to ? next : null;
    }

    /// <summary>Appends the cascades that fade early, in the order of their posts.</summary>
    public void Judge(long tick, List<Opportunity> into)
    {
        if (_cascades.Count == 0 || tick % Math.Max(1, LookEveryMs / _tickMs) != 0)
            return;
        long now = tick * _tickMs;
        foreach (OwnCascade cascade in _cascades)
        {
            if (!cascade.IsOver)
                _judge.Judge(cascade, now);
            if (cascade.RaisedAt is not null)
                into.Add(_scorer.Score(cascade, _judge.PredictNow(cascade, cascade.AgeSeconds(now)), now));
        }

        foreach (OwnCascade over in _cascades.FindAll(c => c.IsOver))
            Drop(over);
    }

    private List<OwnCascade>? Carried(Post post)
    {
        if (_byPost.Count == 0)
            return null;
        string? named = post.RepostOf ?? post.QuoteOf ?? post.ReplyTo;
        return named is not null && _byPost.TryGetValue(named, out List<OwnCascade>? cascades) ? cascades : null;
    }

    private void Follow(Post post, PostTags tags, IReadOnlyList<int> brands)
    {
        foreach (int brand in brands)
        {
            if (_cascades.Count(c => c.Brand == brand) >= _options.MaxPosts)
                Drop(_cascades.Find(c => c.Brand == brand && c.RaisedAt is null) ?? _cascades.Find(c => c.Brand == brand)!);
            Take(new OwnCascade(post, tags, brand, _brands));
        }
    }

    private void Take(OwnCascade cascade)
    {
        _cascades.Add(cascade);
        if (!_byPost.TryGetValue(cascade.Post.Id, out List<OwnCascade>? known))
            _byPost[cascade.Post.Id] = known = [];
        known.Add(cascade);
    }

    private void Drop(OwnCascade cascade)
    {
        _cascades.Remove(cascade);
        List<OwnCascade> known = _byPost[cascade.Post.Id];
        known.Remove(cascade);
        if (known.Count == 0)
            _byPost.Remove(cascade.Post.Id);
    }

    public void Save(SharedWriter shared)
    {
        shared.To.Section("opportunities.reinforce");
        shared.To.Int(_cascades.Count);
        foreach (OwnCascade cascade in _cascades)
            cascade.Save(shared);
    }

    public void Load(SharedReader shared)
    {
        shared.From.Section("opportunities.reinforce");
        int count = shared.From.Count(sizeof(int));
        _cascades.Clear();
        _byPost.Clear();
        for (int i = 0; i < count; i++)
            Take(OwnCascade.Load(shared, _brands));
    }
}
