namespace RtmPipeline.Trends.Regression;

/// <summary>Something a forecast looks at.</summary>
/// <param name="Name">As it stands in the model file.</param>
/// <param name="Centre">A usual value of it.</param>
/// <param name="Spread">How far it usually is from there: by both, learning in service sees all features on one scale, whatever the regression.</param>
internal sealed record TopicFeature(string Name, double Centre, double Spread);

/// <summary>What forecasts look at, in this order.</summary>
/// <remarks>
/// The first <see cref="FittedCount"/> are in the shipped regression. The rest differ between streams more than within one (a stream of reposts, a
/// sample of one event, another time zone), so a fit over a few recordings takes them for marks of the recording: they are learned in service only, where there is one stream.
/// </remarks>
internal static class TopicFeatures
{
    public const int Count = 20;

    /// <summary>Features that the shipped regression is fitted on: the first ones.</summary>
    public const int FittedCount = 12;

    /// <summary>Index of the feature that holds log(1 + mentions in the last quarter hour): how much evidence there is.</summary>
    public const int LevelIndex = 6;

    public const int AgeIndex = 10;
    public const int StreamIndex = 11;
    public const int RepostIndex = 12;

    /// <summary>Mentions added to each decayed sum before a log is taken, so that silence has a finite log.</summary>
    public const double Smoothing = 0.3;

    /// <summary>All of them; centres and spreads are rounded from the recordings that the shipped model was fitted on, for the last three from what posts usually carry.</summary>
    public static IReadOnlyList<TopicFeature> All { get; } =
    [
        new("log_rate_1m_over_5m", 0.67, 0.45),
        new("log_rate_5m_over_15m", 0.46, 0.36),
        new("log_rate_15m_over_1h", 0.76, 0.44),
        new("log_rate_1h_over_6h", 1.21, 0.58),
        new("log_rate_6h_over_24h", 0.8, 0.5),
        new("log_mentions_1m", 1, 0.6),
        new("log_mentions_15m", 2.36, 0.66),
        new("log_mentions_1h", 2.9, 0.8),
        new("copy_share", 0.11, 0.25),
        new("news_share", 0, 0.25),
        new("log_age_minutes", 5.1, 2.6),
        new("log_stream_rate_5m_over_6h", 0.94, 0.98),
        new("repost_share", 0.5, 0.45),
        new("voices_per_mention", 0.4, 0.4),
        new("log_share_of_stream", -3.5, 1.5),
        new("hour_sine", 0, 0.7),
        new("hour_cosine", 0, 0.7),
        new("reply_share", 0.1, 0.25),
        new("log_followers_per_mention", 4, 3),
        new("log_engagement_per_mention", 0.5, 1),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>Natural logs of the ratio of two rates, each smoothed by a fraction of a mention.</summary>
    public static double LogRatio(double fastSum, double fastWindow, double slowSum, double slowWindow) =>
        Math.Log((fastSum + Smoothing) / fastWindow) - Math.Log((slowSum + Smoothing) / slowWindow);
}
