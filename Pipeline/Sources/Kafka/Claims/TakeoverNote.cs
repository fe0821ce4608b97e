namespace RtmPipeline.Sources.Kafka.Claims;

/// <summary>
/// Who took a partition over last, and where it began: one offset of a side group, since an offset is all that a group keeps for a partition. The lower bits are the process's
/// tag, the upper ones the position.
/// </summary>
/// <param name="Position">Offset at which the partition was begun.</param>
/// <param name="Tag">Of the process's state.</param>
internal readonly record struct TakeoverNote(long Position, int Tag)
{
    /// <summary>Bits of a tag: two processes of a group share one with a probability of one in a million.</summary>
    public const int TagBits = 20;

    public const int Tags = 1 << TagBits;

    /// <summary>Positions that can be noted, 8.8 × 10¹² records of one partition; further ones are noted as this one.</summary>
    public const long MaxPosition = (1L << (63 - TagBits)) - 1;

    public long Offset => (Math.Min(Position, MaxPosition) << TagBits) | (long)Tag;

    public static TakeoverNote Of(long offset) => new(offset >> TagBits, (int)(offset & (Tags - 1)));
}
