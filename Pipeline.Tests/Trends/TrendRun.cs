using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends;

/// <summary>Runs posts through a sequencer and a tracker, in batches, as the graph does.</summary>
internal sealed class TrendRun
{
    private readonly List<PostBatch> _posts = [];
    private readonly List<TrendBatch> _answers = [];

    public TrendRun(IEnumerable<PostBuilder> posts, int batchSize = 1000, TrendOptions? options = null, VelocitySampler? sampler = null)
    {
        TrendOptions trends = options ?? SmallOptions;
        Tracker = new TrendTracker(trends, new NoChange()) { Sampler = sampler };
        var sequencer = new PostSequencer(new PostOptions { DuplicateIds = 100_000, CopySignatures = 1_024 }, TimeSpan.FromSeconds(trends.TickSeconds));
        var batch = new PostBatch(0);
        foreach (PostBuilder post in posts)
        {
            sequencer.Take(new DecodedItem(post.Build(), null), batch);
            if (batch.Posts.Count < batchSize)
                continue;
            Process(batch);
            batch = new PostBatch(batch.Number + 1);
        }

        sequencer.Finish(batch);
        Process(batch);
    }

    /// <summary>The service's own options with a table of test size.</summary>
    public static TrendOptions SmallOptions { get; } = new() { MaxTopics = 2_000, MaxTrending = 100 };

    public TrendTracker Tracker { get; }

    /// <summary>The posts as sequenced, in order.</summary>
    public IEnumerable<Post> Posts => _posts.SelectMany(b => b.Posts);

    /// <summary>What was said at each tick, in order.</summary>
    public IEnumerable<TickSnapshots> Ticks => _answers.SelectMany(a => a.Ticks);

    public IReadOnlyList<TrendBatch> Answers => _answers;

    /// <summary>What was said at each tick, with the number of sequenced posts before it.</summary>
    public IEnumerable<(TickSnapshots Tick, int PostsBefore)> TicksWithPosts()
    {
        int before = 0;
        foreach ((PostBatch posts, TrendBatch answer) in _posts.Zip(_answers))
        {
            foreach (TickSnapshots tick in answer.Ticks)
                yield return (tick, before + tick.BeforePost);
            before += posts.Posts.Count;
        }
    }

    /// <summary>Readings of one topic with the stream time of each, unix milliseconds.</summary>
    public List<(long Time, TopicSnapshot Snapshot)> Of(string topic) =>
        [.. Ticks.SelectMany(t => t.Topics.Where(s => s.Key == PostBuilder.KeyOf(topic)).Select(s => (t.Time, s)))];

    /// <summary>Everything said, one line a reading, with full precision; batch limits leave no trace in it.</summary>
    public List<string> Trace()
    {
        var lines = new List<string>();
        foreach ((PostBatch posts, TrendBatch answer) in _posts.Zip(_answers))
        {
            int tick = 0;
            int slot = 0;
            for (int i = 0; i <= posts.Posts.Count; i++)
            {
                for (; tick < answer.Ticks.Count && answer.Ticks[tick].BeforePost == i; tick++)
                    lines.AddRange(answer.Ticks[tick].Topics.Select(s => $"{answer.Ticks[tick].Time} {s with { Forecast = [] }} {string.Join(' ', s.Forecast)}"));
                if (i == posts.Posts.Count)
                    break;
                lines.Add($"{posts.Posts[i].Id}: {string.Join(' ', answer.Slots[slot..answer.SlotEnds[i]])}");
                slot = answer.SlotEnds[i];
            }
        }

        return lines;
    }

    private void Process(PostBatch batch)
    {
        _posts.Add(batch);
        _answers.Add(Tracker.Process(batch));
    }
}

/// <summary>Writes an evening of invented posts: chatter on a few everyday tags, and bursts of others.</summary>
internal sealed class Evening(int seed)
{
    private const long Minute = 60_000;

    private static readonly string[] s_everyday = ["#dinner", "#traffic", "#music", "#weather", "#homework"];

    private readonly Random _random = new(seed);
    private readonly List<PostBuilder> _posts = [];

    /// <summary>All posts in the order of their times.</summary>
    public IReadOnlyList<PostBuilder> Posts => [.. _posts.OrderBy(p => p.PostedAt).ThenBy(p => p.Id, StringComparer.Ordinal)];

    /// <summary>Ordinary posts over a stretch of minutes.</summary>
    public Evening Chatter(double fromMinute, double toMinute, double perMinute)
    {
        Write(fromMinute, toMinute, perMinute, () => s_everyday[_random.Next(s_everyday.Length)]);
        return this;
    }

    /// <summary>Posts on one topic over a stretch of minutes.</summary>
    public Evening Burst(string topic, double fromMinute, double toMinute, double perMinute)
    {
        Write(fromMinute, toMinute, perMinute, () => topic);
        return this;
    }

    private void Write(double fromMinute, double toMinute, double perMinute, Func<string> topic)
    {
        int count = (int)Math.Round((toMinute - fromMinute) * perMinute);
        for (int i = 0; i < count; i++)
        {
            _posts.Add(new PostBuilder
            {
                Id = $"plain:{seed}/{_posts.Count}",
                PostedAt = PostBuilder.Evening + (long)((fromMinute + (_random.NextDouble() * (toMinute - fromMinute))) * Minute),
                Topics = [topic()],
                Author = $"author {_random.Next(5000)}",
                Kind = _random.Next(10) == 0 ? PostKind.News : PostKind.Post,
            });
        }
    }
}
