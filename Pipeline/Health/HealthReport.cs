namespace RtmPipeline.Health;

/// <summary>How a part of the service stands.</summary>
internal enum HealthState : byte
{
    /// <summary>It does its work.</summary>
    Up,

    /// <summary>Something is missing, and the service does its work without.</summary>
    Degraded,

    /// <summary>The service cannot do its work because of it.</summary>
    Down,
}

/// <summary>One part of the service.</summary>
/// <param name="Name">As <c>redis</c>, <c>source:NAME</c>.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why, in a sentence for people, without secrets and texts of posts.</param>
/// <param name="Since">Since when; null where that is not known.</param>
internal sealed record HealthPart(string Name, HealthState State, string Reason, DateTimeOffset? Since = null);

/// <summary>How the service stands, part by part.</summary>
internal sealed record HealthReport(IReadOnlyList<HealthPart> Parts)
{
    /// <summary>As bad as its worst part.</summary>
    public HealthState State => Parts.Count == 0 ? HealthState.Down : Parts.Max(part => part.State);
}
