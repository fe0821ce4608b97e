namespace RtmPipeline.Trends.Growth;

/// <summary>Counts of a cascade and of shares at an age.</summary>
internal static class GrowthCounts
{
    /// <summary>Reposts up to an age; the post itself is none.</summary>
    public static double At(Cascade cascade, TimeSpan observed) => Math.Max(0, cascade.Seconds.Count(s => s <= observed.TotalSeconds) - 1);

    public static double At(ShareSeries shares, TimeSpan observed)
    {
        int after = Array.FindIndex(shares.Seconds, s => s > observed.TotalSeconds);
        int last = (after < 0 ? shares.Seconds.Length : after) - 1;
        return last < 0 ? 0 : shares.Cumulative[last];
    }

    public static double FinalOf(Cascade cascade) => Math.Max(0, cascade.Seconds.Length - 1);

    public static double FinalOf(ShareSeries shares) => shares.Cumulative.Length == 0 ? 0 : shares.Cumulative[^1];
}
