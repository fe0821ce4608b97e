using RtmPipeline.Opportunities;
using RtmPipeline.Trends;

namespace RtmPipeline.Alerts;

/// <summary>Tells whether there is still time to act on what would be raised.</summary>
internal static class RaiseTiming
{
    /// <summary>Minutes that the recent mentions stand for: their decay has a half-life of an hour, so a steady rate adds up over 60/ln 2 minutes.</summary>
    private const double RecentMinutes = 86.6;

    /// <summary>
    /// A hold and a threat are never too late. A wave to reinforce fades, but must leave time. An opportunity must leave time, must not fade yet, and
    /// enough of it must still be to come.
    /// </summary>
    public static bool IsInTime(AlertKind kind, Opportunity opportunity, long now, AlertLimits limits, double minRemainingShare)
    {
        if (!HasDeadline(kind))
            return true;
        bool leavesTime = opportunity.Lead.ActBefore > now && opportunity.Lead.ActBefore - now >= limits.MinSecondsToAct * 1000L;
        return leavesTime
            && (kind == AlertKind.Reinforce || (opportunity.Lead.Phase < TrendPhase.Fading && RemainingShare(opportunity.Lead) >= minRemainingShare));
    }

    /// <summary>True for what can only be acted on until a time; the others last as long as their event.</summary>
    public static bool HasDeadline(AlertKind kind) => kind is AlertKind.Opportunity or AlertKind.Reinforce;

    /// <summary>
    /// Of the mentions beyond the expected ones that came lately and are forecast for the longest horizon, the share still to come, in [0, 1].
    /// In favour of raising, the forecast is taken at the upper end of its 50 % interval; a past longer than the decay counts less and less.
    /// </summary>
    public static double RemainingShare(TopicSnapshot lead)
    {
        TopicForecast far = lead.Forecast[^1];
        double past = Math.Max(0, lead.RecentMentions - (lead.ExpectedPerMinute * RecentMinutes));
        double remaining = Math.Max(0, Math.Max(far.Total, far.TotalHigh50) - (lead.ExpectedPerMinute * far.HorizonMinutes));
        return past + remaining > 0 ? Math.Round(remaining / (past + remaining), 6) : 1;
    }
}
