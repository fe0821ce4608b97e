namespace RtmPipeline.Trends.Growth;

/// <summary>
/// What the regression looks at in a cascade. Few on purpose: cascades to learn from are few. Followers of the largest reposter, their sum, further fractions of
/// the time and the time of day by itself added nothing to these on cascades left out.
/// </summary>
internal static class CascadeFeatures
{
    public const int Count = 7;

    /// <summary>Index of the log of one plus the reposts.</summary>
    public const int LogCountIndex = 0;

    /// <summary>Added to followers of the author before the log, so that the few people with hardly any are no outliers.</summary>
    private const double FollowerSmoothing = 1000;

    private const double LateShare = 1.0 / 6;

    public static IReadOnlyList<string> Names { get; } =
    [
        "log_reposts",
        "log_lived_time_over_time",
        "log_share_in_last_half",
        "log_share_in_last_sixth",
        "log_self_exciting_growth",
        "log_author_followers",
        "author_followers_apart_from_usual",
    ];

    /// <param name="cascade">Only what happened up to <paramref name="now"/> is looked at.</param>
    /// <param name="clock">Time of the audience.</param>
    /// <param name="usualAuthor">Log of the usual author's followers, the reference of the last feature and the stand-in where the author's are unknown.</param>
    /// <param name="now">Seconds since the post, above 0.</param>
    /// <param name="horizon">Seconds since the post.</param>
    public static GrowthPoint Of(Cascade cascade, DailyClock clock, double usualAuthor, double now, double horizon)
    {
        int events = cascade.EventsAt(now);
        double[] lived = new double[events];
        for (int i = 0; i < events; i++)
            lived[i] = clock.Elapsed(cascade.StartDays, cascade.Seconds[i]);
        double livedNow = clock.Elapsed(cascade.StartDays, now);
        double[] followers = Known(cascade, events, usualAuthor);
        var state = SelfExcitingState.Of(lived, followers, events, livedNow, clock.Elapsed(cascade.StartDays, horizon));
        int reposts = events - 1;
        double growth = Math.Log(1 + (state.FirstGeneration / (reposts + 0.5)));
        double logCount = Math.Log(1 + reposts);
        double author = LogFollowers(followers[0]);
        double[] features =
        [
            logCount,
            Math.Log(livedNow / now),
            LogShareSince(lived, livedNow / 2),
            LogShareSince(lived, livedNow * (1 - LateShare)),
            growth,
            author,
            Math.Abs(author - usualAuthor),
        ];
        return new GrowthPoint(reposts, logCount + growth, features);
    }

    public static double LogFollowers(double followers) => Math.Log(followers + FollowerSmoothing);

    /// <summary>Unknown reposters count as the middle of the known ones, an unknown author as the usual one.</summary>
    private static double[] Known(Cascade cascade, int events, double usualAuthor)
    {
        double[] followers = cascade.Followers[..events];
        if (!followers.Any(double.IsNaN))
            return followers;
        double[] known = [.. followers.Skip(1).Where(f => !double.IsNaN(f)).Order()];
        double middle = known.Length > 0 ? known[known.Length / 2] : Cascade.TypicalFollowers;
        for (int i = 0; i < events; i++)
        {
            if (double.IsNaN(followers[i]))
                followers[i] = i == 0 ? Math.Max(0, Math.Exp(usualAuthor) - FollowerSmoothing) : middle;
        }

        return followers;
    }

    /// <summary>Log of the share of the reposts after a time.</summary>
    private static double LogShareSince(double[] lived, double since)
    {
        int late = 0;
        for (int i = lived.Length - 1; i > 0 && lived[i] > since; i--)
            late++;
        return Math.Log((late + 1) / (lived.Length + 0.5));
    }
}
