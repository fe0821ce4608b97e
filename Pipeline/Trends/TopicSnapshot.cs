using RtmPipeline.Posts.Text;

namespace RtmPipeline.Trends;

/// <summary>Where a trending topic is in its life.</summary>
internal enum TrendPhase : byte
{
    Emerging,
    Growing,
    Peaking,
    Fading,
    Over,
}

/// <summary>Forecast of one horizon. Rates are at the horizon's end, totals from now until then; never negative. Low and high are the ends of the 90 % interval.</summary>
internal readonly record struct TopicForecast(
    int HorizonMinutes, double PerMinute, double Low, double High, double TotalLow, double Total, double TotalHigh)
{
    /// <summary>Ends of the 50 % interval of the total; inside those of the 90 % one.</summary>
    public double TotalLow50 { get; init; }

    public double TotalHigh50 { get; init; }
}

/// <summary>A trending topic at one tick. Immutable.</summary>
internal sealed record TopicSnapshot
{
    public required int Slot { get; init; }

    /// <summary>Tells this use of the slot from others.</summary>
    public required int Generation { get; init; }

    public required ulong Key { get; init; }

    public required TopicKind Kind { get; init; }

    public required string Label { get; init; }

    public required string StableKey { get; init; }

    /// <summary>Stream time of the first counted mention, unix milliseconds.</summary>
    public required long FirstSeen { get; init; }

    /// <summary>Stream time of the tick at which it began to trend.</summary>
    public required long OnsetAt { get; init; }

    public required TrendPhase Phase { get; init; }

    /// <summary>Mentions a minute now (5-minute half-life).</summary>
    public required double PerMinute { get; init; }

    /// <summary>Mentions a minute in the newest minute, as far as so few say: an outburst shows here first.</summary>
    public double LatestPerMinute { get; init; }

    /// <summary>Usual mentions a minute, as known when it began to trend.</summary>
    public required double BaselinePerMinute { get; init; }

    /// <summary>Mentions a minute expected now from its past, the stream's volume and the prior.</summary>
    public required double ExpectedPerMinute { get; init; }

    /// <summary>Distance from the expected count, in standard deviations of an over-dispersed count.</summary>
    public required double Surprise { get; init; }

    /// <summary>Probability that a trend has begun that lasts, 0 to 1.</summary>
    public double OnsetProbability { get; init; }

    /// <summary>Velocity: log growth an hour, measured now.</summary>
    public required double GrowthLogPerHour { get; init; }

    /// <summary>Highest rate so far and when it was.</summary>
    public required double PeakPerMinute { get; init; }

    /// <summary>Expected time of the peak; the time it was, when it is past.</summary>
    public required long PeakAt { get; init; }

    /// <summary>The time by which half of the remaining mentions will have come.</summary>
    public required long ActBefore { get; init; }

    /// <summary>Minutes from the peak until the rate has halved: as measured once it is past, as forecast before.</summary>
    public double HalfLifeMinutes { get; init; }

    /// <summary>By horizon, shortest first; at least one.</summary>
    public required TopicForecast[] Forecast { get; init; }

    /// <summary>The forecast of the longest horizon up to an hour: the reach that people can still act on.</summary>
    public TopicForecast WithinAnHour
    {
        get
        {
            int at = Array.FindLastIndex(Forecast, f => f.HorizonMinutes <= 60);
            return at >= 0 ? Forecast[at] : Forecast.FirstOrDefault();
        }
    }

    /// <summary>Distinct authors of words of their own lately (no reposts, no copies), estimated; originals where authors are unknown.</summary>
    public required double Voices { get; init; }

    /// <summary>Mentions over the same time as the voices (one-hour half-life).</summary>
    public required double RecentMentions { get; init; }

    public required double RepostShare { get; init; }

    public required double CopyShare { get; init; }

    public required double NewsShare { get; init; }

    /// <summary>True when it began at an hour of the day at which the topic usually is large, as its past tells; false while too little past is known.</summary>
    public bool AtUsualHour { get; init; }
}

/// <summary>What Trends says at one tick.</summary>
/// <param name="BeforePost">Index of the post of the batch that the tick comes before.</param>
/// <param name="Time">Stream time of the tick, unix milliseconds.</param>
/// <param name="Topics">Trending topics, in the order in which they began.</param>
internal readonly record struct TickSnapshots(int BeforePost, long Time, IReadOnlyList<TopicSnapshot> Topics);

/// <summary>Trends' answer to one batch.</summary>
/// <param name="number">Its number.</param>
/// <param name="posts">Posts of the batch.</param>
/// <param name="terms">Terms of its posts, for room.</param>
internal sealed class TrendBatch(long number, int posts = 0, int terms = 0)
{
    public long Number { get; } = number;

    /// <summary>Slots of the topics of each post, one after the other.</summary>
    public List<int> Slots { get; } = new(terms);

    /// <summary>For each post, where its slots end in <see cref="Slots"/>.</summary>
    public List<int> SlotEnds { get; } = new(posts);

    public List<TickSnapshots> Ticks { get; } = [];
}
