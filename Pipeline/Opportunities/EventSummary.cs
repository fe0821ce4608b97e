using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Opportunities.Events;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities;

/// <summary>What the posts of one event say together. Grows with each post; bounded whatever the event's size.</summary>
internal sealed partial class EventSummary(int brands, StreamHabits? habits = null)
{
    /// <summary>Authors counted one by one for the busiest author's share; later authors count only in the total.</summary>
    private const int MaxAuthors = 1_000;

    /// <summary>Distinct names kept in each count of names; later ones are left out.</summary>
    private const int MaxNames = 50;

    /// <summary>First posts kept as evidence, and most-followed posts kept besides.</summary>
    private const int FirstPosts = 3;
    private const int FollowedPosts = 2;

    /// <summary>A copy or repost says again what its original said, so it weighs less in what the event means.</summary>
    public const double RepeatWeight = 0.25;

    /// <summary>Weights below are rests of rounding.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Weight of posts by safety level, each level with the worse ones.</summary>
    private readonly double[] _atLeast = new double[Enum.GetValues<SafetyLevel>().Length];

    private readonly NameCounts[] _categories = [.. Enum.GetValues<SafetyLevel>().Select(_ => new NameCounts(MaxNames))];
    private double[] _relevance = new double[brands];
    private readonly TextShares _texts = new();
    private readonly PostRate _rate = new();
    private readonly Dictionary<ulong, int> _authors = [];
    private readonly List<EvidencePost> _first = [];
    private readonly List<EvidencePost> _followed = [];
    private double _weight;
    private double _sentiment;
    private double _sentimentWeight;
    private double _negative;
    private double _tragic;
    private int _topAuthor;
    private long _news;

    internal readonly record struct EvidencePost(string Id, string? Url, string Source, string? Author, ulong AuthorKey, long PostedAt, long Followers, string Text, string? AlternateId);

    public long Posts { get; private set; }

    /// <summary>Time of the first news item; null while there is none.</summary>
    public long? NewsFirstAt { get; private set; }

    /// <summary>Time of the earliest post seen.</summary>
    public long FirstSeen { get; private set; } = long.MaxValue;

    public NameCounts Languages { get; } = new(MaxNames);

    public NameCounts Themes { get; } = new(MaxNames);

    public NameCounts Entities { get; } = new(MaxNames);

    public NameCounts Sources { get; } = new(MaxNames);

    public NameCounts SafetyWords { get; } = new(MaxNames);

    /// <summary>Who began it, who carries it, where it grows, and why it concerns each brand.</summary>
    public EventCrowd Crowd { get; } = new(brands);

    public IEnumerable<EvidencePost> Evidence => _first.Concat(_followed.Where(f => _first.TrueForAll(e => e.Id != f.Id))).OrderBy(e => e.PostedAt).ThenBy(e => e.Id, StringComparer.Ordinal);

    /// <summary>Who names the brands, and how.</summary>
    public Threats.BrandNaming Naming { get; } = new(brands);

    /// <summary>Whether people make the event.</summary>
    public EventAuthenticity Authenticity { get; } = new(habits ?? new StreamHabits());

    /// <summary>Counts a post.</summary>
    /// <param name="post">The post.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="isReplacing">True for an edit whose version before was counted here, and taken back as replaced.</param>
    /// <returns>What <see cref="TakeBack"/> must be told.</returns>
    public TextMarks Add(Post post, PostTags tags, bool isReplacing = false)
    {
        Posts++;
        FirstSeen = Math.Min(FirstSeen, post.CountedAt);
        Sources.Add(post.Source, 1);
        if (post.Kind == PostKind.News && !(NewsFirstAt <= post.CountedAt))
            NewsFirstAt = post.CountedAt;
        _news += post.Kind == PostKind.News ? 1 : 0;
        CountAuthor(post.AuthorKey);
        if (!isReplacing)
            AddEvidence(post);
        _texts.Add(post);
        _rate.Add(post.CountedAt, 1);
        Weigh(post, tags, 1);
        Crowd.Add(post, tags, WeightOf(post), isReplacing);
        return Authenticity.Add(post);
    }

    /// <summary>
    /// Takes back a post that was counted, as if it had never been: up to names and authors beyond the limits, the earliest times, the sizes of communities, and what
    /// <see cref="EventAuthenticity"/> says of itself.
    /// </summary>
    /// <param name="post">The post.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="marks">What <see cref="Add"/> answered.</param>
    /// <param name="isReplaced">True when an edit takes its place: nothing was deleted then.</param>
    public void TakeBack(Post post, PostTags tags, TextMarks marks, bool isReplaced = false)
    {
        Posts--;
        if (Posts == 0)
            FirstSeen = long.MaxValue;
        Sources.TakeBack(post.Source, 1);
        _news -= post.Kind == PostKind.News ? 1 : 0;
        if (_news == 0)
            NewsFirstAt = null;
        TakeBackAuthor(post.AuthorKey);
        _texts.TakeBack(post);
        _rate.Add(post.CountedAt, -1);
        Weigh(post, tags, -1);
        Crowd.TakeBack(post, tags, WeightOf(post));
        Authenticity.TakeBack(post, marks, isReplaced);
    }

    /// <summary>Evidence keeps a post that was edited, and not its text before.</summary>
    public void Renew(Post edit)
    {
        Renew(_first, edit);
        Renew(_followed, edit);
    }

    /// <summary>Takes a deleted post, or a deleted author's posts, out of the evidence.</summary>
    public void Forget(Post deleted)
    {
        _first.RemoveAll(e => Deletions.Concern(deleted, e.Id, e.AuthorKey, e.AlternateId));
        _followed.RemoveAll(e => Deletions.Concern(deleted, e.Id, e.AuthorKey, e.AlternateId));
        Crowd.Forget(deleted);
    }

    /// <summary>Posts a minute now, whichever of its names they carry (5-minute half-life).</summary>
    public double PerMinute(long now) => _rate.PerMinute(now);

    /// <summary>Texts that carry the event, see <see cref="TextShares"/>.</summary>
    public double EffectiveTexts => _texts.Effective;

    /// <summary>Share of negative posts, with so many posts beforehand that are half negative.</summary>
    public double NegativeShareWith(double prior) => Math.Clamp((_negative + (prior / 2)) / (_sentimentWeight + prior), 0, 1);

    /// <summary>Weight of texts whose sentiment is known.</summary>
    public double SentimentWeight => _sentimentWeight;

    /// <summary>Share of posts about death, violence or disaster, at medium risk or worse.</summary>
    public double TragicShare => ShareOf(_tragic, _weight);

    /// <summary>Least share of posts about death, violence or disaster, at medium risk or worse, that so many texts show: the lower end of Wilson's interval.</summary>
    public double TragedyBound(double quantile)
    {
        if (_weight <= Rounding)
            return 0;
        double share = ShareOf(_tragic, _weight);
        double square = quantile * quantile / _weight;
        return Math.Max(0, (share + (square / 2) - (quantile * Math.Sqrt((share * (1 - share) / _weight) + (square / _weight / 4)))) / (1 + square));
    }

    /// <summary>Mean relevance of the posts to a brand, in [0, 1].</summary>
    public double Relevance(int brand) => ShareOf(_relevance[brand], _weight);

    /// <summary>Weight of texts seen: how much the shares rest on.</summary>
    public double Weight => _weight;

    /// <summary>Share of posts at a safety level or worse.</summary>
    public double SafetyShare(SafetyLevel level) => ShareOf(_atLeast[(int)level], _weight);

    /// <summary>The commonest category among posts at a level or worse; null when there are none.</summary>
    public string? SafetyCategory(SafetyLevel level) => _categories[(int)level].Top(1) is [var top, ..] ? top.Name : null;

    /// <summary>Mean of the sentiment values; 0 while none is known.</summary>
    public double SentimentMean => _sentimentWeight > Rounding ? Math.Clamp(_sentiment / _sentimentWeight, -1, 1) : 0;

    public double NegativeShare => ShareOf(_negative, _sentimentWeight);

    /// <summary>Share of posts by the busiest known author; 0 while no author is known.</summary>
    public double TopAuthorShare => Posts > 0 ? (double)_topAuthor / Posts : 0;

    /// <summary>What was taken back leaves rests of rounding: no share may come of them.</summary>
    private static double ShareOf(double part, double whole) => whole > Rounding ? Math.Clamp(part / whole, 0, 1) : 0;

    /// <summary>Adds a post to what the posts say together, or takes it out.</summary>
    private void Weigh(Post post, PostTags tags, int sign)
    {
        double weight = sign * WeightOf(post);
        _weight += weight;
        Weigh(Languages, tags.Language.Code, weight);
        foreach (ThemeTag theme in tags.Themes)
            Weigh(Themes, theme.Name, weight * theme.Probability);
        foreach (EntityTag entity in tags.Entities)
            Weigh(Entities, entity.Canonical, weight);
        for (int b = 0; b < _relevance.Length; b++)
            _relevance[b] += weight * tags.Brands[b].Relevance;
        Naming.Add(tags, weight);
        AddSafety(tags.Safety, weight);
        if (tags.Sentiment.Label != SentimentLabel.Unknown)
        {
            _sentiment += weight * tags.Sentiment.Value;
            _negative += tags.Sentiment.Label == SentimentLabel.Negative ? weight : 0;
            _sentimentWeight += weight;
        }
    }

    /// <summary>How much a post says of its own.</summary>
    public static double WeightOf(Post post) => post.IsCopy || post.Kind == PostKind.Repost ? RepeatWeight : 1;

    /// <summary>From now on it counts for other brands, to which its posts so far had these mean relevances; null where a brand keeps what it had.</summary>
    public void Adopt(BrandChange change, double[]? means = null)
    {
        means ??= [.. Enumerable.Range(0, change.Profiles.Count).Select(brand => change.PlaceBefore(brand) is >= 0 and var place ? Relevance(place) : 0)];
        _relevance = [.. means.Select(mean => mean * _weight)];
        Naming.Adopt(change);
        Crowd.Adopt(change);
    }

    private static void Weigh(NameCounts counts, string name, double weight)
    {
        if (weight >= 0)
            counts.Add(name, weight);
        else
            counts.TakeBack(name, -weight);
    }

    private void AddSafety(SafetyTag safety, double weight)
    {
        if (Tragedies.IsOne(safety))
            _tragic += weight;
        for (int level = (int)SafetyLevel.Low; level <= (int)safety.Level; level++)
        {
            _atLeast[level] += weight;
            if (safety.Category is { } category)
                Weigh(_categories[level], category, weight);
        }

        foreach (string word in safety.Because)
            Weigh(SafetyWords, word, weight);
    }

    private void CountAuthor(ulong author)
    {
        if (author == 0)
            return;
        if (_authors.TryGetValue(author, out int posts) || _authors.Count < MaxAuthors)
        {
            _authors[author] = posts + 1;
            _topAuthor = Math.Max(_topAuthor, posts + 1);
        }
    }

    private void TakeBackAuthor(ulong author)
    {
        if (!_authors.TryGetValue(author, out int posts))
            return;
        if (posts > 1)
            _authors[author] = posts - 1;
        else
            _authors.Remove(author);
        if (posts == _topAuthor)
            _topAuthor = _authors.Count > 0 ? _authors.Values.Max() : 0;
    }

    private static void Renew(List<EvidencePost> posts, Post edit)
    {
        int place = posts.FindIndex(e => e.Id == edit.Id);
        if (place >= 0)
            posts[place] = posts[place] with { Text = edit.Text };
    }

    private void AddEvidence(Post post)
    {
        if (post.Kind == PostKind.Repost || post.IsCopy)
            return;
        var evidence = new EvidencePost(post.Id, post.Url, post.Source, post.Author, post.AuthorKey, post.PostedAt, post.AuthorFollowers, post.Text, post.AlternateId);
        if (_first.Count < FirstPosts)
        {
            _first.Add(evidence);
            return;
        }

        int place = _followed.FindIndex(e => e.Followers < evidence.Followers);
        if (place < 0)
            place = _followed.Count;
        if (place >= FollowedPosts || evidence.Followers < 0)
            return;
        _followed.Insert(place, evidence);
        if (_followed.Count > FollowedPosts)
            _followed.RemoveAt(FollowedPosts);
    }
}
