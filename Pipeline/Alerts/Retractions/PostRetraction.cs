namespace RtmPipeline.Alerts.Retractions;

/// <summary>Why a post must be forgotten.</summary>
internal enum RetractionReason : byte
{
    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>Its author's account was deleted.</summary>
    AccountDeleted,

    /// <summary>It was edited, and outputs hold a copy of the text before: that copy is to be forgotten, the post is not.</summary>
    Edited,
}

/// <summary>
/// Tells the readers of one stream that outputs of an incident named posts which are to be forgotten. The incident itself goes on, or has ended, as before. Complete in itself.
/// </summary>
internal sealed record PostRetraction
{
    /// <summary>Posts told of in one retraction; of more, another one tells.</summary>
    public const int MaxPosts = 500;

    /// <summary>Stream whose outputs named them, and in which this stands.</summary>
    public required OutputKind Output { get; init; }

    public required string Incident { get; init; }

    /// <summary>Counted with the incident's other outputs.</summary>
    public required int Revision { get; init; }

    /// <summary>Kind of the incident.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>Stream time at which it was decided: field <c>t</c>.</summary>
    public required long Time { get; init; }

    public required string Brand { get; init; }

    /// <summary>Topic, severity and score as last told: a reader who filters by them and saw the outputs sees this too.</summary>
    public required IncidentTopic Topic { get; init; }

    public required double Severity { get; init; }

    public required double Score { get; init; }

    public required RetractionReason Because { get; init; }

    /// <summary>Ids of the posts, in ordinal order; at most <see cref="MaxPosts"/>.</summary>
    public required string[] Posts { get; init; }

    /// <summary>Revisions of the incident, in this stream, that named any of them; ascending.</summary>
    public required int[] NamedIn { get; init; }

    /// <summary>True when the incident has ended: no later revision will take the place of its latest state.</summary>
    public required bool HasEnded { get; init; }

    /// <summary>Revisions of the same batch that stand before it.</summary>
    public required int Place { get; init; }
}
