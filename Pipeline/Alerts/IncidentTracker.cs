using RtmPipeline.Opportunities;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Alerts;

/// <summary>
/// Decides what is published of the scored events: one incident for each event and brand, raised once, revised for what matters, ended.
/// One writer; time is the tick's.
/// </summary>
/// <remarks>
/// Life of an incident, step by step:
/// 1 raised when the score (or, for a tragedy, the magnitude) first passes its threshold, while there is time to act;
/// 2 alerted when it passes the alert's;
/// 3 updated when score or time to act changed enough, and not too soon after the last time;
/// 4 escalated when severity rose clearly since the last alert: this always passes;
/// 5 peaked once, when the event fades;
/// 6 expired when the time to act is over or the event is.
/// </remarks>
internal sealed class IncidentTracker(AlertOptions options, IReadOnlyList<BrandProfile> brands)
{
    private readonly Dictionary<(string Founder, long Onset, int Brand), Incident> _incidents = [];
    private readonly IncidentWriter _writer = new(brands);

    /// <summary>Looks at one tick and appends what is to be published.</summary>
    public void Update(in TickOpportunities tick, List<IncidentRevision> into)
    {
        foreach (Opportunity opportunity in tick.Opportunities)
        {
            var key = (opportunity.EventFounder, opportunity.EventOnsetAt, opportunity.Brand);
            _incidents.TryGetValue(key, out Incident? incident);
            if (opportunity.Kind == OpportunityKind.Against)
                TakeBack(incident, opportunity, tick.Time, into);
            else if (incident is null || incident.Ended)
                Raise(key, incident, opportunity, tick.Time, into);
            else
                Revise(incident, opportunity, tick.Time, into);
        }
    }

    private void Raise(
        (string Founder, long Onset, int Brand) key, Incident? ended, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        bool hold = opportunity.Veto is not null;
        bool watched = opportunity.Kind != OpportunityKind.Event;
        bool worth = hold ? opportunity.Magnitude >= options.HoldScore && IsAudience(opportunity) : opportunity.Score >= LeastScore(opportunity.Kind);
        bool inTime = hold || opportunity.Kind == OpportunityKind.Reinforce
            || (opportunity.Lead.ActBefore - now >= options.MinSecondsToAct * 1000L && opportunity.Lead.Phase < TrendPhase.Fading);
        if (!worth || !inTime || opportunity.IsOver)
            return;
        // A wave that a watch tells of is told once: another one comes under a key of its own.
        if (watched && ended is not null)
            return;
        // A second wave is a new chance after a while; a tragedy that goes on is not news to a team that was told to hold.
        bool refractory = ended is not null && ((hold && ended.Kind == AlertKind.Hold) || now - ended.EndedAt < options.RefractoryHours * 3_600_000L);
        if (refractory && opportunity.Severity < ended!.AlertedSeverity + options.EscalationSeverity)
            return;
        if (_incidents.Count >= options.MaxIncidents)
            ForgetOldest();
        var incident = new Incident
        {
            Id = IncidentWriter.IdOf(brands[key.Brand].Id, key.Founder, key.Onset, now),
            Kind = hold ? AlertKind.Hold : KindOf(opportunity.Kind),
            RaisedAt = now,
            ActBefore = opportunity.Lead.ActBefore,
        };
        _incidents[key] = incident;
        if (!hold && !watched)
            Publish(incident, opportunity, OutputKind.Opportunity, IncidentPhase.Raised, now, into);
        if (hold || watched || opportunity.Score >= options.AlertScore)
            Alert(incident, opportunity, IncidentPhase.Raised, now, into);
    }

    private void Revise(Incident incident, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        bool growing = opportunity.Lead.Phase < TrendPhase.Peaking;
        incident.ActBefore = growing ? opportunity.Lead.ActBefore : Math.Min(incident.ActBefore, opportunity.Lead.ActBefore);
        if (incident.Kind == AlertKind.Opportunity && opportunity.Veto is not null)
        {
            TurnToHold(incident, opportunity, now, into);
            return;
        }

        if (opportunity.IsOver || now >= incident.ActBefore)
        {
            End(incident, opportunity, now, into);
            return;
        }

        if (!incident.Alerted && opportunity.Score >= options.AlertScore && growing)
            Alert(incident, opportunity, IncidentPhase.Raised, now, into);
        else if (incident.Alerted && opportunity.Severity >= incident.AlertedSeverity + options.EscalationSeverity)
            Alert(incident, opportunity, IncidentPhase.Escalated, now, into);
        if (!incident.Peaked && opportunity.Lead.Phase == TrendPhase.Fading && incident.Kind != AlertKind.Reinforce)
        {
            incident.Peaked = true;
            PublishBoth(incident, opportunity, IncidentPhase.Peaked, now, into);
        }
        else if (incident.Kind == AlertKind.Opportunity && HasChanged(incident, opportunity, now))
        {
            Publish(incident, opportunity, OutputKind.Opportunity, IncidentPhase.Updated, now, into);
        }
    }

    /// <summary>An event turned out to be a wave against the brand: what was offered is taken back, and the brand's threat tells of it.</summary>
    private void TakeBack(Incident? incident, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        if (incident is not { Ended: false, Kind: AlertKind.Opportunity })
            return;
        incident.Ended = true;
        incident.EndedAt = now;
        PublishBoth(incident, opportunity, IncidentPhase.Retracted, now, into);
    }

    private double LeastScore(OpportunityKind kind) => kind switch
    {
        OpportunityKind.Threat => options.ThreatScore,
        OpportunityKind.Reinforce => options.ReinforceScore,
        _ => options.OpportunityScore,
    };

    private static AlertKind KindOf(OpportunityKind kind) => kind switch
    {
        OpportunityKind.Threat => AlertKind.Threat,
        OpportunityKind.Reinforce => AlertKind.Reinforce,
        _ => AlertKind.Opportunity,
    };

    /// <summary>A tragedy was recognised after an opportunity had been raised on it: the opportunity is taken back, and the team told to hold.</summary>
    private void TurnToHold(Incident incident, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        PublishBoth(incident, opportunity, IncidentPhase.Retracted, now, into);
        incident.Kind = AlertKind.Hold;
        if (opportunity.Magnitude >= options.HoldScore)
            Alert(incident, opportunity, IncidentPhase.Raised, now, into);
    }

    private void End(Incident incident, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        incident.Ended = true;
        incident.EndedAt = now;
        PublishBoth(incident, opportunity, IncidentPhase.Expired, now, into);
    }

    private bool HasChanged(Incident incident, Opportunity opportunity, long now)
    {
        if (now - incident.LastPublishedAt < options.UpdateSeconds * 1000L)
            return false;
        long left = Math.Max(incident.PublishedActBefore - now, 600_000);
        return Math.Abs(opportunity.Score - incident.LastScore) >= options.UpdateScore
            || Math.Abs(incident.ActBefore - incident.PublishedActBefore) > left / 2;
    }

    private void Alert(Incident incident, Opportunity opportunity, IncidentPhase phase, long now, List<IncidentRevision> into)
    {
        incident.Alerted = true;
        incident.AlertedSeverity = Math.Max(incident.AlertedSeverity, opportunity.Severity);
        Publish(incident, opportunity, OutputKind.Alert, phase, now, into);
    }

    private void PublishBoth(Incident incident, Opportunity opportunity, IncidentPhase phase, long now, List<IncidentRevision> into)
    {
        if (incident.Kind == AlertKind.Opportunity)
            Publish(incident, opportunity, OutputKind.Opportunity, phase, now, into);
        if (incident.Alerted)
            Publish(incident, opportunity, OutputKind.Alert, phase, now, into);
    }

    private void Publish(
        Incident incident, Opportunity opportunity, OutputKind output, IncidentPhase phase, long now, List<IncidentRevision> into)
    {
        incident.Revision++;
        incident.LastPublishedAt = now;
        incident.LastScore = opportunity.Score;
        incident.PublishedActBefore = incident.ActBefore;
        into.Add(_writer.Write(incident, opportunity, output, phase, now));
    }

    /// <summary>A tragedy concerns a brand whose audience speaks of it; a brand without a list of languages speaks to everyone.</summary>
    private bool IsAudience(Opportunity opportunity)
    {
        string[] audience = brands[opportunity.Brand].Languages;
        return audience.Length == 0 || opportunity.Summary.Languages.Top(5).Any(l => l.Name == "und" || audience.Contains(l.Name));
    }

    private void ForgetOldest()
    {
        var oldest = _incidents.OrderBy(i => i.Value.Ended ? 0 : 1).ThenBy(i => i.Value.EndedAt).ThenBy(i => i.Value.Id, StringComparer.Ordinal).First().Key;
        _incidents.Remove(oldest);
    }
}
