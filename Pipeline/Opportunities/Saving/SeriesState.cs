using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>A brand's series of complaints as bytes: what of a topic's state it uses. It has no key, no name and no place in a table.</summary>
internal static class SeriesState
{
    public static void Write(StateWriter to, in TopicState series)
    {
        Whole.Write(to, series.Mentions);
        Whole.Write(to, series.Shares);
        Whole.Write(to, series.Authors);
        to.Long(series.FirstTick);
        to.Bool(series.Season is not null);
        series.Season?.Save(to);
    }

    public static TopicState Read(StateReader from, double dispersion)
    {
        TopicState series = default;
        Whole.Read(from, out series.Mentions);
        Whole.Read(from, out series.Shares);
        Whole.Read(from, out series.Authors);
        series.FirstTick = from.Long();
        if (from.Bool())
        {
            series.Season = new SeasonalProfile(0, dispersion);
            series.Season.Load(from);
        }

        return series;
    }
}
