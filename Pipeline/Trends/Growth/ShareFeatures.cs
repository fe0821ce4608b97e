namespace RtmPipeline.Trends.Growth;

/// <summary>What the regression looks at in a series of share counts.</summary>
internal static class ShareFeatures
{
    /// <summary>Log counts at which the line may bend: items with hardly a share, with some, with many.</summary>
    private static readonly double[] s_bends = [1, 2, 3.5];

    /// <summary>Last parts of the time whose shares are looked at.</summary>
    private static readonly double[] s_parts = [1.0 / 6, 1.0 / 3, 1.0 / 2];

    public static IReadOnlyList<string> Names { get; } =
    [
        "log_shares",
        "log_shares_beyond_2",
        "log_shares_beyond_6",
        "log_shares_beyond_32",
        "share_of_time_seen",
        "share_of_time_shared",
        "log_shares_when_first_seen",
        "log_shares_in_last_sixth",
        "log_shares_in_last_third",
        "log_shares_in_last_half",
        "share_of_time_since_last_share",
        "log_shares_by_time_seen",
        "log_shares_since_first_seen_by_time_seen",
    ];

    public static int Count => Names.Count;

    /// <param name="series">Only counts up to <paramref name="now"/> are looked at.</param>
    /// <param name="now">Seconds since publication, above 0.</param>
    public static GrowthPoint Of(ShareSeries series, double now)
    {
        int last = series.IndexAt(now);
        double count = series.CountAt(now);
        double log = Math.Log(1 + count);
        double first = last < 0 ? 0 : Math.Log(1 + series.Cumulative[0]);
        double seen = last < 0 ? 0 : 1 - (series.Seconds[0] / now);
        List<double> features = [log];
        foreach (double bend in s_bends)
            features.Add(Math.Max(0, log - bend));
        features.Add(seen);
        features.Add(last < 0 ? 0 : TimeShared(series, last, now));
        features.Add(first);
        foreach (double part in s_parts)
            features.Add(Math.Log(1 + count - series.CountAt(now * (1 - part))));
        features.Add(last < 0 ? 1 : TimeSinceShare(series, last, now));
        features.Add(log * seen);
        features.Add((log - first) * seen);
        return new GrowthPoint(count, log, [.. features]);
    }

    /// <summary>Share of the time since the first count above 0.</summary>
    private static double TimeShared(ShareSeries series, int last, double now)
    {
        int at = 0;
        while (at <= last && series.Cumulative[at] <= 0)
            at++;
        return at > last ? 0 : 1 - (series.Seconds[at] / now);
    }

    /// <summary>Share of the time since the count last rose, or was first taken.</summary>
    private static double TimeSinceShare(ShareSeries series, int last, double now)
    {
        int at = last;
        while (at > 0 && series.Cumulative[at - 1] == series.Cumulative[at])
            at--;
        return 1 - (series.Seconds[at] / now);
    }
}
