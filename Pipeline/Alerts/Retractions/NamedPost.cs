namespace RtmPipeline.Alerts.Retractions;

/// <summary>An incident that named posts, and what was told of it last.</summary>
internal sealed class NamingIncident(Incident incident)
{
    public Incident Incident { get; } = incident;

    public string Brand { get; set; } = string.Empty;

    public required IncidentTopic Topic { get; set; }

    public double Severity { get; set; }

    public double Score { get; set; }

    /// <summary>Posts of it that are remembered.</summary>
    public int Posts { get; set; }
}

/// <summary>Revisions of one incident in one stream that named a post, ascending.</summary>
internal sealed class NamingRevisions
{
    /// <summary>Revisions kept; a post is named at most once in five minutes of a day, which is fewer. Beyond them the oldest goes.</summary>
    public const int MaxKept = 512;

    /// <summary>All that named it.</summary>
    public List<int> All { get; } = [];

    /// <summary>Those that also hold a copy of its text.</summary>
    public List<int> WithText { get; } = [];

    public void Add(int revision, bool hasText)
    {
        Add(All, revision);
        if (hasText)
            Add(WithText, revision);
    }

    private static void Add(List<int> to, int revision)
    {
        if (to.Count > 0 && to[^1] == revision)
            return;
        if (to.Count == MaxKept)
            to.RemoveAt(0);
        to.Add(revision);
    }
}

/// <summary>A post that outputs of an incident named.</summary>
internal sealed class NamedPost(string id, NamingIncident incident)
{
    public string Id { get; } = id;

    public NamingIncident Incident { get; } = incident;

    /// <summary>Its second identity, under which a delete may name it; null where there is none.</summary>
    public string? AlternateId { get; set; }

    /// <summary>Hash of its author; 0 while unknown.</summary>
    public ulong AuthorKey { get; set; }

    /// <summary>Stream time of the last output that named it.</summary>
    public long NamedAt { get; set; }

    internal LinkedListNode<NamedPost>? Node { get; set; }

    /// <summary>By <see cref="OutputKind"/>.</summary>
    public NamingRevisions[] Revisions { get; } = [new(), new()];
}
