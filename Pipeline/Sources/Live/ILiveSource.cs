namespace RtmPipeline.Sources.Live;

/// <summary>
/// A source that goes on by itself: it connects, waits, connects again, and says what it does. It ends only when it is stopped or has nothing more to give. What goes wrong
/// outside never leaves it as an exception: it becomes a state, and the other sources go on.
/// </summary>
/// <remarks>Every record carries <see cref="RawRecord.ReceivedAt"/>.</remarks>
internal interface ILiveSource : IRecordSource
{
    /// <summary>What it is doing, and what it counted.</summary>
    SourceWatch Watch { get; }

    /// <summary>True for a source that may give what is old when it begins, as it goes on where it was: others wait for it within <see cref="ArrivalGate"/>.</summary>
    bool MayLag => false;

    /// <summary>How long it may be held back by others; null for as long as the configuration says. For sources whose senders go away when nobody reads.</summary>
    TimeSpan? Patience => null;

    /// <summary>Tries the source once, without taking anything from it that would be missed, and says what was found. For <c>sources test</c>.</summary>
    /// <param name="hardStop">Gives up.</param>
    Task<SourceTrial> TryAsync(CancellationToken hardStop);

    /// <summary>
    /// Writes into <see cref="SourceMemory"/> what it must know of the records that were accepted. Called from time to time, and before the journal lets go of records.
    /// </summary>
    void Remember()
    {
        // A source that needs to know nothing after a restart has nothing to write.
    }
}

/// <summary>What trying a source once found.</summary>
/// <param name="IsUsable">True when it would give records as configured.</param>
/// <param name="Findings">What was found, a line each: authorised or not, what is left of a limit, the newest item.</param>
internal sealed record SourceTrial(bool IsUsable, IReadOnlyList<string> Findings);
