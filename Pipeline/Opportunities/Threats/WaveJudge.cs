using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>How what is said against a brand stands at one tick.</summary>
/// <param name="Judgement">Rates, surprise and people of the negative posts; <see cref="Judgement.Trends"/> says that a wave begins.</param>
/// <param name="NegativeShare">Share of negative posts among those that name the brand, over a quarter of an hour.</param>
/// <param name="Lives">True while the rate is clearly above the expected one.</param>
internal readonly record struct WaveReading(Judgement Judgement, double NegativeShare, bool Lives);

/// <summary>Decides whether what is said against a brand is out of the ordinary for it: in volume, in share, and in number of people.</summary>
/// <remarks>
/// As <see cref="TopicJudge"/> does for topics: decayed counts in windows of minutes, a quarter of an hour and an hour are compared with the brand's own past (without the last hour,
/// and at the same hour of the week) in standard deviations of an over-dispersed count. Three things differ. A brand is one series and not one of 200,000, so less surprise is needed. The
/// expectation does not follow the stream's volume: the night that fills the stream is no reason to expect complaints. And the share counts too: a wave of applause brings some
/// complaints along, so the negative share in the window must reach a floor and must not be below the usual one by more than chance.
/// </remarks>
internal sealed class WaveJudge(ThreatOptions options, Decay decay)
{
    /// <summary>A longer window gathers more by chance, so it needs more people.</summary>
    private const double QuarterHourPeople = 1.5;
    private const double HourPeople = 3;

    /// <summary>Minutes of past, beyond the last hour, that a rate is taken over at the least.</summary>
    private const double MinPastMinutes = 10;

    /// <summary>A wave whose rates fall below this many times what is expected is over.</summary>
    private const double LiveRatio = 1.5;

    /// <summary>Posts that a brand's usual negative share is worth before any is known, and what it is then: about one post in four has a complaint.</summary>
    private const double PriorPosts = 10;
    private const double PriorShare = 0.25;

    /// <summary>
    /// The share that an event is held against: a brand of which nothing is known may be one that people write to when something is wrong, as with airlines, so it is taken to be
    /// complained of in half of its posts.
    /// </summary>
    public double UsualShareForEvents(in TopicState complaints, in DecayedCounts named, in StreamReading now) =>
        UsualShare(complaints, named, now, 0.5, MinPastPosts);

    /// <summary>Posts naming the brand, more than an hour old, without which its usual share says nothing.</summary>
    private const double MinPastPosts = 30;

    /// <summary>Days of a brand's own profile from which it may lower what is expected, and to what part of the recent past: three times the same hour are a pattern.</summary>
    private const int DaysToLower = 3;
    private const double LeastOfPast = 0.5;

    /// <summary>Hours whose usual rates make what is expected of the hour's window; each weighs half of the one after it, as its mentions do.</summary>
    private const int HoursOfWindow = 3;

    /// <summary>Mentions a minute that are expected of a brand never spoken of: one in some three hours, so that ratios stay finite.</summary>
    private const double LeastExpected = 0.005;

    public WaveReading Judge(in TopicState complaints, in DecayedCounts named, in StreamReading now, int tickSeconds)
    {
        double usualShare = UsualShare(complaints, named, now);
        double day = Past(complaints.Mentions, now, Decay.Day);
        double past = Math.Max(day, Past(complaints.Mentions, now, Decay.SixHours));
        (double expected, double expectedHour, double dispersion) = Expected(complaints.Season, now, past, day);
        double minutesSeen = now.TicksCounted * tickSeconds / 60.0;
        bool isWarm = minutesSeen >= options.WarmUpHours * 60.0;
        bool knowsShare = named.At(decay, Decay.Day, now.Tick) - named.At(decay, Decay.Hour, now.Tick) >= MinPastPosts;

        double surprise = double.NegativeInfinity;
        bool stands = false;
        for (int window = Decay.FiveMinutes; window <= Decay.Hour; window++)
        {
            double count = complaints.Mentions.At(decay, window, now.Tick);
            double usual = (window == Decay.Hour ? expectedHour : expected) * now.WindowMinutes(window);
            double own = Surprise(count, usual, dispersion);
            surprise = Math.Max(surprise, own);
            double posts = Math.Max(count, named.At(decay, window, now.Tick));
            double share = posts > 0 ? count / posts : 0;
            double shareError = Math.Sqrt(usualShare * (1 - usualShare) / Math.Max(1, posts));
            stands |= count >= PeopleNeeded(window) && own >= options.MinSurprise && count >= options.MinRatio * usual
                && share >= options.MinNegativeShare && share >= usualShare - shareError
                && (isWarm || (knowsShare && share >= usualShare + (options.MinSurprise * shareError)));
        }

        double recent = complaints.Mentions.At(decay, Decay.FiveMinutes, now.Tick) / now.WindowMinutes(Decay.FiveMinutes);
        double quarter = complaints.Mentions.At(decay, Decay.QuarterHour, now.Tick) / now.WindowMinutes(Decay.QuarterHour);
        double quarterNamed = named.At(decay, Decay.QuarterHour, now.Tick) / now.WindowMinutes(Decay.QuarterHour);
        double hour = complaints.Mentions.At(decay, Decay.Hour, now.Tick);
        double voices = Voices(complaints, now, hour, tickSeconds);
        bool lives = Math.Max(recent, quarter) >= LiveRatio * expected;
        var judgement = new Judgement(
            stands && lives && voices >= options.MinPeople,
            recent,
            recent,
            past,
            expected,
            surprise,
            voices,
            hour,
            OnsetOdds.Probability(complaints.Mentions.At(decay, Decay.FiveMinutes, now.Tick), expected * now.WindowMinutes(Decay.FiveMinutes), surprise, voices));
        return new WaveReading(judgement, quarterNamed > 0 ? Math.Clamp(quarter / quarterNamed, 0, 1) : 0, lives);
    }

    /// <summary>The brand's negative share over days, without the last hour. What is not known yet is taken from a prior.</summary>
    /// <param name="complaints">Negative posts.</param>
    /// <param name="named">All posts that name the brand.</param>
    /// <param name="now">The stream.</param>
    /// <param name="priorShare">Share before anything is known.</param>
    /// <param name="priorPosts">Posts that it weighs as much as.</param>
    public double UsualShare(in TopicState complaints, in DecayedCounts named, in StreamReading now, double priorShare = PriorShare, double priorPosts = PriorPosts)
    {
        double negative = complaints.Mentions.At(decay, Decay.Day, now.Tick) - complaints.Mentions.At(decay, Decay.Hour, now.Tick);
        double all = named.At(decay, Decay.Day, now.Tick) - named.At(decay, Decay.Hour, now.Tick);
        return Math.Clamp((Math.Max(0, negative) + (priorPosts * priorShare)) / (Math.Max(0, all) + priorPosts), 0.01, 0.99);
    }

    private double PeopleNeeded(int window) => options.MinPeople * (window == Decay.Hour ? HourPeople : window == Decay.QuarterHour ? QuarterHourPeople : 1);

    /// <summary>Mentions a minute expected now, those of an hour's window, and how much counts scatter; see <see cref="TopicJudge"/>.</summary>
    private (double Now, double Hour, double Dispersion) Expected(SeasonalProfile? season, in StreamReading now, double past, double day)
    {
        double present = season?.PerMinute(now.Hour) ?? double.NaN;
        if (double.IsNaN(present))
            return (Math.Max(past, LeastExpected), Math.Max(day, LeastExpected), options.Dispersion);
        double floor = season!.DaysSeen((long)now.Hour) >= DaysToLower ? LeastOfPast : 1;
        return (
            Math.Max(Math.Max(present, floor * past), LeastExpected),
            Math.Max(Math.Max(OverHour(season, now.Hour), floor * day), LeastExpected),
            season.Dispersion);
    }

    /// <summary>Usual mentions a minute over an hour's decayed window.</summary>
    private static double OverHour(SeasonalProfile season, double hour)
    {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < HoursOfWindow; i++)
        {
            double usual = season.PerMinute(hour - i);
            if (double.IsNaN(usual))
                continue;
            double weight = 1.0 / (1 << i);
            sum += weight * usual;
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>
    /// The usual rate from the past without the last hour. A stream younger than that has none: there the share, or an event, must show that something is wrong, and the wave itself must
    /// not be taken for what is usual.
    /// </summary>
    private double Past(in DecayedCounts mentions, in StreamReading now, int halfLife)
    {
        double past = mentions.At(decay, halfLife, now.Tick) - mentions.At(decay, Decay.Hour, now.Tick);
        return Math.Max(0, past) / Math.Max(MinPastMinutes, now.WindowMinutes(halfLife) - now.WindowMinutes(Decay.Hour));
    }

    private static double Surprise(double count, double expected, double dispersion)
    {
        double spread = dispersion * expected;
        return Math.Round((count - expected) / Math.Sqrt(expected + (spread * spread) + 1), 9);
    }

    private static double Voices(in TopicState complaints, in StreamReading now, double hour, int tickSeconds)
    {
        long generation = now.Tick * tickSeconds / AuthorSketch.GenerationSeconds;
        double anonymous = hour * complaints.Shares.UnknownAuthors * Math.Max(0, 1 - complaints.Shares.Copies - complaints.Shares.Reposts);
        return complaints.Authors.Estimate(generation) + anonymous;
    }
}
