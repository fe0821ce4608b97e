namespace RtmPipeline.Alerts;

/// <summary>One event as one brand was told of it: what was said last, and where its life stands.</summary>
internal sealed class Incident
{
    public required string Id { get; init; }

    public required AlertKind Kind { get; set; }

    public required long RaisedAt { get; init; }

    public int Revision { get; set; }

    /// <summary>True once an alert went out.</summary>
    public bool Alerted { get; set; }

    public bool Peaked { get; set; }

    public bool Ended { get; set; }

    public long EndedAt { get; set; }

    public long LastPublishedAt { get; set; }

    public double LastScore { get; set; }

    /// <summary>Highest severity an alert has told of.</summary>
    public double AlertedSeverity { get; set; }

    /// <summary>Time by which to act, as it stands: it moves ahead only while the event grows.</summary>
    public long ActBefore { get; set; }

    /// <summary>As last published.</summary>
    public long PublishedActBefore { get; set; }

    /// <summary>As last published; its end needs it when the brand is gone.</summary>
    public IncidentRevision? LastRevision { get; set; }
}
