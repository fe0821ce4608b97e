using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>What is said of one brand by the public, how much of it is against it, and the wave that is going on.</summary>
internal sealed class BrandWatch(ThreatOptions options, Decay decay, WaveJudge judge, TopicForecaster forecaster, int brand, int brands, int tickSeconds)
{
    /// <summary>How long before its onset posts belong to a wave, stream milliseconds.</summary>
    private const long WaveMs = 1_800_000;

    /// <summary>A wave that comes back at this many times its old peak is another one.</summary>
    private const double NewWaveRatio = 2;

    private const int SecondsOfHour = 3600;

    private readonly RecentComplaints _recent = new();
    private readonly RecentPeople _people = new();
    private readonly RecentPeople _negativePeople = new();
    private readonly TermCounts _usual = new();
    private readonly long _tickMs = tickSeconds * 1000L;
    private int _brand = brand;
    private int _brands = brands;
    private TopicState _complaints;
    private DecayedCounts _named;
    private BrandWave? _wave;
    private long? _alarmOnset;
    private bool _touched;

    /// <summary>Slots of topics are 0 and more, so a brand's series can never be taken for one.</summary>
    private int Slot => -1 - _brand;

    public bool IsTouched => _touched;

    public bool HasWave => _wave is { Goes: true };

    /// <summary>Mean followers of those who lately had something negative to say; 0 where unknown.</summary>
    public double FollowersPerMention => _complaints.Shares.Reach;

    /// <summary>The brand's usual negative share, as events are held against it.</summary>
    public double UsualShare(in StreamReading now) => judge.UsualShareForEvents(_complaints, _named, now);

    /// <summary>Takes a post of the public that names the brand.</summary>
    public void Observe(Post post, PostTags tags, long tick)
    {
        bool repeats = post.IsCopy || post.Kind == PostKind.Repost;
        double weight = repeats ? EventSummary.RepeatWeight : 1;
        double named = post.AuthorKey == 0 || _people.TryCount(post.AuthorKey, post.CountedAt) ? weight : 0;
        _named.Add(decay, tick, named);
        if (!repeats)
            _usual.Add(post.Terms);
        if (!Complaint.IsNegative(tags))
            return;
        double mentions = post.AuthorKey == 0 || _negativePeople.TryCount(post.AuthorKey, post.CountedAt) ? weight : 0;
        var complaint = new Complaint(post.Replaces ? post.TakingBack() : post, tags, tick, mentions, named);
        _recent.Add(complaint);
        Count(tick, mentions, post, repeats);
        if (HasWave)
            complaint.CountedAs = _wave!.Summary.Add(post, tags);
        _touched = true;
    }

    private void Count(long tick, double mentions, Post post, bool repeats)
    {
        long second = tick * tickSeconds;
        _complaints.FirstTick = _complaints.FirstTick == 0 ? tick : Math.Min(_complaints.FirstTick, tick);
        _complaints.Season ??= new SeasonalProfile(second / SecondsOfHour, options.Dispersion);
        long passed = _complaints.Mentions.Add(decay, tick, mentions);
        _complaints.Shares.Add(decay, passed, MentionParts.Of(post));
        _complaints.Season.Add(second / SecondsOfHour, mentions);
        if (!repeats)
            _complaints.Authors.Add(post.AuthorKey, second / AuthorSketch.GenerationSeconds);
    }

    /// <summary>Takes back what a deleted post, or a deleted author's posts, counted for. The sketch of distinct people forgets them only with time.</summary>
    public void Forget(Post deleted)
    {
        foreach (Complaint gone in _recent.Forget(deleted))
        {
            _complaints.Mentions.Add(decay, gone.Tick, -gone.Mentions);
            _complaints.Season?.Add(gone.Tick * tickSeconds / SecondsOfHour, -gone.Mentions);
            _named.Add(decay, gone.Tick, -gone.NamedMentions);
            if (gone.Mentions > 0)
                _negativePeople.Forget(gone.Post.AuthorKey);
            if (gone.NamedMentions > 0)
                _people.Forget(gone.Post.AuthorKey);
            if (gone.CountedAs is { } marks)
                _wave?.Summary.TakeBack(gone.Post, gone.Tags, marks);
            _touched = true;
        }

        _wave?.Summary.Forget(deleted);
    }

    /// <summary>The brand has another place among others from now on.</summary>
    public void Adopt(int place, BrandChange change)
    {
        _brand = place;
        _brands = change.Profiles.Count;
        _wave?.Summary.Adopt(change);
        _recent.Adopt(change);
    }

    /// <summary>An event turned out to be a wave against the brand: the watch need not wait until the volume alone says so.</summary>
    public void Alarm(long onsetAt)
    {
        if (HasWave)
            return;
        _alarmOnset = onsetAt;
        _touched = true;
    }

    /// <summary>Judges one tick.</summary>
    /// <returns>The wave with its reading and forecast; null while there is none. The last time it comes, its phase is over.</returns>
    public (BrandWave Wave, WaveReading Reading, TopicSnapshot Lead)? Judge(in StreamReading now)
    {
        _touched = false;
        WaveReading reading = judge.Judge(_complaints, _named, now, tickSeconds);
        double quarter = forecaster.PresentRate(_complaints, now);
        if (HasWave && _wave!.RisesAnew(quarter) && reading.Judgement.Trends)
            _wave.End(now.Tick);
        bool alarmed = _alarmOnset is not null && reading.Lives && reading.Judgement.Voices >= options.MinPeople;
        if (!HasWave && (reading.Judgement.Trends || alarmed))
            Begin(now.Tick, reading.Judgement, alarmed ? _alarmOnset : null);
        _alarmOnset = null;
        if (!HasWave)
            return null;
        TopicSnapshot snapshot = forecaster.Read(_complaints, _wave!.Trending, reading.Judgement, now, now.Tick);
        _wave.FindSubject(_recent.Since(FirstTickOf(_wave)), _usual, now.Tick * _tickMs);
        if (snapshot.Phase == TrendPhase.Over)
            _wave.End(now.Tick);
        return (_wave, reading, snapshot);
    }

    private long FirstTickOf(BrandWave wave) => wave.Trending.OnsetTick - (WaveMs / _tickMs);

    private void Begin(long tick, in Judgement judgement, long? onsetAt)
    {
        bool resumes = _wave is not null
            && tick - _wave.EndTick <= options.ResumeMinutes * 60L / tickSeconds
            && judgement.PerMinute <= NewWaveRatio * _wave.PeakPerMinute;
        var trending = new TrendingTopic
        {
            Slot = Slot,
            OnsetTick = resumes ? _wave!.Trending.OnsetTick : Math.Min(tick, (onsetAt ?? tick * _tickMs) / _tickMs),
            BegunTick = tick,
            BaselinePerMinute = judgement.BaselinePerMinute,
            FirstPerMinute = judgement.PerMinute,
        };
        if (resumes)
        {
            _wave!.Resume(trending);
            return;
        }

        long since = _wave is null ? long.MinValue : _wave.EndTick;
        _wave = new BrandWave(trending, _brands);
        foreach (Complaint complaint in _recent.Since(long.MinValue))
            complaint.CountedAs = null;
        foreach (Complaint complaint in _recent.Since(Math.Max(since, FirstTickOf(_wave))))
            complaint.CountedAs = _wave.Summary.Add(complaint.Post, complaint.Tags);
    }

    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        _recent.Save(shared);
        _people.Save(to);
        _negativePeople.Save(to);
        _usual.Save(to);
        SeriesState.Write(to, _complaints);
        Whole.Write(to, _named);
        to.Bool(_wave is not null);
        _wave?.Save(shared);
        SortedState.Write(to, _alarmOnset);
        to.Bool(_touched);
    }

    public void Load(SharedReader shared)
    {
        StateReader from = shared.From;
        _recent.Load(shared);
        _people.Load(from);
        _negativePeople.Load(from);
        _usual.Load(from);
        _complaints = SeriesState.Read(from, options.Dispersion);
        Whole.Read(from, out _named);
        _wave = from.Bool() ? BrandWave.Load(shared, _brands) : null;
        _alarmOnset = SortedState.ReadMoment(from);
        _touched = from.Bool();
    }
}
