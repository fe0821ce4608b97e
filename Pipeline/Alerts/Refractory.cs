using RtmPipeline.Opportunities;
using RtmPipeline.Posts;

namespace RtmPipeline.Alerts;

/// <summary>Tells whether an event that had an incident must rest before it has another.</summary>
internal static class Refractory
{
    /// <summary>
    /// 1 A tragedy that goes on is not news to a team that was told to hold: only a clear rise of its severity is, whenever it comes.
    /// 2 A hold never waits for the end of another kind's rest.
    /// 3 After a hold nothing else is raised within the refractory time, however large.
    /// 4 Nor is what the team turned down, but for a tragedy where that was none.
    /// 5 Otherwise a wave within the refractory time must be clearly larger: by severity, or by the rate of its busiest topic.
    /// </summary>
    public static bool Holds(Incident last, AlertKind kind, Opportunity opportunity, long now, AlertOptions options)
    {
        bool isRefused = last.Decision is { Verdict: DecisionVerdict.Reject } && now - last.EndedAt < options.RefractoryHours * 3_600_000L;
        bool isWorse = Rounded.Of(opportunity.Severity) >= last.HighestSeverity + options.EscalationSeverity;
        if (kind == AlertKind.Hold)
            return last.Kind == AlertKind.Hold && (isRefused || !isWorse);
        if (now - last.EndedAt >= options.RefractoryHours * 3_600_000L)
            return false;
        if (isRefused || last.Kind == AlertKind.Hold)
            return true;
        return !isWorse && PeakOf(opportunity) < options.SecondWaveRatio * last.PeakPerMinute;
    }

    /// <summary>Rate of the event's busiest topic: the topic that leads may change its name, which makes no wave.</summary>
    public static double PeakOf(Opportunity opportunity)
    {
        double peak = opportunity.Lead.PerMinute;
        foreach (EventTopic topic in opportunity.Topics)
            peak = Math.Max(peak, topic.Snapshot.PerMinute);
        return Rounded.Of(peak);
    }
}
