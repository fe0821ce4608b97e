using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>
/// Watches for each brand what the public says of it, and tells of waves against it. Counts people rather than posts; the brand's own posts and their reposts are not the
/// public's. One writer, in stream time. Costs one addition a post, and some twenty look-ups a post that names a brand.
/// </summary>
internal sealed class ThreatWatch
{
    /// <summary>A wave in which nothing happens is read again this often, in ticks: its rates only decay.</summary>
    private const int QuietTicks = 10;

    private readonly ThreatOptions _options;
    private readonly int _tickSeconds;
    private readonly WaveJudge _judge;
    private readonly TopicForecaster _forecaster;
    private IReadOnlyList<BrandProfile> _brands;
    private BrandWatch[] _watches;
    private ThreatScorer _scorer;
    private readonly NegativeEvents _events;
    private readonly Decay _decay;
    private readonly long _tickMs;
    private DecayedCounts _stream;
    private long _firstTick = -1;

    public ThreatWatch(ThreatOptions options, IReadOnlyList<BrandProfile> brands, IVelocityRegression velocity, int tickSeconds)
    {
        _options = options;
        _tickSeconds = tickSeconds;
        _brands = brands;
        _tickMs = tickSeconds * 1000L;
        _decay = new Decay(tickSeconds);
        _judge = new WaveJudge(options, _decay);
        _forecaster = new TopicForecaster(velocity, _decay, tickSeconds);
        _watches = [.. brands.Select((_, b) => WatchOf(b))];
        _scorer = new ThreatScorer(options, brands);
        _events = new NegativeEvents(options);
    }

    /// <summary>Goes over to other brands: one that stays goes on with what was counted, edited or not.</summary>
    public void Adopt(BrandChange change)
    {
        BrandWatch[] before = _watches;
        _brands = change.Profiles;
        _scorer = new ThreatScorer(_options, _brands);
        _watches = [.. _brands.Select((_, b) => change.PlaceBefore(b) is >= 0 and var place ? before[place] : WatchOf(b))];
        for (int b = 0; b < _watches.Length; b++)
            _watches[b].Adopt(b, change);
    }

    /// <summary>Takes the next post of the stream.</summary>
    /// <param name="post">The post.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="ownBrands">Brands whose own words it says; mostly none.</param>
    public void Observe(Post post, PostTags tags, IReadOnlyList<int> ownBrands)
    {
        foreach (Post gone in post.TakenBack)
        {
            if (gone.IsCounted)
                _stream.TakeBack(_decay, gone.CountedAt / _tickMs, 1);
        }

        bool isDelete = post.Action is PostAction.Delete or PostAction.DeleteAuthor;
        if (isDelete || post.Replaces)
        {
            // An edit counts anew for what it says now.
            Post deleted = isDelete ? post : post.ToDelete();
            foreach (BrandWatch watch in _watches)
                watch.Forget(deleted);
        }

        if (isDelete || !post.IsCounted)
            return;
        long tick = post.CountedAt / _tickMs;
        if (_firstTick < 0 || tick < _firstTick)
            _firstTick = tick;
        _stream.Add(_decay, tick, 1);
        for (int b = 0; b < _watches.Length; b++)
        {
            if (tags.Brands[b].IsNamed && !_brands[b].WatchesEverything && !ownBrands.Contains(b))
                _watches[b].Observe(post, tags, tick);
        }
    }

    /// <summary>The next tick that is worth a look; null when there is none from one tick to another.</summary>
    public long? NextTick(long from, long to)
    {
        long? next = null;
        foreach (BrandWatch watch in _watches)
        {
            if (watch.IsTouched)
                return from <= to ? from : null;
            if (watch.HasWave)
                next = (from + QuietTicks - 1) / QuietTicks * QuietTicks;
        }

        return next <= to ? next : null;
    }

    /// <summary>
    /// True when an event is a wave against a brand: it is told as the brand's threat and is no opportunity. Such an event also wakes the brand's watch, so that its wave is
    /// raised even where the volume alone would not be enough.
    /// </summary>
    public bool IsAgainst(TrendEvent trendEvent, int brand, long now)
    {
        if (_brands[brand].WatchesEverything || _firstTick < 0)
            return false;
        if (!trendEvent.ThreatTo.Contains(brand))
        {
            if (!_events.IsAgainst(trendEvent.Summary.Naming, brand, _watches[brand].UsualShare(ReadingAt(now / _tickMs))))
                return false;
            trendEvent.ThreatTo.Add(brand);
        }

        if (trendEvent.Lead is { IsTrending: true, Snapshot.Phase: < TrendPhase.Fading })
            _watches[brand].Alarm(trendEvent.OnsetAt);
        return true;
    }

    /// <summary>Appends the waves of the brands that are worth a look at a tick, in the order of the brands.</summary>
    public void Judge(long tick, List<Opportunity> into)
    {
        if (_firstTick < 0)
            return;
        StreamReading now = ReadingAt(tick);
        for (int b = 0; b < _watches.Length; b++)
        {
            BrandWatch watch = _watches[b];
            if (!watch.IsTouched && !(watch.HasWave && tick % QuietTicks == 0))
                continue;
            if (watch.Judge(now) is var (wave, reading, series))
                into.Add(_scorer.Score(b, wave, reading, series, watch.FollowersPerMention, tick * _tickMs));
        }
    }

    private BrandWatch WatchOf(int brand) => new(_options, _decay, _judge, _forecaster, brand, _brands.Count, _tickSeconds);

    private StreamReading ReadingAt(long tick) => new(_stream, _decay, tick, Math.Max(1, tick - _firstTick));

    public void Save(SharedWriter shared)
    {
        shared.To.Section("opportunities.threats");
        shared.To.Long(_firstTick);
        Whole.Write(shared.To, _stream);
        foreach (BrandWatch watch in _watches)
            watch.Save(shared);
    }

    public void Load(SharedReader shared)
    {
        shared.From.Section("opportunities.threats");
        _firstTick = shared.From.Long();
        Whole.Read(shared.From, out _stream);
        foreach (BrandWatch watch in _watches)
            watch.Load(shared);
    }
}
