using RtmPipeline.Posts.Text;
using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>A reading of a topic as bytes.</summary>
internal static class SnapshotState
{
    private const int ForecastBytes = 4 + (8 * sizeof(double));

    public static void Write(StateWriter to, TopicSnapshot snapshot)
    {
        to.Int(snapshot.Slot);
        to.Int(snapshot.Generation);
        to.ULong(snapshot.Key);
        to.Byte((byte)snapshot.Kind);
        to.Text(snapshot.Label);
        to.Text(snapshot.StableKey);
        to.Long(snapshot.FirstSeen);
        to.Long(snapshot.OnsetAt);
        to.Byte((byte)snapshot.Phase);
        to.Double(snapshot.PerMinute);
        to.Double(snapshot.LatestPerMinute);
        to.Double(snapshot.BaselinePerMinute);
        to.Double(snapshot.ExpectedPerMinute);
        to.Double(snapshot.Surprise);
        to.Double(snapshot.OnsetProbability);
        to.Double(snapshot.GrowthLogPerHour);
        to.Double(snapshot.PeakPerMinute);
        to.Long(snapshot.PeakAt);
        to.Long(snapshot.ActBefore);
        to.Double(snapshot.HalfLifeMinutes);
        to.Double(snapshot.Voices);
        to.Double(snapshot.RecentMentions);
        to.Double(snapshot.RepostShare);
        to.Double(snapshot.CopyShare);
        to.Double(snapshot.NewsShare);
        to.Bool(snapshot.AtUsualHour);
        to.Int(snapshot.Forecast.Length);
        foreach (TopicForecast forecast in snapshot.Forecast)
        {
            to.Int(forecast.HorizonMinutes);
            to.Double(forecast.PerMinute);
            to.Double(forecast.Low);
            to.Double(forecast.High);
            to.Double(forecast.TotalLow);
            to.Double(forecast.Total);
            to.Double(forecast.TotalHigh);
            to.Double(forecast.TotalLow50);
            to.Double(forecast.TotalHigh50);
        }
    }

    /// <summary>Members are given in the order in which they were written.</summary>
    public static TopicSnapshot Read(StateReader from) => new()
    {
        Slot = from.Int(),
        Generation = from.Int(),
        Key = from.ULong(),
        Kind = from.OneOf<TopicKind>(from.Byte()),
        Label = from.NotNullText(),
        StableKey = from.NotNullText(),
        FirstSeen = from.Long(),
        OnsetAt = from.Long(),
        Phase = from.OneOf<TrendPhase>(from.Byte()),
        PerMinute = from.Double(),
        LatestPerMinute = from.Double(),
        BaselinePerMinute = from.Double(),
        ExpectedPerMinute = from.Double(),
        Surprise = from.Double(),
        OnsetProbability = from.Double(),
        GrowthLogPerHour = from.Double(),
        PeakPerMinute = from.Double(),
        PeakAt = from.Long(),
        ActBefore = from.Long(),
        HalfLifeMinutes = from.Double(),
        Voices = from.Double(),
        RecentMentions = from.Double(),
        RepostShare = from.Double(),
        CopyShare = from.Double(),
        NewsShare = from.Double(),
        AtUsualHour = from.Bool(),
        Forecast = ReadForecast(from),
    };

    private static TopicForecast[] ReadForecast(StateReader from)
    {
        var forecast = new TopicForecast[from.Count(ForecastBytes)];
        for (int i = 0; i < forecast.Length; i++)
        {
            forecast[i] = new TopicForecast(from.Int(), from.Double(), from.Double(), from.Double(), from.Double(), from.Double(), from.Double())
            {
                TotalLow50 = from.Double(),
                TotalHigh50 = from.Double(),
            };
        }

        return forecast;
    }
}
