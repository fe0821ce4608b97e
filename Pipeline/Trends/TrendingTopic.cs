using RtmPipeline.State;

namespace RtmPipeline.Trends;

/// <summary>What is remembered of a topic while it trends.</summary>
internal sealed class TrendingTopic
{
    public required int Slot { get; init; }

    public required long OnsetTick { get; init; }

    /// <summary>Tick at which it was put on the list: its onset, or a later one when it ended and came back.</summary>
    public long BegunTick { get; init; }

    public required double BaselinePerMinute { get; init; }

    /// <summary>Mentions a minute when it began to trend.</summary>
    public required double FirstPerMinute { get; init; }

    /// <summary>True when it began at an hour of the day at which the topic usually is large.</summary>
    public bool AtUsualHour { get; init; }

    /// <summary>Highest rates so far, at the 5- and 15-minute half-lives.</summary>
    public double PeakPerMinute { get; set; }

    public double PeakQuarterHour { get; set; }

    public long PeakTick { get; set; }

    /// <summary>When the quarter-hour rate was highest.</summary>
    public long PeakQuarterHourTick { get; set; }

    public TrendPhase Phase { get; set; }

    public void Save(StateWriter to)
    {
        ReadOnlySpan<long> ticks = [OnsetTick, BegunTick, PeakTick, PeakQuarterHourTick];
        ReadOnlySpan<double> rates = [BaselinePerMinute, FirstPerMinute, PeakPerMinute, PeakQuarterHour];
        to.Int(Slot);
        to.Values(ticks);
        to.Values(rates);
        to.Bool(AtUsualHour);
        to.Byte((byte)Phase);
    }

    /// <exception cref="StateFormatException">It is no trending topic.</exception>
    public static TrendingTopic Read(StateReader from)
    {
        Span<long> ticks = stackalloc long[4];
        Span<double> rates = stackalloc double[4];
        int slot = from.Int();
        from.ValuesInto(ticks);
        from.ValuesInto(rates);
        return new TrendingTopic
        {
            Slot = slot,
            OnsetTick = ticks[0],
            BegunTick = ticks[1],
            PeakTick = ticks[2],
            PeakQuarterHourTick = ticks[3],
            BaselinePerMinute = rates[0],
            FirstPerMinute = rates[1],
            PeakPerMinute = rates[2],
            PeakQuarterHour = rates[3],
            AtUsualHour = from.Bool(),
            Phase = from.OneOf<TrendPhase>(from.Byte()),
        };
    }
}
