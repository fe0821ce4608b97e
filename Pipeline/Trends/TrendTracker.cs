using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Trends;

/// <summary>
/// Counts topics and says at each tick which of them trend and how they will go on. One writer, no clock: time is the tick's.
/// Cost: one table look-up and one addition a term of a post; a few table look-ups a touched topic and tick.
/// </summary>
internal sealed class TrendTracker
{
    /// <summary>A trending topic in which nothing happens is judged again this often, in ticks: its rates only decay.</summary>
    private const int QuietTicks = 10;

    private readonly TrendOptions _options;
    private readonly Decay _decay;
    private readonly TopicTable _topics;
    private readonly TopicJudge _judge;
    private readonly TopicForecaster _forecaster;
    private readonly List<int> _listed = [];
    private readonly List<TrendingTopic> _trending = [];
    private readonly long _tickMs;
    private long _firstTick = -1;

    /// <summary>Number of lists judged so far; a topic whose <see cref="TopicState.ListedIn"/> is above it is on the list already.</summary>
    private long _listsJudged;

    private DecayedCounts _stream;

    public TrendTracker(TrendOptions options, IVelocityRegression regression)
    {
        _options = options;
        _tickMs = options.TickSeconds * 1000L;
        _decay = new Decay(options.TickSeconds);
        _topics = new TopicTable(options.MaxTopics);
        _judge = new TopicJudge(options, _decay);
        _forecaster = new TopicForecaster(regression, _decay, options.TickSeconds);
    }

    /// <summary>Topics counted now.</summary>
    public int TopicCount => _topics.Count;

    /// <summary>Topics pushed out because the table was full.</summary>
    public long Evicted => _topics.Evicted;

    /// <summary>Times a topic was ready to trend and found the list full.</summary>
    public long TrendingRefused { get; private set; }

    /// <summary>How well forecasts have done so far, by horizon, shortest first.</summary>
    public IReadOnlyList<ForecastFigures> ForecastFigures => _forecaster.Live.Figures;

    /// <summary>What forecasts have learned so far, for going on with later.</summary>
    public LiveForecastState ForecastState => _forecaster.Live.State;

    /// <summary>Collects samples for fitting the regression; null in service.</summary>
    public VelocitySampler? Sampler { get; init; }

    /// <summary>Takes one batch; batches come in order.</summary>
    public TrendBatch Process(PostBatch batch)
    {
        var result = new TrendBatch(batch.Number);
        int run = 0;
        for (int i = 0; i < batch.Posts.Count; i++)
        {
            for (; run < batch.Ticks.Count && batch.Ticks[run].BeforePost == i; run++)
                Tick(batch.Ticks[run], result);
            Observe(batch.Posts[i], result);
        }

        for (; run < batch.Ticks.Count; run++)
            Tick(batch.Ticks[run], result);
        return result;
    }

    private void Observe(Post post, TrendBatch result)
    {
        if (post.IsCounted)
        {
            long tick = post.CountedAt / _tickMs;
            if (_firstTick < 0 || tick < _firstTick)
                _firstTick = tick;
            _stream.Add(_decay, tick, 1);
            long generation = tick * _options.TickSeconds / AuthorSketch.GenerationSeconds;
            foreach (ref readonly Term term in post.Terms.AsSpan())
            {
                // A reply names whom it answers: that is an address, not something talked about.
                if (term.Kind != TopicKind.Mention || post.Kind != PostKind.Reply)
                    Count(post, term, tick, generation, result);
            }
        }

        result.SlotEnds.Add(result.Slots.Count);
    }

    private void Count(Post post, in Term term, long tick, long generation, TrendBatch result)
    {
        int slot = _topics.Find(post, term, tick, _decay);
        if (slot < 0)
            return;
        ref TopicState topic = ref _topics[slot];
        topic.Mentions.Add(_decay, tick, 1);
        topic.Total++;
        topic.LastTick = Math.Max(topic.LastTick, tick);
        topic.FirstTick = Math.Min(topic.FirstTick, tick);
        topic.Shares.Add(_decay, tick, post.Kind == PostKind.Repost, post.IsCopy, post.AuthorKey == 0, post.Kind == PostKind.News);
        // Who repeats another's words engages with them; only words of one's own are a voice.
        if (post.Kind != PostKind.Repost && !post.IsCopy)
            topic.Authors.Add(post.AuthorKey, generation);
        if (topic.ListedIn <= _listsJudged)
        {
            topic.ListedIn = _listsJudged + 1;
            _listed.Add(slot);
        }

        result.Slots.Add(slot);
    }

    private void Tick(in TickRun run, TrendBatch result)
    {
        for (long tick = run.From; tick <= run.To; tick++)
        {
            if (_listed.Count == 0 && _trending.Count == 0)
                break;
            bool due = _listed.Count > 0 || tick % QuietTicks == 0;
            if (due)
                JudgeAt(tick, run.BeforePost, result);
        }

        _forecaster.Live.Advance(run.To, _topics);
        Sampler?.Advance(run.To, _topics);
    }

    private void JudgeAt(long tick, int beforePost, TrendBatch result)
    {
        var now = new StreamReading(_stream, _decay, tick, Math.Max(1, tick - _firstTick));
        _forecaster.Live.Advance(tick, _topics);
        foreach (int slot in _listed)
        {
            ref TopicState topic = ref _topics[slot];
            if (topic.Key == 0)
                continue;
            if (topic.Trending < 0)
                Consider(ref topic, slot, tick, now);
        }

        var snapshots = new List<TopicSnapshot>(_trending.Count);
        for (int i = 0; i < _trending.Count; i++)
        {
            TrendingTopic trending = _trending[i];
            ref TopicState topic = ref _topics[trending.Slot];
            bool touched = topic.ListedIn > _listsJudged;
            if (touched || tick % QuietTicks == 0 || trending.OnsetTick == tick)
                snapshots.Add(Reading(ref topic, trending, tick, now));
        }

        _listed.Clear();
        _listsJudged++;
        RemoveEnded();
        if (snapshots.Count > 0)
            result.Ticks.Add(new TickSnapshots(beforePost, tick * _tickMs, snapshots));
    }

    private void Consider(ref TopicState topic, int slot, long tick, in StreamReading now)
    {
        Judgement judgement = _judge.Judge(topic, now);
        Sampler?.Offer(slot, topic, now, _forecaster, judgement);
        _forecaster.Follow(slot, topic, now, judgement);
        if (!judgement.Trends)
            return;
        if (_trending.Count >= _options.MaxTrending)
        {
            TrendingRefused++;
            return;
        }

        topic.Trending = _trending.Count;
        _trending.Add(new TrendingTopic { Slot = slot, OnsetTick = tick, BaselinePerMinute = judgement.BaselinePerMinute, FirstPerMinute = judgement.PerMinute });
    }

    private TopicSnapshot Reading(ref TopicState topic, TrendingTopic trending, long tick, in StreamReading now)
    {
        Judgement judgement = _judge.Judge(topic, now);
        Sampler?.Offer(trending.Slot, topic, now, _forecaster, judgement);
        _forecaster.Follow(trending.Slot, topic, now, judgement);
        return _forecaster.Read(topic, trending, judgement, now, tick);
    }

    private void RemoveEnded()
    {
        int kept = 0;
        for (int i = 0; i < _trending.Count; i++)
        {
            TrendingTopic trending = _trending[i];
            if (trending.Phase == TrendPhase.Over)
            {
                _topics[trending.Slot].Trending = -1;
                continue;
            }

            _topics[trending.Slot].Trending = kept;
            _trending[kept++] = trending;
        }

        _trending.RemoveRange(kept, _trending.Count - kept);
    }
}
