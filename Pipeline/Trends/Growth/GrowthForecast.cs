namespace RtmPipeline.Trends.Growth;

/// <summary>What a cascade or a share count has now, and what it is expected to have at the horizon. Intervals are nested and never below what was observed.</summary>
/// <param name="ObservedCount">Reposts or shares so far.</param>
/// <param name="Final">Middle estimate.</param>
/// <param name="Low50">25 % quantile.</param>
/// <param name="High50">75 % quantile.</param>
/// <param name="Low90">5 % quantile.</param>
/// <param name="High90">95 % quantile.</param>
internal readonly record struct GrowthForecast(double ObservedCount, double Final, double Low50, double High50, double Low90, double High90)
{
    /// <summary>Nothing more is to come: the horizon has passed.</summary>
    public static GrowthForecast Over(double count) => new(count, count, count, count, count, count);
}
