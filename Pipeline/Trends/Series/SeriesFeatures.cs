namespace RtmPipeline.Trends.Series;

/// <summary>
/// Names and order of what the forecast of a series looks at. Rates are named by their half-life in horizons; ratios are natural logs;
/// "quiet" ones are for bursts where little was before, the less of them the fewer counts the last horizon brought. All but the level are free of the unit of time, so one model serves every horizon.
/// </summary>
internal static class SeriesFeatures
{
    /// <summary>Indices that others ask for.</summary>
    public const int PresentContrast = 2;
    public const int HorizonContrast = 4;
    public const int SlowContrast = 6;
    public const int Youth = 17;
    public const int InBurst = 18;
    public const int BurstFourHorizons = 20;
    public const int QuietFourHorizons = 24;

    public static int Count => Names.Count;

    public static IReadOnlyList<string> Names { get; } =
    [
        "one",
        "rate_12th_over_4th",
        "rate_12th_over_4th_reliable",
        "rate_4th_over_1",
        "rate_4th_over_1_reliable",
        "rate_1_over_4",
        "rate_1_over_4_reliable",
        "rate_4_over_24",
        "rate_24_over_168",
        "last_horizon_over_rate_1",
        "median_part_over_last_horizon",
        "day_ago_over_present",
        "week_ago_over_present",
        "season_ahead_over_now",
        "level",
        "rate_1_over_24_if_above",
        "rate_12th_over_1_if_above",
        "youth",
        "burst",
        "burst_within_1",
        "burst_within_4",
        "burst_peak_over_present",
        "burst_rise_within_2",
        "quiet_within_1",
        "quiet_within_4",
        "quiet_rise_within_2",
        "quiet_peak_over_present_within_4",
        "quiet_rate_12th_over_1_within_4",
        "quiet_rate_4th_over_1_within_4",
    ];
}
