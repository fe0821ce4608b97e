using RtmPipeline.Alerts;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>
/// Tells which true event an incident is about. An event comes into question when the incident was raised between its onset (its first
/// post, where the truth gives no onset) and its end, with a tolerance on both sides, and one of its surfaces fits a name of the incident: key and label when it was raised, aliases, and what later revisions call it. Names are
/// compared without case, accents, blanks and signs; all words of one within the other will do. Of several events goes, in this order: the one that fits better
/// (the label when raised before other names, the same before a part), the one of which more surfaces fit, one that should be raised before one that should
/// not, the one whose onset is nearer, the first of the truth.
/// </summary>
internal sealed class EventMatching
{
    private const int LeadFit = 2;

    private readonly (MeasuredEvent Event, SurfaceForm[] Surfaces)[] _events;
    private readonly long _toleranceMs;

    private readonly record struct Standing(int Fit, int Surfaces, bool ShouldRaise, long Nearness);

    public EventMatching(IReadOnlyList<MeasuredEvent> events, TimeSpan tolerance)
    {
        _toleranceMs = (long)tolerance.TotalMilliseconds;
        _events = [.. events.Select(e => (e, e.Event.Surfaces.Select(SurfaceForm.Of).Where(form => form.Joined.Length > 0).Distinct().ToArray()))];
    }

    /// <param name="raised">The revision that raised it.</param>
    /// <param name="incident">All revisions of the incident.</param>
    public MeasuredEvent? Of(IncidentRevision raised, IReadOnlyList<IncidentRevision> incident)
    {
        SurfaceForm[] lead = [.. new[] { raised.Topic.Label, raised.Topic.Key }.Select(SurfaceForm.Of).Distinct()];
        SurfaceForm[] others = [.. incident.SelectMany(static r => r.Topic.Aliases.Append(r.Topic.Label)).Distinct().Select(SurfaceForm.Of).Distinct()];
        MeasuredEvent? best = null;
        Standing bestStanding = default;
        foreach ((MeasuredEvent candidate, SurfaceForm[] surfaces) in _events)
        {
            if (!IsInTime(candidate, raised.Time))
                continue;
            Standing standing = StandingOf(candidate, surfaces, lead, others, raised.Time);
            if (standing.Fit > 0 && (best is null || IsBetter(standing, bestStanding)))
                (best, bestStanding) = (candidate, standing);
        }

        return best;
    }

    private bool IsInTime(MeasuredEvent candidate, long raisedAt) =>
        raisedAt >= candidate.FromAt - _toleranceMs && (candidate.EndAt is not { } end || raisedAt <= end + _toleranceMs);

    private static Standing StandingOf(MeasuredEvent candidate, SurfaceForm[] surfaces, SurfaceForm[] lead, SurfaceForm[] others, long raisedAt)
    {
        int best = 0;
        int fitting = 0;
        foreach (SurfaceForm surface in surfaces)
        {
            int byLead = (int)lead.Max(name => name.FitOf(surface));
            int byOther = others.Length == 0 ? 0 : (int)others.Max(name => name.FitOf(surface));
            best = Math.Max(best, byLead > 0 ? byLead + LeadFit : byOther);
            fitting += byLead > 0 || byOther > 0 ? 1 : 0;
        }

        return new Standing(best, fitting, candidate.Event.ShouldRaise, -Math.Abs(raisedAt - candidate.OnsetAt));
    }

    private static bool IsBetter(Standing one, Standing other) =>
        (one.Fit, one.Surfaces, one.ShouldRaise, one.Nearness).CompareTo((other.Fit, other.Surfaces, other.ShouldRaise, other.Nearness)) > 0;
}
