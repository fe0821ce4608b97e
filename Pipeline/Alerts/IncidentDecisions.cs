using RtmPipeline.Alerts.Framing;
using RtmPipeline.Posts;

namespace RtmPipeline.Alerts;

/// <summary>What a team's decision does to an incident.</summary>
internal sealed partial class IncidentTracker
{
    /// <summary>
    /// Takes a team's decision where it stands in the stream; call it between ticks. Each is told at once on the streams that know the incident, and the newest counts.
    /// Accepted: nothing more on the alert stream but what gets clearly worse, the peak, the end and what must be taken back. Rejected: it ends, and nothing of its kind is raised on the event within
    /// the refractory time, however large. Snoozed: nothing until then but its end and what must be taken back. A tragedy is always told.
    /// </summary>
    /// <param name="decision">The decision.</param>
    /// <param name="now">Stream time.</param>
    /// <param name="into">Revisions of the batch.</param>
    /// <returns>False when no such incident is kept: it is of another pipeline, or ended long ago.</returns>
    public bool Decide(Decision decision, long now, List<IncidentRevision> into)
    {
        if (_book.Find(decision.Incident) is not var (key, incident))
            return false;
        incident.Decision = decision;
        if (incident is not { IsLive: true, LastRevision: { } last })
            return true;
        now = Math.Max(now, _now);
        bool isRejected = decision.Verdict == DecisionVerdict.Reject;
        if (isRejected)
        {
            _held.Drop(key, incident.Id);
            incident.EndedBecause = EndReason.Rejected;
            incident.EndedAt = now;
        }

        IncidentRevision told = last with
        {
            Phase = isRejected ? IncidentPhase.Expired : IncidentPhase.Updated,
            Time = Math.Max(now, last.Time),
            Decision = decision,
            EndedBecause = incident.EndedBecause,
            Summary = isRejected ? SummaryText.Rejected(SafeLabel.Of(last.Topic.Label), FramingVoice.Of(_brands[key.Brand])) : last.Summary,
        };
        Tell(incident, incident.ToldOpportunity, told with { Output = OutputKind.Opportunity }, into);
        Tell(incident, incident.ToldAlert, told with { Output = OutputKind.Alert }, into);
        return true;
    }

    /// <summary>Tells a stream that knows the incident.</summary>
    private void Tell(Incident incident, Told? before, IncidentRevision revision, List<IncidentRevision> into)
    {
        if (before is null)
            return;
        revision = revision with { Revision = ++incident.Revision };
        incident.LastRevision = incident.IsLive ? revision : null;
        into.Add(revision);
        _named.Note(revision, incident);
    }
}
