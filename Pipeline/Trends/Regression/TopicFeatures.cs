namespace RtmPipeline.Trends.Regression;

/// <summary>Names and order of what the regression looks at.</summary>
internal static class TopicFeatures
{
    public const int Count = 11;

    /// <summary>Index of the feature that holds log(1 + mentions in the last quarter hour): how much evidence there is.</summary>
    public const int LevelIndex = 4;

    /// <summary>Mentions added to each decayed sum before a log is taken, so that silence has a finite log.</summary>
    public const double Smoothing = 0.3;

    public static IReadOnlyList<string> Names { get; } =
    [
        "log_rate_1m_over_5m",
        "log_rate_5m_over_15m",
        "log_rate_15m_over_1h",
        "log_rate_1h_over_6h",
        "log_mentions_15m",
        "repost_share",
        "copy_share",
        "news_share",
        "voices_per_mention",
        "log_age_minutes",
        "log_stream_rate_5m_over_6h",
    ];

    /// <summary>Natural logs of the ratio of two rates, each smoothed by a fraction of a mention.</summary>
    public static double LogRatio(double fastSum, double fastWindow, double slowSum, double slowWindow) =>
        Math.Log((fastSum + Smoothing) / fastWindow) - Math.Log((slowSum + Smoothing) / slowWindow);
}
