using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities;

/// <summary>
/// Joins tags and trends by their position in the stream, and scores every event for every brand at every tick that read it. One writer.
/// </summary>
internal sealed class OpportunityFinder
{
    private readonly OpportunityOptions _options;
    private readonly EventTracker _events;
    private OpportunityScorer _scorer;
    private int _brands;
    private readonly StoryTracker _stories = new();
    private readonly EventStories _eventStories;

    public OpportunityFinder(OpportunityOptions options, IReadOnlyList<BrandProfile> brands)
    {
        _options = options;
        _brands = brands.Count;
        _events = new EventTracker(options, brands.Count);
        _scorer = new OpportunityScorer(options, brands);
        _eventStories = new EventStories(_stories);
    }

    /// <summary>Events that were dropped because there were too many at once.</summary>
    public long EventsDropped => _events.Dropped;

    /// <summary>Goes over to other brands: the batches from now on are tagged for them.</summary>
    public void Adopt(BrandChange change)
    {
        _brands = change.Profiles.Count;
        _events.Adopt(change);
        _scorer = new OpportunityScorer(_options, change.Profiles);
    }

    /// <summary>Takes one batch with both its answers; batches come in order.</summary>
    /// <param name="posts">Posts and ticks in stream order.</param>
    /// <param name="tags">Tags of the same posts.</param>
    /// <param name="trends">Topics of the same posts, and readings at the same ticks.</param>
    /// <param name="onTick">
    /// Called at each tick, before any later post is looked at: what it sees depends on the stream alone, not on the cut into batches.
    /// </param>
    public void Process(PostBatch posts, TaggedBatch tags, TrendBatch trends, Action<TickOpportunities> onTick)
    {
        if (posts.Number != tags.Number || posts.Number != trends.Number)
            throw new InvalidOperationException($"batch {posts.Number} was joined with tags of {tags.Number} and trends of {trends.Number}");
        ReadOnlySpan<int> slots = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(trends.Slots);
        int tick = 0;
        int start = 0;
        for (int i = 0; i < posts.Posts.Count; i++)
        {
            for (; tick < trends.Ticks.Count && trends.Ticks[tick].BeforePost == i; tick++)
                Score(trends.Ticks[tick], onTick);
            _stories.Observe(posts.Posts[i], tags.Tags[i]);
            _events.Observe(posts.Posts[i], tags.Tags[i], slots[start..trends.SlotEnds[i]]);
            start = trends.SlotEnds[i];
        }

        for (; tick < trends.Ticks.Count; tick++)
            Score(trends.Ticks[tick], onTick);
    }

    private void Score(in TickSnapshots tick, Action<TickOpportunities> onTick)
    {
        var opportunities = new List<Opportunity>();
        foreach (TrendEvent trendEvent in _events.Update(tick))
        {
            _eventStories.Link(trendEvent, tick.Time);
            for (int brand = 0; brand < _brands; brand++)
            {
                Opportunity opportunity = _scorer.Score(trendEvent, brand, tick.Time);
                opportunities.Add(opportunity);
            }
        }

        // A tick without events is told too: what waits for a time must not wait for the next trend.
        onTick(new TickOpportunities(tick.Time, opportunities));
    }
}
