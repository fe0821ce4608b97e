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
    public static void Move(
        Dictionary<(string Founder, long Onset, int Brand), Incident> incidents, BrandChange change, long now, List<IncidentRevision> into)
    {
        List<(string Founder, long Onset, Incident Incident, int Place)> all = [.. incidents
            .Select(entry => (entry.Key.Founder, entry.Key.Onset, entry.Value, change.PlaceAfter(entry.Key.Brand)))
            .OrderBy(entry => entry.Value.Id, StringComparer.Ordinal)];
        incidents.Clear();
        foreach ((string founder, long onset, Incident incident, int place) in all)
        {
            if (place >= 0)
                incidents[(founder, onset, place)] = incident;
            else if (incident is { Ended: false, LastRevision: { } last })
                Retract(incident, last, change, now, into);
        }
    }

    private static void Retract(Incident incident, IncidentRevision last, BrandChange change, long now, List<IncidentRevision> into)
    {
        OutputKind[] streams = (incident.Kind != AlertKind.Hold, incident.Alerted) switch
        {
            (true, true) => [OutputKind.Opportunity, OutputKind.Alert],
            (true, false) => [OutputKind.Opportunity],
            _ => [OutputKind.Alert],
        };
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
                Summary = Reason(brand),
            });
        }

        incident.Ended = true;
    }

    private static string Reason(BrandProfile brand) => brand.Voice.Language switch
    {
        "es" => $"El perfil de {brand.Name} se ha retirado: no haga nada más con esto.",
        "it" => $"Il profilo di {brand.Name} è stato rimosso: non serve più fare nulla.",
        _ => $"The profile of {brand.Name} was removed: do not act on this any more.",
    };
}
