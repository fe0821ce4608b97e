using RtmPipeline.State;

namespace RtmPipeline.Alerts.Retractions;

/// <summary>The memory of named posts as a state: the posts in their order, from which the indexes follow.</summary>
internal sealed partial class NamedPosts
{
    /// <summary>Names its incidents to a state that will be saved.</summary>
    public void AddTo(IncidentStates states)
    {
        foreach (NamingIncident told in ByIncident())
            states.Add(told.Incident);
    }

    public void Save(StateWriter to, IncidentStates states)
    {
        to.Section("alerts.named");
        NamingIncident[] incidents = [.. ByIncident()];
        var places = new Dictionary<NamingIncident, int>(incidents.Length);
        to.Int(incidents.Length);
        foreach (NamingIncident told in incidents)
        {
            places[told] = places.Count;
            to.Int(states.NumberOf(told.Incident));
            to.Text(told.Brand);
            RevisionState.SaveTopic(told.Topic, to);
            to.Double(told.Severity);
            to.Double(told.Score);
        }

        to.Int(_longestAgoFirst.Count);
        foreach (NamedPost post in _longestAgoFirst)
        {
            to.Int(places[post.Incident]);
            to.Text(post.Id);
            to.Text(post.AlternateId);
            to.ULong(post.AuthorKey);
            to.Long(post.NamedAt);
            foreach (NamingRevisions revisions in post.Revisions)
            {
                to.Values(revisions.All);
                to.Values(revisions.WithText);
            }
        }
    }

    public void Load(StateReader from, IncidentStates states)
    {
        const int leastBytesOfIncident = 32;
        const int leastBytesOfPost = 32;
        from.Section("alerts.named");
        NamingIncident[] incidents = StateLists.Load(from, leastBytesOfIncident, from => LoadIncident(from, states));
        int count = from.Count(leastBytesOfPost);
        if (count > maxPosts)
            throw from.Broken($"{count} named posts where {maxPosts} are kept");
        for (int i = 0; i < count; i++)
            LoadPost(from, incidents);
        if (Array.Exists(incidents, static told => told.Posts == 0))
            throw from.Broken("an incident names no post");
    }

    private NamingIncident LoadIncident(StateReader from, IncidentStates states)
    {
        Incident incident = states.Read(from);
        string brand = from.NotNullText();
        var told = new NamingIncident(incident) { Topic = RevisionState.LoadTopic(from), Brand = brand, Severity = from.Double(), Score = from.Double() };
        return _incidents.TryAdd(incident.Id, told) ? told : throw from.Broken("an incident is told of twice");
    }

    private void LoadPost(StateReader from, NamingIncident[] incidents)
    {
        int place = from.Int();
        if (place < 0 || place >= incidents.Length)
            throw from.Broken($"there is no incident {place} of {incidents.Length}");
        var post = new NamedPost(from.NotNullText(), incidents[place]);
        post.Incident.Posts++;
        Index(_byId, post.Id, post);
        Complete(post, from.Text(), from.ULong());
        post.NamedAt = from.Long();
        foreach (NamingRevisions revisions in post.Revisions)
        {
            revisions.All.AddRange(from.Values<int>());
            revisions.WithText.AddRange(from.Values<int>());
        }

        post.Node = _longestAgoFirst.AddLast(post);
    }

    private IEnumerable<NamingIncident> ByIncident() => _incidents.OrderBy(static i => i.Key, StringComparer.Ordinal).Select(static i => i.Value);
}
