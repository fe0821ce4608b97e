using RtmPipeline.Opportunities;

namespace RtmPipeline.Alerts;

/// <summary>Tells whether what an incident stands on has fallen away.</summary>
internal static class Ground
{
    private const string Authenticity = "authenticity";
    private const string Safety = "safety";

    /// <summary>Why the incident must be taken back; null while its ground holds. A hold stays: in doubt a brand keeps silent.</summary>
    public static EndReason? Lost(Incident incident, Opportunity opportunity, long now, double raiseScore, AlertOptions options)
    {
        if (incident.Kind == AlertKind.Hold)
            return null;
        if (IsTakenBack(opportunity, options))
            return EndReason.TakenBack;
        bool isYoung = now - incident.RaisedAt < options.YouthMinutes * 60_000L;
        bool isBelow = Rounded.Of(opportunity.Score) < raiseScore - options.HysteresisScore;
        return isYoung && isBelow && ScoreIfAuthentic(opportunity) >= raiseScore ? EndReason.NotAuthentic : null;
    }

    public static bool IsTakenBack(Opportunity opportunity, AlertOptions options) =>
        Rounded.Of(opportunity.TakenBackShare) >= options.MaxTakenBackShare;

    /// <summary>
    /// The score without the discount for authenticity: the points before it, less what safety takes after it. So an event that only grows quiet, which lowers other
    /// factors, is not called fake. 0 when the score has no such factor.
    /// </summary>
    private static double ScoreIfAuthentic(Opportunity opportunity)
    {
        double points = 0;
        double safety = 1;
        foreach (Factor factor in opportunity.Factors)
        {
            if (factor.Name == Authenticity)
                points = factor.Weight;
            else if (factor.Name == Safety)
                safety = factor.Value;
        }

        return Rounded.Of(points * safety);
    }
}
