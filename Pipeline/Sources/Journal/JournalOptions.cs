namespace RtmPipeline.Sources.Journal;

/// <summary>Limits of the journal of inputs that cannot be asked again; section <c>Journal</c>.</summary>
internal sealed record JournalOptions
{
    /// <summary>
    /// How long a record waits for others to be flushed with it, milliseconds: what an answer that promises durability is delayed by, besides the disk; 0 flushes at once.
    /// <value>Default 10; 0 to 1000.</value>
    /// </summary>
    public int FlushMilliseconds { get; init; } = 10;

    /// <summary>
    /// Bytes at which a segment is closed and the next one begun; it may be passed by what is flushed at once (<see cref="JournalWriter.MaxWaitingBytes"/>), or by one record.
    /// <value>Default 64 MiB; 1 MiB to 1 GiB.</value>
    /// </summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Most bytes of all segments. A full journal gives up kept recordings first, oldest first, and then holds back its inputs until a checkpoint covers more.
    /// At least two segments. <value>Default 4 GiB; 2 MiB to 1 TiB.</value>
    /// </summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>Hours for which segments that no checkpoint needs are kept as a recording; 0 keeps none. <value>Default 0; 0 to 8760.</value></summary>
    public int KeepHours { get; init; }
}
