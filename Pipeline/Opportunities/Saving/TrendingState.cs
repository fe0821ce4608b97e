using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>What is remembered of a wave's rates as bytes.</summary>
internal static class TrendingState
{
    public static void Write(StateWriter to, TrendingTopic trending)
    {
        to.Int(trending.Slot);
        to.Long(trending.OnsetTick);
        to.Long(trending.BegunTick);
        to.Double(trending.BaselinePerMinute);
        to.Double(trending.FirstPerMinute);
        to.Bool(trending.AtUsualHour);
        to.Double(trending.PeakPerMinute);
        to.Double(trending.PeakQuarterHour);
        to.Long(trending.PeakTick);
        to.Long(trending.PeakQuarterHourTick);
        to.Byte((byte)trending.Phase);
    }

    /// <summary>Members are given in the order in which they were written.</summary>
    public static TrendingTopic Read(StateReader from) => new()
    {
        Slot = from.Int(),
        OnsetTick = from.Long(),
        BegunTick = from.Long(),
        BaselinePerMinute = from.Double(),
        FirstPerMinute = from.Double(),
        AtUsualHour = from.Bool(),
        PeakPerMinute = from.Double(),
        PeakQuarterHour = from.Double(),
        PeakTick = from.Long(),
        PeakQuarterHourTick = from.Long(),
        Phase = from.OneOf<TrendPhase>(from.Byte()),
    };
}
