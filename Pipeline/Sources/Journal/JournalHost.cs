using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>What a journal needs from its process.</summary>
internal sealed record JournalHost
{
    /// <summary>Gives records their time, and paces flushes.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Gets a sentence when something is repaired, full or left out.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>
    /// Says whether a record holds a post with one of the ids. Called in the background, for one record after the other; the journal knows no posts.
    /// </summary>
    public required Func<RawRecord, IReadOnlySet<string>, bool> HoldsAny { get; init; }

    /// <summary>For tests.</summary>
    public CrashPoints CrashPoints { get; init; } = CrashPoints.None;
}
