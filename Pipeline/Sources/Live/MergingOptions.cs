namespace RtmPipeline.Sources.Live;

/// <summary>How live sources are brought together in time; section <c>Merging</c>. See <see cref="ArrivalGate"/>.</summary>
internal sealed record MergingOptions
{
    /// <summary>
    /// How far, in the time of its records, a source may be ahead of one that catches up before it waits, seconds. Half of <c>Posts:MaxLatenessSeconds</c> leaves the one behind
    /// as much again before its posts are late. <value>Default 300; 1 to 86,400.</value>
    /// </summary>
    public int DriftSeconds { get; init; } = 300;

    /// <summary>
    /// A source that gives nothing for so long holds nobody back, seconds; a source with longer gaps is given three of them. <value>Default 30; 1 to 3,600.</value>
    /// </summary>
    public int IdleSeconds { get; init; } = 30;

    /// <summary>
    /// How long a source may be held back in one go, seconds; those whose senders do not wait are held for less. Then it goes on, and what comes late is late.
    /// <value>Default 600; 0 to 86,400.</value>
    /// </summary>
    public int PatienceSeconds { get; init; } = 600;

    /// <summary>When no source gave anything for so long, and none is behind, stream time goes on with the clock, seconds. <value>Default 10; 1 to 3,600; 0 never.</value></summary>
    public int QuietSeconds { get; init; } = 10;
}
