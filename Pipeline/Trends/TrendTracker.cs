using System.Runtime.InteropServices;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Trends;

/// <summary>
/// Counts topics and says at each tick which of them trend and how they will go on. One writer, no clock: time is the tick's.
/// Cost: one table look-up and one addition a term of a post; a comparison a touched topic and tick, some dozen look-ups where it has enough mentions to trend.
/// </summary>
internal sealed partial class TrendTracker
{
    private const int SecondsOfHour = 3600;

    /// <summary>A trending topic in which nothing happens is judged again this often, in ticks: its rates only decay.</summary>
    private const int QuietTicks = 10;

    /// <summary>A trend that comes back at this many times its old peak is a wave of its own.</summary>
    private const double NewWaveRatio = 2;

    /// <summary>Posts whose topics are read into the processor's cache together: some dozens of lines, as many as it can wait for at once.</summary>
    private const int PostsTouched = 4;

    private readonly TrendOptions _options;
    private readonly Decay _decay;
    private readonly TopicTable _topics;
    private readonly SeasonalProfiles _seasons;
    private readonly TopicJudge _judge;
    private readonly TopicForecaster _forecaster;
    private readonly List<int> _listed = [];
    private readonly List<TrendingTopic> _trending = [];
    private readonly long _tickMs;
    private readonly long _resumeTicks;
    private long _firstTick = -1;
    private long _touched;

    /// <summary>Number of lists judged so far; a topic whose <see cref="TopicState.ListedIn"/> is above it is on the list already.</summary>
    private long _listsJudged;

    private DecayedCounts _stream;

    public TrendTracker(TrendOptions options, IVelocityRegression regression)
    {
        _options = options;
        _tickMs = options.TickSeconds * 1000L;
        _decay = new Decay(options.TickSeconds);
        _resumeTicks = options.ResumeMinutes * 60L / options.TickSeconds;
        _seasons = new SeasonalProfiles(options);
        _topics = new TopicTable(options.MaxTopics, _decay, new PastSketch(options.SketchMegabytes, _decay), _seasons);
        _judge = new TopicJudge(options, _decay);
        _forecaster = new TopicForecaster(regression, _decay, options.TickSeconds);
    }

    /// <summary>Topics counted now.</summary>
    public int TopicCount => _topics.Count;

    /// <summary>Topics pushed out because the table was full.</summary>
    public long Evicted => _topics.Evicted;

    /// <summary>Topics that are compared with their own past at the same hour of the week.</summary>
    public int SeasonalCount => _seasons.Count;

    /// <summary>Times a topic was judged: the topics and ticks that judging costs.</summary>
    public long Judged { get; private set; }

    /// <summary>Times a topic was ready to trend and found the list full.</summary>
    public long TrendingRefused { get; private set; }

    /// <summary>How well forecasts have done so far, by horizon, shortest first.</summary>
    public IReadOnlyList<ForecastFigures> ForecastFigures => _forecaster.Live.Figures;

    /// <summary>Collects samples for fitting the regression; null in service.</summary>
    public VelocitySampler? Sampler { get; init; }

    /// <summary>Index of the post of the batch that is being looked at; -1 while none is, as in a tick. When the work fails, it tells on which post.</summary>
    public int WorkingOn { get; private set; } = -1;

    /// <summary>Takes one batch; batches come in order.</summary>
    public TrendBatch Process(PostBatch batch)
    {
        WorkingOn = -1;
        var result = new TrendBatch(batch.Number, batch.Posts.Count, TermsOf(batch));
        int run = 0;
        for (int i = 0; i < batch.Posts.Count; i++)
        {
            for (; run < batch.Ticks.Count && batch.Ticks[run].BeforePost == i; run++)
                Tick(batch.Ticks[run], result);
            if (i % PostsTouched == 0)
                Touch(batch.Posts, i);
            WorkingOn = i;
            Observe(batch.Posts[i], result);
            WorkingOn = -1;
        }

        for (; run < batch.Ticks.Count; run++)
            Tick(batch.Ticks[run], result);
        return result;
    }

    private static int TermsOf(PostBatch batch)
    {
        int terms = 0;
        foreach (Post post in batch.Posts)
            terms += post.IsCounted ? post.Terms.Length : 0;
        return terms;
    }

    /// <summary>
    /// Writes all that what comes out depends on; between two batches. Not part of it: <see cref="Judged"/> and <see cref="TrendingRefused"/>, which tell about a run, and
    /// <see cref="Sampler"/>, which no service has.
    /// </summary>
    /// <remarks>Cost: some 260 bytes a topic, 16 bytes a cell of the sketch ever used, 800 bytes a profile; about the time of copying them.</remarks>
    public void Save(StateWriter to)
    {
        to.Section("trends");
        SavedLimit.Save(to, _options.TickSeconds);
        SavedLimit.Save(to, _options.SketchMegabytes);
        to.Long(_firstTick);
        to.Long(_listsJudged);
        to.Values(new ReadOnlySpan<DecayedCounts>(in _stream));
        _topics.Save(to);
        _seasons.Save(to);
        to.Section("trends.trending");
        to.Values(_listed);
        to.Int(_trending.Count);
        foreach (TrendingTopic trending in _trending)
            trending.Save(to);
        _forecaster.Live.Save(to);
    }

    /// <summary>Takes over what was saved, and goes on from there; nothing has been counted yet. After a fault this one is of no use.</summary>
    /// <exception cref="StateFormatException">It is no state of a tracker, or of one with other limits.</exception>
    public void Load(StateReader from)
    {
        from.Section("trends");
        SavedLimit.Check(from, "Trends:TickSeconds", _options.TickSeconds);
        SavedLimit.Check(from, "Trends:SketchMegabytes", _options.SketchMegabytes);
        _firstTick = from.Long();
        _listsJudged = from.Long();
        from.ValuesInto(new Span<DecayedCounts>(ref _stream));
        _topics.Load(from);
        _seasons.Load(from, _topics);
        LoadTrending(from);
        _forecaster.Live.Load(from, _topics);
    }

    private void LoadTrending(StateReader from)
    {
        from.Section("trends.trending");
        _listed.AddRange(from.Values<int>());
        if (CollectionsMarshal.AsSpan(_listed).ContainsAnyExceptInRange(0, _topics.Capacity - 1))
            throw from.Broken($"a topic is listed that is in none of {_topics.Capacity} slots");
        int count = from.Count(sizeof(int));
        for (int place = 0; place < count; place++)
        {
            TrendingTopic trending = TrendingTopic.Read(from);
            if (!_topics.Holds(trending.Slot) || _topics[trending.Slot].Trending != place)
                throw from.Broken($"the slot {trending.Slot} does not know that it trends at place {place}");
            _trending.Add(trending);
        }

        for (int slot = 0; slot < _topics.Capacity; slot++)
        {
            if (_topics.Holds(slot) && _topics[slot].Trending >= count)
                throw from.Broken($"the slot {slot} trends at place {_topics[slot].Trending} of {count}");
        }
    }

    private void Touch(List<Post> posts, int first)
    {
        for (int i = first; i < Math.Min(first + PostsTouched, posts.Count); i++)
        {
            if (posts[i].IsCounted)
                _touched += _topics.Touch(posts[i].Terms);
        }
    }

    private void Observe(Post post, TrendBatch result)
    {
        if (post.Replaces && post.IsCounted)
        {
            Replace(post.TakenBack[0], post, result);
            result.SlotEnds.Add(result.Slots.Count);
            return;
        }

        foreach (Post deleted in post.TakenBack)
            TakeBack(deleted);
        if (post.IsCounted)
        {
            long tick = post.CountedAt / _tickMs;
            if (_firstTick < 0 || tick < _firstTick)
                _firstTick = tick;
            _stream.Add(_decay, tick, 1);
            MentionParts mention = MentionParts.Of(post);
            // Who repeats another's words engages with them; only words of one's own are a voice.
            ulong voice = post.Kind != PostKind.Repost && !post.IsCopy ? post.AuthorKey : 0;
            foreach (ref readonly Term term in post.Terms.AsSpan())
            {
                if (IsTopic(term, post))
                    Count(post, term, tick, voice, mention, result);
            }
        }

        result.SlotEnds.Add(result.Slots.Count);
    }

    /// <summary>A reply names whom it answers: that is an address, not something talked about.</summary>
    private static bool IsTopic(in Term term, Post post) => term.Kind != TopicKind.Mention || post.Kind != PostKind.Reply;

    /// <summary>
    /// Takes a deleted post's mentions back, each with the weight it has by now. Its author stays in the sketch, which cannot forget one and does so by itself within
    /// the hour, and so does a mention of a term that has no place in the table.
    /// </summary>
    private void TakeBack(Post post)
    {
        if (!post.IsCounted)
            return;
        long tick = post.CountedAt / _tickMs;
        _stream.TakeBack(_decay, tick, 1);
        MentionParts mention = MentionParts.Of(post);
        foreach (ref readonly Term term in post.Terms.AsSpan())
        {
            if (IsTopic(term, post))
                TakeBack(term.Key, tick, mention);
        }
    }

    private void TakeBack(ulong term, long tick, in MentionParts mention)
    {
        int slot = _topics.FindCounted(term);
        // A topic that came anew since has not counted it.
        if (slot < 0 || tick < _topics[slot].FirstTick || tick > _topics[slot].LastTick)
            return;
        ref TopicState topic = ref _topics[slot];
        topic.Mentions.TakeBack(_decay, tick, 1);
        topic.Shares.TakeBack(_decay, topic.LastTick - tick, mention);
        topic.Season?.TakeBack(tick * _options.TickSeconds / SecondsOfHour, 1);
        List(ref topic, slot);
    }

    private void Count(Post post, in Term term, long tick, ulong voice, in MentionParts mention, TrendBatch result)
    {
        int slot = _topics.Find(term, tick);
        if (slot < 0)
            return;
        ref TopicState topic = ref _topics[slot];
        long passed = topic.Mentions.Add(_decay, tick, 1);
        topic.Shares.Add(_decay, passed, mention);
        topic.Total++;
        if (passed < 0)
            topic.FirstTick = Math.Min(topic.FirstTick, tick);
        if (voice != 0)
            topic.Authors.Add(voice, tick * _options.TickSeconds / AuthorSketch.GenerationSeconds);
        topic.Season?.Add(tick * _options.TickSeconds / SecondsOfHour, 1);
        if (topic.FoldedName is null && _judge.MayTrend(topic))
            Name(ref topic, post, term);
        List(ref topic, slot);
        result.Slots.Add(slot);
    }

    /// <summary>Puts a topic that changed on the list of those to judge at the next tick.</summary>
    private void List(ref TopicState topic, int slot)
    {
        if (topic.ListedIn > _listsJudged)
            return;
        topic.ListedIn = _listsJudged + 1;
        _listed.Add(slot);
    }

    /// <summary>Names cost more than counting, and most topics never need one.</summary>
    private static void Name(ref TopicState topic, Post post, in Term term)
    {
        topic.Label = TermLabel.Of(post, term);
        topic.StableKey = TermLabel.StableKey(post, term);
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
            Judged++;
            // Pushed out since it was listed, or at work already.
            if (topic.Key != 0 && topic.Trending < 0 && (Sampler is not null || _judge.HasMentions(topic, tick)))
                Consider(ref topic, slot, tick, now);
        }

        var snapshots = new List<TopicSnapshot>(_trending.Count);
        for (int i = 0; i < _trending.Count; i++)
        {
            TrendingTopic trending = _trending[i];
            ref TopicState topic = ref _topics[trending.Slot];
            bool touched = topic.ListedIn > _listsJudged;
            if (touched || tick % QuietTicks == 0 || trending.BegunTick == tick)
                snapshots.Add(Reading(ref topic, trending, tick, now));
            Judged += touched ? 0 : 1;
        }

        _listed.Clear();
        _listsJudged++;
        RemoveEnded(tick);
        if (snapshots.Count > 0)
            result.Ticks.Add(new TickSnapshots(beforePost, tick * _tickMs, snapshots));
    }

    private void Consider(ref TopicState topic, int slot, long tick, in StreamReading now)
    {
        if (topic.Season is null && _judge.HasMentions(topic, tick))
            _seasons.Offer(_topics, slot, now, _decay);
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

        bool resumes = topic.EndTick > 0 && tick - topic.EndTick <= _resumeTicks && judgement.PerMinute <= NewWaveRatio * topic.EndedPeakPerMinute;
        if (!resumes)
            (topic.OnsetTick, topic.EndedPeakPerMinute) = (tick, 0);
        var begun = new TrendingTopic
        {
            Slot = slot,
            OnsetTick = topic.OnsetTick,
            BegunTick = tick,
            BaselinePerMinute = judgement.BaselinePerMinute,
            FirstPerMinute = judgement.PerMinute,
            AtUsualHour = topic.Season?.IsUsualHour(now.Hour) ?? false,
        };
        int place = _trending.Count;
        while (place > 0 && _trending[place - 1].OnsetTick > begun.OnsetTick)
            place--;
        topic.Trending = place;
        _trending.Insert(place, begun);
    }

    private TopicSnapshot Reading(ref TopicState topic, TrendingTopic trending, long tick, in StreamReading now)
    {
        Judgement judgement = _judge.Judge(topic, now);
        Sampler?.Offer(trending.Slot, topic, now, _forecaster, judgement);
        _forecaster.Follow(trending.Slot, topic, now, judgement);
        return _forecaster.Read(topic, trending, judgement, now, tick);
    }

    private void RemoveEnded(long tick)
    {
        int kept = 0;
        for (int i = 0; i < _trending.Count; i++)
        {
            TrendingTopic trending = _trending[i];
            if (trending.Phase == TrendPhase.Over)
            {
                ref TopicState topic = ref _topics[trending.Slot];
                topic.Trending = -1;
                topic.EndTick = tick;
                topic.EndedPeakPerMinute = Math.Max(topic.EndedPeakPerMinute, trending.PeakPerMinute);
                continue;
            }

            _topics[trending.Slot].Trending = kept;
            _trending[kept++] = trending;
        }

        _trending.RemoveRange(kept, _trending.Count - kept);
    }
}
