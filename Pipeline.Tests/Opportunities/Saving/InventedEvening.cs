using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Reinforce;
using RtmPipeline.Opportunities.Threats;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.Opportunities.Stories;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Opportunities.Saving;

/// <summary>
/// Three hours in which everything happens that the stage of opportunities remembers: topics that begin, join, merge, end and come back, people who repost and mention each other, news
/// of one of the topics, a wave of complaints about one brand, a post of the other that stops early, and deletes of all this. Tags and topics are invented with the posts, so it is
/// quick. The same seed gives the same.
/// </summary>
internal sealed class InventedEvening
{
    public const int Minutes = 180;

    private const long Start = NewsPosts.Start / 60_000 * 60_000;
    private const long Minute = 60_000;
    private const int Topics = 40;
    private const int PostsPerMinute = 14;

    public static readonly BrandProfile[] Brands =
    [
        new() { Id = "snack", Name = "Snack", OwnAccounts = ["snack"], Moments = ["Tag3"] },
        new() { Id = "aria", Name = "Aria", Languages = ["en"] },
    ];

    /// <summary>Limits so low that all of them are met.</summary>
    public static readonly OpportunityOptions Options = new()
    {
        RecentPosts = 1_024,
        MaxEvents = 10,
        EventMemoryHours = 1,
        Threats = new ThreatOptions { WarmUpHours = 0, MinPeople = 3 },
        Reinforce = new ReinforceOptions { LowMinutes = 5, MinPeople = 10, MaxPosts = 2 },
    };

    private static readonly string[] s_words = ["window", "soup", "river", "lamp", "bread", "story", "cloud", "paper", "bridge", "piano", "garden", "ticket", "yellow", "letter"];

    private readonly Random _random;
    private readonly List<Post> _said = [];
    private readonly List<(Post Post, PostTags Tags)> _news;
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly int[] _generations = new int[Topics];
    private int _made;

    public InventedEvening(int seed, NewsPosts news)
    {
        _random = new Random(seed);
        _news = [.. InventedNews.Read(InventedStories.Choosing, news).Select(k => (k.Post, ForBrands(k.Tags)))];
        for (int i = 0; i < 6; i++)
        {
            Post item = news.Item(30 + (i * 9), $"paper{i % 4}.example", i % 2 == 0 ? "en" : "es", $"Lights go out again at the big stadium #Tag{i % 2} number {i}", "Officials said the outage lasted for minutes. #Tag0");
            _news.Add((item, ForBrands(news.TagsOf(item))));
        }

        _news.Sort((a, b) => a.Post.CountedAt.CompareTo(b.Post.CountedAt));
        for (int slot = 0; slot < Topics; slot++)
            _slots[Label(slot)] = slot;
        for (int minute = 0; minute < Minutes; minute++)
            Batches.Add(Batch(minute));
    }

    /// <summary>One a minute.</summary>
    public List<(PostBatch Posts, TaggedBatch Tags, TrendBatch Trends)> Batches { get; } = [];

    public static OpportunityFinder Finder() => new(Options, Brands);

    private static string Label(int slot) => $"#Tag{slot}";

    private static PostTags ForBrands(PostTags tags) => tags.WithBrands([new BrandTag(0.4f, ["stadium"]), new BrandTag(0, [])]);

    private (PostBatch Posts, TaggedBatch Tags, TrendBatch Trends) Batch(int minute)
    {
        var posts = new PostBatch(minute);
        var trends = new TrendBatch(minute);
        List<PostTags> tags = [];
        long begin = Start + (minute * Minute);
        List<(Post Post, PostTags Tags)> coming = [.. Coming(minute, begin).OrderBy(p => p.Post.CountedAt)];
        long tick = begin / 1000;
        foreach ((Post post, PostTags own) in coming)
        {
            long until = Math.Max(tick, post.CountedAt / 1000);
            AddTicks(posts, trends, tick, until - 1);
            tick = until;
            posts.Posts.Add(post);
            tags.Add(own);
            foreach (Term term in post.Action == PostAction.Create ? post.Terms : [])
            {
                if (term.Kind == TopicKind.Hashtag && _slots.TryGetValue(TermLabel.Of(post, term), out int slot))
                    trends.Slots.Add(slot);
            }

            trends.SlotEnds.Add(trends.Slots.Count);
        }

        AddTicks(posts, trends, tick, ((begin + Minute) / 1000) - 1);
        posts.StreamTime = begin + Minute;
        return (posts, new TaggedBatch(minute, [.. tags]), trends);
    }

    private void AddTicks(PostBatch posts, TrendBatch trends, long from, long to)
    {
        if (from > to)
            return;
        int before = posts.Posts.Count;
        posts.Ticks.Add(new TickRun(before, from, to));
        for (long tick = (from + 4) / 5 * 5; tick <= to; tick += 5)
        {
            List<TopicSnapshot> read = [];
            long minute = ((tick * 1000) - Start) / Minute;
            for (int slot = 0; slot < Topics; slot++)
            {
                if (_random.Next(4) == 0 && Reading(slot, minute) is { } snapshot)
                    read.Add(snapshot);
            }

            if (read.Count > 0)
                trends.Ticks.Add(new TickSnapshots(before, tick * 1000, read));
        }
    }

    /// <summary>Each topic trends for half an hour, some of them twice; the first two, of which news tells, for longer.</summary>
    private TopicSnapshot? Reading(int slot, long minute)
    {
        long onset = 10 + (slot * 3);
        long age = minute - onset;
        bool isLong = slot < 2;
        bool again = slot % 7 == 3 && age is >= 50 and < 90;
        if (age < 0 || (!isLong && age > 31 && !again) || age > 120)
            return null;
        if (again && _generations[slot] == 0)
            _generations[slot] = 1;
        TermLabel.TryKeyOf(Label(slot).ToLowerInvariant(), out ulong key);
        double rate = 1 + (_random.NextDouble() * 60);
        return SampleTopics.Topic(slot, Label(slot).ToLowerInvariant(), Start + (onset * Minute)) with
        {
            Key = key,
            Generation = _generations[slot],
            Label = Label(slot),
            Phase = age is >= 30 and <= 31 ? TrendPhase.Over : (TrendPhase)_random.Next(4),
            PerMinute = rate,
            LatestPerMinute = rate * _random.NextDouble(),
            PeakPerMinute = 61,
            BaselinePerMinute = slot % 3,
            Surprise = _random.NextDouble() * 50,
            RepostShare = _random.NextDouble() / 2,
        };
    }

    private IEnumerable<(Post Post, PostTags Tags)> Coming(int minute, long begin)
    {
        for (int i = 0; i < PostsPerMinute; i++)
            yield return Said(begin + _random.Next((int)Minute), minute);
        foreach ((Post Post, PostTags Tags) item in _news)
        {
            if (item.Post.CountedAt >= begin && item.Post.CountedAt < begin + Minute)
                yield return item;
        }

        for (int i = 0; minute is >= 60 and < 110 && i < 5; i++)
            yield return (Kept(new PostBuilder { PostedAt = begin + _random.Next((int)Minute), Author = $"angry{_random.Next(300)}", Topics = ["#Tag30", s_words[_random.Next(4)]] }), Tags(1, SentimentLabel.Negative));
        if (minute is 20 or 45 or 100)
            yield return (Kept(new PostBuilder { PostedAt = begin, Author = "Snack", Topics = ["#Tag5", "soup"] }, $"x:own{minute}"), Tags(0, SentimentLabel.Positive));
        int own = minute switch { < 45 => 20, < 100 => 45, _ => 100 };
        for (int i = 0; minute >= own && minute < own + 32 && i < 6; i++)
            yield return (Kept(new PostBuilder { PostedAt = begin + 1 + _random.Next((int)Minute - 1), Kind = PostKind.Repost, RepostOf = $"x:own{own}", Author = $"fan{_random.Next(900)}", Topics = ["#Tag5"] }), Tags(-1, SentimentLabel.Neutral));
        if (_said.Count > 100 && _random.Next(3) == 0)
            yield return (Deleted(begin, PostAction.Delete), SampleTopics.Tags(0, 0));
        if (_said.Count > 100 && _random.Next(8) == 0)
            yield return (Deleted(begin, PostAction.DeleteAuthor), SampleTopics.Tags(0, 0));
    }

    private (Post Post, PostTags Tags) Said(long at, int minute)
    {
        int near = Math.Clamp((minute - 10) / 3, 0, Topics - 1);
        int slot = _random.Next(5) == 0 ? _random.Next(2) : Math.Max(0, near - _random.Next(10));
        List<string> topics = [Label(slot), s_words[_random.Next(s_words.Length)]];
        if (_random.Next(3) == 0)
            topics.Add(Label(Math.Max(0, slot - 1 - _random.Next(3))));
        if (_random.Next(4) == 0)
            topics.Add($"@hub{_random.Next(6)}");
        if (_random.Next(5) == 0)
            topics.Add($"https://site{_random.Next(30)}.example/{_random.Next(9)}");
        bool reposts = _random.Next(4) == 0 && _said.Count > 10;
        Post? first = reposts ? _said[Math.Max(0, _said.Count - 1 - (_random.Next(6) * 10))] : null;
        Post post = Kept(new PostBuilder
        {
            PostedAt = at,
            Source = _random.Next(4) == 0 ? "bluesky" : "x",
            Kind = reposts ? PostKind.Repost : PostKind.Post,
            RepostOf = first?.Id,
            Author = _random.Next(20) == 0 ? null : $"hub{(int)(Math.Pow(_random.NextDouble(), 3) * 400)}",
            AuthorFollowers = _random.Next(-1, 3_000),
            AuthorCreatedAt = _random.Next(3) == 0 ? 0 : at - (_random.Next(200) * 86_400_000L),
            Topics = [.. topics.Distinct()],
            Signature = Signature(),
        });
        post.IsCopy = !reposts && _random.Next(6) == 0;
        return (post, Tags(_random.Next(12) - 10, (SentimentLabel)_random.Next(4)));
    }

    private Post Kept(PostBuilder builder, string? id = null)
    {
        Post post = (builder with { Id = id ?? $"x:{_made++}", Source = builder.Source == "plain" ? "x" : builder.Source }).BuildCounted();
        _said.Add(post);
        return post;
    }

    private Post Deleted(long at, PostAction action)
    {
        Post gone = _said[_random.Next(Math.Max(0, _said.Count - 400), _said.Count)];
        return new Post { Id = action == PostAction.Delete ? gone.Id : "", AuthorKey = gone.AuthorKey, Source = "x", PostedAt = at, CountedAt = at, Action = action };
    }

    private TextSignature Signature()
    {
        TextSignature signature = default;
        uint pattern = (uint)_random.Next(1, 40);
        for (int i = 0; i < TextSignature.Slots; i++)
            signature[i] = i < 8 ? pattern + (uint)i : (uint)_random.Next(1, int.MaxValue);
        return signature;
    }

    private PostTags Tags(int named, SentimentLabel mood) => new()
    {
        Language = new LanguageTag(_random.Next(3) == 0 ? "es" : "en", 0.9f),
        Sentiment = new SentimentTag(mood, (float)((_random.NextDouble() * 2) - 1), 0.3f, 0.3f, 0.4f),
        Themes = _random.Next(2) == 0 ? [] : [new ThemeTag("1", $"theme {_random.Next(4)}", (float)_random.NextDouble())],
        Safety = _random.Next(12) == 0 ? new SafetyTag(SafetyLevel.Medium, $"category {_random.Next(2)}", 1, ["word", $"word {_random.Next(3)}"]) : SafetyTag.None,
        Entities = _random.Next(3) == 0 ? [new EntityTag("Town", EntityKind.Place, 0, 4, $"Town {_random.Next(30)}")] : [],
        Brands = [.. Enumerable.Range(0, Brands.Length).Select(b => new BrandTag((float)_random.NextDouble(), [$"reason {_random.Next(5)}"]) { IsNamed = b == named })],
    };
}
