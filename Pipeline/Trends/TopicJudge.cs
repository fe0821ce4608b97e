namespace RtmPipeline.Trends;

/// <summary>How a topic stands against what was to be expected of it.</summary>
/// <param name="Trends">True when a trend has begun.</param>
/// <param name="PerMinute">Mentions a minute now (5-minute half-life).</param>
/// <param name="LatestPerMinute">Mentions a minute in the newest minute, as far as so few say: the 5-minute rate is worth three of them.</param>
/// <param name="OnsetProbability">Probability that a trend has begun that lasts; see <see cref="OnsetOdds"/>.</param>
/// <param name="BaselinePerMinute">Its own past: the higher of its 6-hour and 24-hour rates.</param>
/// <param name="ExpectedPerMinute">The past, moved with the stream's volume, or what it usually is at this hour of the week, plus the prior.</param>
/// <param name="Surprise">Standard deviations above the expected count: the larger of a jump's and a climb's.</param>
/// <param name="Voices">Distinct authors, or originals where authors are unknown.</param>
/// <param name="RecentMentions">Mentions at the one-hour half-life.</param>
internal readonly record struct Judgement(
    bool Trends,
    double PerMinute,
    double LatestPerMinute,
    double BaselinePerMinute,
    double ExpectedPerMinute,
    double Surprise,
    double Voices,
    double RecentMentions,
    double OnsetProbability);

/// <summary>Decides whether a topic's mentions are out of the ordinary: for itself, for the stream, and in number of people.</summary>
/// <remarks>
/// A decayed count is compared with its expectation in units of an over-dispersed standard deviation (variance m + (φm)² + 1: social counts
/// are never Poisson). Four windows look at once: the newest minute for outbursts, minutes for jumps, a quarter of an hour for quick rises in quiet
/// streams, an hour for slow climbs.
/// </remarks>
internal sealed class TopicJudge(TrendOptions options, Decay decay)
{
    /// <summary>The stream may run this much above or below its own usual rate before a topic's expectation stops following it: beyond, the event itself is what moves the stream.</summary>
    private const double MinVolumeRatio = 0.5;
    private const double MaxVolumeRatio = 3;

    /// <summary>Mentions that the 5-minute rate is worth when the newest minute's is read.</summary>
    private const double LatestPrior = 3;

    /// <summary>A climb over an hour needs a day's baseline to be compared with, and this much of it seen, in minutes.</summary>
    private const double ClimbWarmUpMinutes = 360;

    /// <summary>Minutes of past, beyond the last hour, that a baseline can rest on alone: reached after some two and a half hours.</summary>
    private const double MinPastMinutes = 60;

    /// <summary>A longer window gathers more by chance, so it needs more mentions: this many times those of the shortest.</summary>
    private const double QuarterHourMentions = 1.5;
    private const double HourMentions = 3;

    /// <summary>
    /// A trend whose rates fall below this many times what is expected is over, so none begins there: what stands out in the last hour alone, and is
    /// past, would begin and end at every mention.
    /// </summary>
    private const double LiveRatio = 1.5;

    /// <summary>Days of a seasonal profile from which it may lower what is expected, and to what part of the recent past.</summary>
    private const int DaysToLower = 7;
    private const double LeastOfPast = 0.5;

    private readonly double _ticksPerMinute = 60.0 / options.TickSeconds;

    /// <summary>False when a topic has too few mentions to trend, at its newest tick or later, until it is mentioned again.</summary>
    public bool MayTrend(in TopicState topic) => topic.Mentions.AtLastTick(Decay.Hour) >= options.MinMentions;

    /// <summary>
    /// False when a topic has too few mentions at a tick to trend in any window, whatever was expected of it. Most topics have: they cost no more than this.
    /// </summary>
    public bool HasMentions(in TopicState topic, long tick) =>
        MayTrend(topic)
        && (topic.Mentions.At(decay, Decay.FiveMinutes, tick) >= options.MinMentions
            || topic.Mentions.At(decay, Decay.QuarterHour, tick) >= QuarterHourMentions * options.MinMentions
            || topic.Mentions.At(decay, Decay.Hour, tick) >= HourMentions * options.MinMentions);

    public Judgement Judge(in TopicState topic, in StreamReading now)
    {
        double minute = topic.Mentions.At(decay, Decay.OneMinute, now.Tick);
        double recent = topic.Mentions.At(decay, Decay.FiveMinutes, now.Tick);
        double quarter = topic.Mentions.At(decay, Decay.QuarterHour, now.Tick);
        double hour = topic.Mentions.At(decay, Decay.Hour, now.Tick);
        double day = Baseline(topic.Mentions, now, Decay.Day);
        double baseline = Math.Max(day, Baseline(topic.Mentions, now, Decay.SixHours));
        double volume = Math.Clamp(now.VolumeRatio, MinVolumeRatio, MaxVolumeRatio);
        double prior = options.PriorShare * now.PerMinute;
        Usual usual = Seasonal(topic.Season, now, baseline * volume, day);
        double expected = usual.Now + prior;
        double voices = Voices(topic, now, hour);
        double minutesSeen = now.TicksCounted / _ticksPerMinute;

        double surprise = Surprise(recent, expected * now.WindowMinutes(Decay.FiveMinutes), usual.Dispersion);
        bool trends = false;
        if (minutesSeen >= options.WarmUpMinutes)
        {
            trends = Stands(recent, expected * now.WindowMinutes(Decay.FiveMinutes), 1, usual.Dispersion, ref surprise)
                | Stands(minute * OwnWords(topic), expected * now.WindowMinutes(Decay.OneMinute), 1, usual.Dispersion, ref surprise)
                | Stands(quarter, expected * now.WindowMinutes(Decay.QuarterHour), QuarterHourMentions, usual.Dispersion, ref surprise);
            if (minutesSeen >= ClimbWarmUpMinutes)
                trends |= Stands(hour, (usual.Hour + prior) * now.WindowMinutes(Decay.Hour), HourMentions, usual.Dispersion, ref surprise);
        }

        bool lives = Math.Max(recent / now.WindowMinutes(Decay.FiveMinutes), quarter / now.WindowMinutes(Decay.QuarterHour)) >= LiveRatio * expected;
        return new Judgement(
            trends && lives && voices >= options.MinVoices,
            recent / now.WindowMinutes(Decay.FiveMinutes),
            Latest(minute, now.WindowMinutes(Decay.OneMinute), recent / now.WindowMinutes(Decay.FiveMinutes)),
            baseline,
            expected,
            surprise,
            voices,
            hour,
            minutesSeen >= options.WarmUpMinutes ? OnsetOdds.Probability(recent, expected * now.WindowMinutes(Decay.FiveMinutes), surprise, voices) : 0);
    }

    /// <summary>Share of mentions in words of one's own. One post that travels fills a minute by itself, and is no outburst of many people.</summary>
    private static double OwnWords(in TopicState topic) => Math.Max(0, 1 - topic.Shares.Reposts - topic.Shares.Copies);

    private static double Latest(double count, double windowMinutes, double perMinute) =>
        perMinute > 0 ? (count + LatestPrior) / (windowMinutes + (LatestPrior / perMinute)) : 0;

    /// <summary>What is usual: mentions a minute now and over the last hour, without the prior, and how much its counts scatter.</summary>
    private readonly record struct Usual(double Now, double Hour, double Dispersion);

    /// <summary>
    /// A topic that has days behind it is compared with the same hour of them. That may raise what is expected at once; it may lower it, for a burst in the topic's own quiet
    /// hours, when a week was seen, and to half at the most: a few quiet hours are weak evidence.
    /// </summary>
    private Usual Seasonal(SeasonalProfile? season, in StreamReading now, double recentPast, double day)
    {
        double present = season?.PerMinute(now.Hour) ?? double.NaN;
        if (double.IsNaN(present))
            return new Usual(recentPast, day, options.Dispersion);
        double before = season!.PerMinute(now.Hour - 1);
        double floor = season.DaysSeen((long)now.Hour) >= DaysToLower ? LeastOfPast : 1;
        return new Usual(
            Math.Max(present, floor * recentPast),
            Math.Max(Math.Max(present, double.IsNaN(before) ? present : before), floor * day),
            season.Dispersion);
    }

    /// <summary>
    /// The usual rate, from the past without the last hour: a decayed sum less the one-hour sum weighs events by e^(−λt) − e^(−μt), which is nothing
    /// now and most some hours ago, so that an event does not raise its own baseline. A young stream has no such past: there the whole sum counts too.
    /// </summary>
    private double Baseline(in DecayedCounts mentions, in StreamReading now, int halfLife)
    {
        double whole = mentions.At(decay, halfLife, now.Tick);
        double pastMinutes = now.WindowMinutes(halfLife) - now.WindowMinutes(Decay.Hour);
        double past = pastMinutes > 0 ? Math.Max(0, whole - mentions.At(decay, Decay.Hour, now.Tick)) / pastMinutes : 0;
        return pastMinutes >= MinPastMinutes ? past : Math.Max(past, whole / now.WindowMinutes(halfLife));
    }

    /// <summary>True when a count stands out in its window; then its surprise counts for the topic if it is the largest.</summary>
    private bool Stands(double count, double expected, double mentions, double dispersion, ref double surprise)
    {
        double own = Surprise(count, expected, dispersion);
        bool stands = count >= mentions * options.MinMentions && own >= options.MinSurprise && count >= options.MinRatio * expected;
        if (stands)
            surprise = Math.Max(surprise, own);
        return stands;
    }

    private static double Surprise(double count, double expected, double dispersion)
    {
        double spread = dispersion * expected;
        return (count - expected) / Math.Sqrt(expected + (spread * spread) + 1);
    }

    /// <summary>Known authors by the sketch; mentions without a known author count as voices unless they are copies or reposts.</summary>
    private double Voices(in TopicState topic, in StreamReading now, double hour)
    {
        long generation = (long)(now.Tick / _ticksPerMinute * 60) / AuthorSketch.GenerationSeconds;
        double unknown = topic.Shares.UnknownAuthors;
        double anonymous = hour * unknown * Math.Max(0, 1 - topic.Shares.Copies - topic.Shares.Reposts);
        return topic.Authors.Estimate(generation) + anonymous;
    }
}
