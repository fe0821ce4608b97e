using RtmPipeline.Posts;

namespace RtmPipeline.Alerts.Retractions;

/// <summary>
/// Which posts the outputs named, in evidence, among the carriers or as the heart of a community: what a later delete must take back from those who read the outputs. Ended incidents are
/// remembered like live ones.
/// </summary>
/// <remarks>Bounded in number and in age, some 300 bytes a post. What was named longest ago goes first; a delete that comes later still takes back counts, but is told to nobody.</remarks>
/// <param name="maxPosts">Posts remembered, each once for every incident that named it.</param>
/// <param name="memoryMs">How long a post is remembered after it was named last, stream milliseconds.</param>
internal sealed partial class NamedPosts(int maxPosts, long memoryMs)
{
    private static readonly Comparer<NamedPost> s_order = Comparer<NamedPost>.Create(Compare);

    private readonly LinkedList<NamedPost> _longestAgoFirst = [];
    private readonly Dictionary<string, List<NamedPost>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<NamedPost>> _byAuthor = [];
    private readonly Dictionary<string, NamingIncident> _incidents = new(StringComparer.Ordinal);

    /// <summary>Posts remembered.</summary>
    public int Count => _longestAgoFirst.Count;

    /// <summary>Notes what a revision names. Of an incident that is new here the object must be given.</summary>
    public void Note(IncidentRevision revision, Incident? incident = null)
    {
        foreach (Evidence post in revision.Evidence)
            Note(post.Id, post.AlternateId, post.AuthorKey, post.Text is not null, revision, incident);
        foreach (Carrier post in revision.Carriers)
            Note(post.Id, post.AlternateId, post.AuthorKey, false, revision, incident);
        foreach (CommunityShare community in revision.Communities)
        {
            if (community.Kind == Opportunities.Communities.CommunityKind.Post)
                Note(community.Id, null, 0, false, revision, incident);
        }

        if (_incidents.TryGetValue(revision.Incident, out NamingIncident? told))
            (told.Brand, told.Topic, told.Severity, told.Score) = (revision.Brand, revision.Topic, revision.Severity, revision.Score);
        Forget(revision.Time);
    }

    /// <summary>Posts that a delete means, or an edit; in no meaningful order.</summary>
    public List<NamedPost> Find(Post change, long now)
    {
        Forget(now);
        List<NamedPost> found = [];
        if (_longestAgoFirst.Count == 0)
            return found;
        if (change.Action == PostAction.DeleteAuthor)
            AddAll(found, change.AuthorKey != 0 ? _byAuthor.GetValueOrDefault(change.AuthorKey) : null);
        else
            AddAll(found, _byId.GetValueOrDefault(change.Id));
        if (change.IsEdit)
            return found;
        foreach (Post post in change.TakenBack)
            AddAll(found, _byId.GetValueOrDefault(post.Id));
        return found;
    }

    public void Remove(NamedPost post)
    {
        _longestAgoFirst.Remove(post.Node!);
        Unindex(_byId, post.Id, post);
        if (post.AlternateId is { } other)
            Unindex(_byId, other, post);
        if (post.AuthorKey != 0)
            Unindex(_byAuthor, post.AuthorKey, post);
        if (--post.Incident.Posts == 0)
            _incidents.Remove(post.Incident.Incident.Id);
    }

    private void Note(string id, string? alternateId, ulong authorKey, bool hasText, IncidentRevision revision, Incident? incident)
    {
        if (!_incidents.TryGetValue(revision.Incident, out NamingIncident? told))
        {
            if (incident is null)
                return;
            _incidents[revision.Incident] = told = new NamingIncident(incident) { Topic = revision.Topic };
        }

        NamedPost post = new(id, told);
        if (_byId.TryGetValue(id, out List<NamedPost>? known) && known.BinarySearch(post, s_order) is >= 0 and var place)
        {
            post = known[place];
            _longestAgoFirst.Remove(post.Node!);
        }
        else
        {
            told.Posts++;
            Index(_byId, id, post);
        }

        post.Node = _longestAgoFirst.AddLast(post);
        Complete(post, alternateId, authorKey);
        post.NamedAt = revision.Time;
        post.Revisions[(int)revision.Output].Add(revision.Revision, hasText);
    }

    /// <summary>A post that was known by its reposts alone may have come since.</summary>
    private void Complete(NamedPost post, string? alternateId, ulong authorKey)
    {
        if (post.AlternateId is null && alternateId is not null && alternateId != post.Id)
        {
            post.AlternateId = alternateId;
            Index(_byId, alternateId, post);
        }

        if (post.AuthorKey == 0 && authorKey != 0)
        {
            post.AuthorKey = authorKey;
            Index(_byAuthor, authorKey, post);
        }
    }

    private void Forget(long now)
    {
        while (_longestAgoFirst.First?.Value is { } oldest && (_longestAgoFirst.Count > maxPosts || now - oldest.NamedAt >= memoryMs))
            Remove(oldest);
    }

    private static void AddAll(List<NamedPost> to, List<NamedPost>? posts)
    {
        foreach (NamedPost post in posts ?? [])
        {
            if (!to.Contains(post))
                to.Add(post);
        }
    }

    private static void Index<T>(Dictionary<T, List<NamedPost>> index, T key, NamedPost post)
        where T : notnull
    {
        if (!index.TryGetValue(key, out List<NamedPost>? posts))
            index[key] = posts = [];
        // In an order of their own, so that a restored index is the same; an agency may have written all the posts there are.
        if (posts.BinarySearch(post, s_order) is < 0 and var place)
            posts.Insert(~place, post);
    }

    private static int Compare(NamedPost a, NamedPost b) =>
        string.CompareOrdinal(a.Incident.Incident.Id, b.Incident.Incident.Id) is var order && order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);

    private static void Unindex<T>(Dictionary<T, List<NamedPost>> index, T key, NamedPost post)
        where T : notnull
    {
        List<NamedPost> posts = index[key];
        if (posts.BinarySearch(post, s_order) is >= 0 and var place)
            posts.RemoveAt(place);
        if (posts.Count == 0)
            index.Remove(key);
    }
}
