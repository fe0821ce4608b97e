using RtmPipeline.Opportunities;
using RtmPipeline.State;

namespace RtmPipeline.Alerts;

/// <summary>An event as one brand sees it under one kind: it has at most one live incident.</summary>
internal readonly record struct IncidentKey(string Founder, long OnsetAt, int Brand, OpportunityKind Kind)
{
    public static IncidentKey Of(Opportunity opportunity) =>
        new(opportunity.EventFounder, opportunity.EventOnsetAt, opportunity.Brand, opportunity.Kind == OpportunityKind.Against ? OpportunityKind.Event : opportunity.Kind);

    /// <summary>Bytes that a key takes in a state, at least.</summary>
    public const int LeastBytes = 17;

    /// <summary>A total order, for whatever must not depend on how keys were put in.</summary>
    public static int Compare(IncidentKey a, IncidentKey b)
    {
        int order = string.CompareOrdinal(a.Founder, b.Founder);
        return order != 0 ? order : (a.OnsetAt, a.Brand, a.Kind).CompareTo((b.OnsetAt, b.Brand, b.Kind));
    }

    public void Save(StateWriter to)
    {
        to.Text(Founder);
        to.Long(OnsetAt);
        to.Int(Brand);
        to.Byte((byte)Kind);
    }

    /// <param name="from">State.</param>
    /// <param name="brands">Number of profiles.</param>
    public static IncidentKey Load(StateReader from, int brands)
    {
        var key = new IncidentKey(from.NotNullText(), from.Long(), from.Int(), from.OneOf<OpportunityKind>(from.Byte()));
        return key.Brand >= 0 && key.Brand < brands ? key : throw from.Broken($"there is no brand {key.Brand} of {brands}");
    }
}

/// <summary>The last incident of each event, brand and kind: live ones, and ended ones for the refractory time. Bounded.</summary>
internal sealed class IncidentBook(int maxIncidents)
{
    private readonly Dictionary<IncidentKey, Incident> _incidents = [];

    public int Count => _incidents.Count;

    public Incident? Find(in IncidentKey key) => _incidents.GetValueOrDefault(key);

    /// <summary>The incident of an id, or the one that it ended in, with its key; null where it is not kept.</summary>
    public (IncidentKey Key, Incident Incident)? Find(string id)
    {
        foreach ((IncidentKey key, Incident incident) in _incidents)
        {
            if (incident.IsNamed(id))
                return (key, incident);
        }

        return null;
    }

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

    /// <summary>Names its incidents to a state that will be saved, in the order of their keys.</summary>
    public void AddTo(IncidentStates states)
    {
        foreach (IncidentKey key in Keys())
            states.Add(_incidents[key]);
    }

    public void Save(StateWriter to, IncidentStates states)
    {
        to.Section("alerts.book");
        to.Int(_incidents.Count);
        foreach (IncidentKey key in Keys())
        {
            key.Save(to);
            to.Int(states.NumberOf(_incidents[key]));
        }
    }

    public void Load(StateReader from, IncidentStates states, int brands)
    {
        from.Section("alerts.book");
        int count = from.Count(IncidentKey.LeastBytes + sizeof(int));
        if (count > maxIncidents)
            throw from.Broken($"{count} incidents where {maxIncidents} are kept");
        for (int i = 0; i < count; i++)
        {
            if (!_incidents.TryAdd(IncidentKey.Load(from, brands), states.Read(from)))
                throw from.Broken("an event has two incidents");
        }
    }

    private IncidentKey[] Keys()
    {
        IncidentKey[] keys = [.. _incidents.Keys];
        Array.Sort(keys, IncidentKey.Compare);
        return keys;
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
