namespace RtmPipeline.Alerts;

/// <summary>One event as one brand was told of it: what was said last, and where its life stands. Plain data.</summary>
internal sealed class Incident
{
    public required string Id { get; init; }

    public required AlertKind Kind { get; init; }

    public required long RaisedAt { get; init; }

    /// <summary>The incident that the same event had before; null for the first.</summary>
    public string? Previous { get; set; }

    /// <summary>The incident that goes on where this one ended as the same event; null otherwise.</summary>
    public string? MergedInto { get; set; }

    public int Revision { get; set; }

    /// <summary>True once an alert went out.</summary>
    public bool Alerted { get; set; }

    /// <summary>True once its alert was held back by the cap, and the severity it then had: a clear rise above it passes.</summary>
    public bool HeldBack { get; set; }

    public double HeldSeverity { get; set; }

    public bool Peaked { get; set; }

    /// <summary>Null while it lives.</summary>
    public EndReason? EndedBecause { get; set; }

    public long EndedAt { get; set; }

    /// <summary>Highest severity an alert has told of: the rung of the ladder that the next escalation must leave behind.</summary>
    public double AlertedSeverity { get; set; }

    /// <summary>Highest severity seen, and highest rate of a topic: what a second wave must outdo.</summary>
    public double HighestSeverity { get; set; }

    public double PeakPerMinute { get; set; }

    /// <summary>Time by which to act, as it stands: it moves ahead only while the event grows.</summary>
    public long ActBefore { get; set; }

    /// <summary>What the opportunity stream was told last; null while nothing.</summary>
    public Told? ToldOpportunity { get; set; }

    /// <summary>What the alert stream was told last; null while nothing.</summary>
    public Told? ToldAlert { get; set; }

    /// <summary>As last published; its end needs it when the brand is gone. Null once it ended.</summary>
    public IncidentRevision? LastRevision { get; set; }

    public bool IsLive => EndedBecause is null;

    /// <summary>Takes over what another incident of the same event has reached, so that nothing of it is news again.</summary>
    public void Absorb(Incident other)
    {
        AlertedSeverity = Math.Max(AlertedSeverity, other.AlertedSeverity);
        HighestSeverity = Math.Max(HighestSeverity, other.HighestSeverity);
        PeakPerMinute = Math.Max(PeakPerMinute, other.PeakPerMinute);
    }
}
