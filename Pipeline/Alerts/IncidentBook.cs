using RtmPipeline.Opportunities;

namespace RtmPipeline.Alerts;

/// <summary>An event as one brand sees it under one kind: it has at most one live incident.</summary>
internal readonly record struct IncidentKey(string Founder, long OnsetAt, int Brand, OpportunityKind Kind)
{
    public static IncidentKey Of(Opportunity opportunity) =>
        new(opportunity.EventFounder, opportunity.EventOnsetAt, opportunity.Brand, opportunity.Kind == OpportunityKind.Against ? OpportunityKind.Event : opportunity.Kind);
}

/// <summary>The last incident of each event, brand and kind: live ones, and ended ones for the refractory time. Bounded.</summary>
internal sealed class IncidentBook(int maxIncidents)
{
    private readonly Dictionary<IncidentKey, Incident> _incidents = [];

    public int Count => _incidents.Count;

    public Incident? Find(in IncidentKey key) => _incidents.GetValueOrDefault(key);

    /// <summary>Notes the incident of a key in place of the one before.</summary>
    public void Put(in IncidentKey key, Incident incident)
    {
        if (!_incidents.ContainsKey(key) && _incidents.Count >= maxIncidents)
            ForgetOldest();
        _incidents[key] = incident;
    }

    /// <summary>Takes all out, in the order of their ids.</summary>
    public List<(IncidentKey Key, Incident Incident)> TakeAll()
    {
        List<(IncidentKey Key, Incident Incident)> all = [.. _incidents.Select(static i => (i.Key, i.Value)).OrderBy(static i => i.Value.Id, StringComparer.Ordinal)];
        _incidents.Clear();
        return all;
    }

    public Incident? Take(in IncidentKey key) => _incidents.Remove(key, out Incident? incident) ? incident : null;

    /// <summary>The incident that ended first goes; when all live, the one that was raised first.</summary>
    private void ForgetOldest()
    {
        IncidentKey oldest = _incidents
            .OrderBy(i => i.Value.IsLive ? 1 : 0)
            .ThenBy(i => i.Value.IsLive ? i.Value.RaisedAt : i.Value.EndedAt)
            .ThenBy(i => i.Value.Id, StringComparer.Ordinal)
            .First().Key;
        _incidents.Remove(oldest);
    }
}
