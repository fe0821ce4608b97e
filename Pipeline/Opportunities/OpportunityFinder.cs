using System.Runtime.InteropServices;
using RtmPipeline.Opportunities.Reinforce;
using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Opportunities.Threats;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Opportunities;

/// <summary>
/// Joins tags and trends by their position in the stream, and scores every event for every brand at every tick that read it; beside the events, the waves against
/// each brand and those around its own posts. One writer.
/// </summary>
internal sealed class OpportunityFinder
{
    private readonly OpportunityOptions _options;
    private readonly EventTracker _events;
    private OpportunityScorer _scorer;
    private IReadOnlyList<BrandProfile> _profiles;
    private int _brands;
    private readonly StoryTracker _stories = new();
    private readonly SharedTables _saving = new();
    private readonly EventStories _eventStories;
    private readonly ThreatWatch _threats;
    private readonly CascadeWatch _cascades;
    private readonly long _tickMs;

    /// <param name="options">How to score.</param>
    /// <param name="brands">Profiles in the order of the tags.</param>
    /// <param name="tickSeconds">Length of a tick.</param>
    public OpportunityFinder(OpportunityOptions options, IReadOnlyList<BrandProfile> brands, int tickSeconds = 1)
    {
        _options = options;
        _profiles = brands;
        _brands = brands.Count;
        _tickMs = tickSeconds * 1000L;
        _eventStories = new EventStories(_stories);
        _events = new EventTracker(options, brands.Count, _eventStories);
        _scorer = new OpportunityScorer(options, brands);
        _threats = new ThreatWatch(options.Threats, brands, VelocityModel.Shipped(), tickSeconds);
        _cascades = new CascadeWatch(options.Reinforce, brands, tickSeconds);
    }

    /// <summary>Events that were dropped because there were too many at once.</summary>
    public long EventsDropped => _events.Dropped;

    /// <summary>Index of the post of the batch that is being looked at; -1 while none is, as in a tick. When the work fails, it tells on which post.</summary>
    public int WorkingOn { get; private set; } = -1;

    /// <summary>Goes over to other brands: the batches from now on are tagged for them.</summary>
    public void Adopt(BrandChange change)
    {
        _profiles = change.Profiles;
        _brands = change.Profiles.Count;
        _events.Adopt(change);
        _scorer = new OpportunityScorer(_options, change.Profiles);
        _threats.Adopt(change);
        _cascades.Adopt(change);
    }

    /// <summary>Takes one batch with both its answers; batches come in order.</summary>
    /// <param name="posts">Posts and ticks in stream order.</param>
    /// <param name="tags">Tags of the same posts.</param>
    /// <param name="trends">Topics of the same posts, and readings at the same ticks.</param>
    /// <param name="onTick">
    /// Called at each tick, before any later post is looked at: what it sees depends on the stream alone, not on the cut into batches.
    /// </param>
    /// <param name="onChange">Called with each delete and edit, after it was taken in, each decision, and the stream time; null for nobody.</param>
    public void Process(PostBatch posts, TaggedBatch tags, TrendBatch trends, Action<TickOpportunities> onTick, Action<Post, long>? onChange = null)
    {
        if (posts.Number != tags.Number || posts.Number != trends.Number)
            throw new InvalidOperationException($"batch {posts.Number} was joined with tags of {tags.Number} and trends of {trends.Number}");
        ReadOnlySpan<int> slots = CollectionsMarshal.AsSpan(trends.Slots);
        WorkingOn = -1;
        int run = 0;
        int read = 0;
        int start = 0;
        for (int i = 0; i <= posts.Posts.Count; i++)
        {
            for (; run < posts.Ticks.Count && posts.Ticks[run].BeforePost == i; run++)
                Pass(posts.Ticks[run], trends, ref read, onTick);
            if (i == posts.Posts.Count)
                break;
            WorkingOn = i;
            Post post = posts.Posts[i];
            if (post.Action == PostAction.Decision)
            {
                start = trends.SlotEnds[i];
                onChange?.Invoke(post, _stories.StreamTime);
                WorkingOn = -1;
                continue;
            }

            IReadOnlyList<int> own = _cascades.Observe(post, tags.Tags[i]);
            _threats.Observe(post, tags.Tags[i], own);
            _stories.Observe(post, tags.Tags[i]);
            IReadOnlyList<RecentPosts.Gone> gone = _events.Observe(post, tags.Tags[i], slots[start..trends.SlotEnds[i]]);
            if (post.Action is PostAction.Delete or PostAction.DeleteAuthor)
                _cascades.Forget(post, gone);
            start = trends.SlotEnds[i];
            if (post.IsEdit || post.Action is PostAction.Delete or PostAction.DeleteAuthor)
                onChange?.Invoke(post, _stories.StreamTime);
            WorkingOn = -1;
        }
    }

    /// <summary>Goes through the ticks of a run at which a topic was read or a watch has something to look at.</summary>
    private void Pass(in TickRun run, TrendBatch trends, ref int read, Action<TickOpportunities> onTick)
    {
        long from = run.From;
        while (true)
        {
            bool hasReading = read < trends.Ticks.Count && trends.Ticks[read].BeforePost == run.BeforePost && trends.Ticks[read].Time <= run.To * _tickMs;
            long readingTick = hasReading ? trends.Ticks[read].Time / _tickMs : long.MaxValue;
            long watchTick = Math.Min(_threats.NextTick(from, run.To) ?? long.MaxValue, _cascades.NextTick(from, run.To) ?? long.MaxValue);
            long tick = Math.Min(readingTick, watchTick);
            if (tick == long.MaxValue)
                return;
            Score(tick, tick == readingTick ? trends.Ticks[read++] : null, onTick);
            from = tick + 1;
        }
    }

    private void Score(long tick, TickSnapshots? reading, Action<TickOpportunities> onTick)
    {
        var opportunities = new List<Opportunity>();
        if (reading is { } snapshots)
            ScoreEvents(snapshots, opportunities);
        _threats.Judge(tick, opportunities);
        _cascades.Judge(tick, opportunities);
        // A tick without events is told too: what waits for a time must not wait for the next trend.
        onTick(new TickOpportunities(tick * _tickMs, opportunities));
    }

    private void ScoreEvents(in TickSnapshots snapshots, List<Opportunity> opportunities)
    {
        foreach (TrendEvent trendEvent in _events.Update(snapshots))
        {
            _eventStories.Link(trendEvent, snapshots.Time);
            for (int brand = 0; brand < _brands; brand++)
            {
                Opportunity opportunity = _scorer.Score(trendEvent, brand, snapshots.Time);
                // A tragedy stays a hold, whoever is named in it; the brand's watch tells of the wave besides.
                if (_threats.IsAgainst(trendEvent, brand, snapshots.Time) && opportunity.Veto is null)
                    opportunity = opportunity with { Kind = OpportunityKind.Against };
                opportunities.Add(opportunity);
            }
        }
    }

    /// <summary>Writes all that is known, between two batches.</summary>
    public void Save(StateWriter to)
    {
        to.Section("opportunities");
        to.Long(_tickMs);
        to.Int(_brands);
        foreach (BrandProfile profile in _profiles)
            to.Text(profile.Id);
        try
        {
            var shared = new SharedWriter(to, _saving);
            _events.Save(shared);
            _stories.Save(shared);
            _threats.Save(shared);
            _cascades.Save(shared);
        }
        finally
        {
            _saving.Clear();
        }

        to.Section("opportunities.end");
    }

    /// <summary>Takes over what was saved, on a fresh finder of the same options and of the profiles that were in force then, in their order: what is known is known by brand.</summary>
    /// <exception cref="StateFormatException">The bytes are no state of this stage, or one of other limits, ticks or brands; the finder is of no use afterwards.</exception>
    public void Load(StateReader from)
    {
        from.Section("opportunities");
        long tickMs = from.Long();
        if (tickMs != _tickMs)
            throw from.Broken($"ticks of {tickMs} ms where {_tickMs} belong: the state was made with other limits");
        string[] brands = new string[from.Count(sizeof(int))];
        for (int brand = 0; brand < brands.Length; brand++)
            brands[brand] = from.NotNullText();
        if (!brands.SequenceEqual(_profiles.Select(static profile => profile.Id), StringComparer.Ordinal))
            throw from.Broken($"the state is of the brands '{string.Join(", ", brands)}' and not of '{string.Join(", ", _profiles.Select(static p => p.Id))}'");
        var shared = new SharedReader(from);
        _events.Load(shared);
        _stories.Load(shared);
        _threats.Load(shared);
        _cascades.Load(shared);
        from.Section("opportunities.end");
    }
}
