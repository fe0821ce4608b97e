using System.Globalization;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Commands.Bench;

/// <summary>Trends on one core: what counting a post's topics costs, and what judging a topic at a tick does.</summary>
internal sealed class TrendsAlone
{
    private readonly List<PostBatch> _withTicks;
    private readonly List<PostBatch> _postsOnly;
    private readonly TrendOptions _options;
    private TrendTracker? _tracker;

    private TrendsAlone(List<PostBatch> batches, TrendOptions options)
    {
        _options = options;
        _withTicks = batches;
        _postsOnly = [.. batches.Select(WithoutTicks)];
        Posts = batches.Sum(static batch => (long)batch.Posts.Count);
    }

    /// <summary>Posts as sequenced, counted ones and others.</summary>
    public long Posts { get; }

    /// <summary>The posts, with their ticks.</summary>
    public IReadOnlyList<PostBatch> Batches => _withTicks;

    /// <summary>Topics judged in one run, each once for each tick at which it was.</summary>
    public long TopicTicks { get; private set; }

    /// <summary>Decodes and sequences the records, before anything is measured.</summary>
    public static async Task<TrendsAlone> OfAsync(MemorySource records, PostOptions postOptions, TrendOptions options, int batchSize, CancellationToken stop)
    {
        var decoder = new PostDecoder();
        var sequencer = new PostSequencer(postOptions, TimeSpan.FromSeconds(options.TickSeconds));
        List<PostBatch> batches = [new PostBatch(0)];
        await foreach (RawBatch raw in records.ReadAsync(batchSize, stop))
        {
            using RawBatch batch = raw;
            foreach (DecodedItem item in decoder.Decode(batch).Items)
                sequencer.Take(item, batches[^1]);
            batches.Add(new PostBatch(batches.Count));
        }

        sequencer.Finish(batches[^1]);
        return new TrendsAlone(batches, options);
    }

    /// <summary>Makes the tables, as a service does once.</summary>
    public void Prepare() => _tracker = new TrendTracker(_options, VelocityModel.Shipped());

    /// <summary>Counts the posts and judges no topic.</summary>
    /// <returns>What was counted, in numbers: the same in every run.</returns>
    public string Count() => Run(_postsOnly);

    /// <summary>Counts the posts, and judges and forecasts at every tick.</summary>
    /// <returns>What was counted and said, in numbers: the same in every run.</returns>
    public string CountAndJudge() => Run(_withTicks);

    private string Run(List<PostBatch> batches)
    {
        TrendTracker tracker = _tracker ?? throw new InvalidOperationException("a run needs new tables");
        _tracker = null;
        long mentions = 0;
        long readings = 0;
        double growth = 0;
        foreach (PostBatch batch in batches)
        {
            TrendBatch answer = tracker.Process(batch);
            mentions += answer.Slots.Count;
            foreach (TickSnapshots tick in answer.Ticks)
            {
                readings += tick.Topics.Count;
                foreach (TopicSnapshot topic in tick.Topics)
                    growth += topic.GrowthLogPerHour;
            }
        }

        TopicTicks = Math.Max(TopicTicks, tracker.Judged);
        return string.Create(CultureInfo.InvariantCulture, $"{mentions} mentions of {tracker.TopicCount} topics, {tracker.Judged} judged, {readings} readings, growth {growth:R}");
    }

    private static PostBatch WithoutTicks(PostBatch batch)
    {
        var posts = new PostBatch(batch.Number);
        posts.Posts.AddRange(batch.Posts);
        return posts;
    }
}
