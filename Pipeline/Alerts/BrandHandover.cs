using RtmPipeline.Alerts.Framing;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Alerts;

/// <summary>
/// Carries the incidents over to other profiles. Those of a brand that stays go on under its new place, edited or not. Those of a removed brand are taken
/// back rather than let expire: nobody is there any more to act on them, and a board must drop them at once.
/// </summary>
internal static class BrandHandover
{
    /// <summary>Moves the incidents, and appends the last word of those that end.</summary>
    /// <param name="incidents">By event and place of the brand; the keys are renewed.</param>
    /// <param name="change">What became of each brand.</param>
    /// <param name="now">Stream time.</param>
    /// <param name="into">Takes the retractions, by incident.</param>
    public static void Move(IncidentBook incidents, BrandChange change, long now, List<IncidentRevision> into)
    {
        foreach ((IncidentKey key, Incident incident) in incidents.TakeAll())
        {
            if (change.PlaceAfter(key.Brand) is >= 0 and var place)
                incidents.Put(key with { Brand = place }, incident);
            else if (incident is { IsLive: true, LastRevision: { } last })
                Retract(incident, last, change, now, into);
        }
    }

    private static void Retract(Incident incident, IncidentRevision last, BrandChange change, long now, List<IncidentRevision> into)
    {
        List<OutputKind> streams = [];
        if (incident.ToldOpportunity is not null)
            streams.Add(OutputKind.Opportunity);
        if (incident.ToldAlert is not null)
            streams.Add(OutputKind.Alert);
        incident.EndedBecause = EndReason.BrandRemoved;
        incident.EndedAt = now;
        BrandProfile brand = change.Removed.First(profile => profile.Id == last.Brand);
        foreach (OutputKind stream in streams)
        {
            incident.Revision++;
            into.Add(last with
            {
                Output = stream,
                Revision = incident.Revision,
                Phase = IncidentPhase.Retracted,
                Time = Math.Max(now, last.Time),
                Summary = SummaryText.Removed(SafeLabel.Of(brand.Name), FramingVoice.Of(brand)),
                EndedBecause = EndReason.BrandRemoved,
            });
        }
    }
}
