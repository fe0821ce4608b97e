namespace RtmPipeline.Posts;

/// <summary>What a team says to an incident.</summary>
internal enum DecisionVerdict : byte
{
    /// <summary>The team acts on it.</summary>
    Accept,

    /// <summary>It is not for the team.</summary>
    Reject,

    /// <summary>Not before a time.</summary>
    Snooze,
}

/// <summary>A team's decision on an incident. It is input like any other: it has its place in the stream, and a replay decides the same at the same place.</summary>
/// <param name="Incident">Id of the incident.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="At">When, unix milliseconds, by the clock of whoever took it down.</param>
/// <param name="Until">End of a snooze, unix milliseconds; 0 for the other verdicts.</param>
/// <param name="Reason">Why, in the team's words; null where nothing was said.</param>
/// <param name="By">Who: the name of a key, or what the person called itself; null where unknown.</param>
internal sealed record Decision(string Incident, DecisionVerdict Verdict, long At, long Until, string? Reason, string? By)
{
    /// <summary>Longest reason, and longest name of a person, in characters.</summary>
    public const int MaxReason = 500;
    public const int MaxBy = 100;

    /// <summary>Longest id of an incident.</summary>
    public const int MaxIncident = 64;

    /// <summary>Longest snooze: a week.</summary>
    public const long MaxSnoozeMs = 7 * 24 * 3_600_000L;
}
