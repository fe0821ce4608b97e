namespace RtmPipeline.Sources.Kafka.Claims;

/// <summary>Records whose claim is under way.</summary>
/// <param name="Range">What is claimed.</param>
/// <param name="Records">The records in it, in order.</param>
/// <param name="Begun">Timestamp of the clock.</param>
internal sealed record PendingClaim(OffsetRange Range, IReadOnlyList<RawRecord> Records, long Begun);

/// <summary>Records of a partition that is ours, on their way to being claimed.</summary>
/// <param name="start">Offset at which the partition was begun.</param>
internal sealed class PartitionClaiming(long start)
{
    private List<RawRecord> _unclaimed = [];
    private long _begun = start;
    private long _end = start;

    /// <summary>The claim under way; null for none. One at a time, so that an answer tells all there is to know.</summary>
    public PendingClaim? Pending { get; private set; }

    /// <summary>Bytes of the records that wait, claims under way included.</summary>
    public long Bytes { get; private set; }

    /// <summary>Records that are in no claim yet.</summary>
    public int Unclaimed => _unclaimed.Count;

    public void Add(in RawRecord record)
    {
        _unclaimed.Add(record);
        _end = record.Position.Origin!.Value + 1;
        Bytes += record.Bytes.Length;
    }

    /// <summary>Begins a claim of all there is.</summary>
    /// <returns>Null where there is nothing to claim, or a claim is under way.</returns>
    public PendingClaim? Begin(long now)
    {
        if (Pending is not null || _unclaimed.Count == 0)
            return null;
        Pending = new PendingClaim(new OffsetRange(_begun, _end), _unclaimed, now);
        _unclaimed = [];
        _begun = _end;
        return Pending;
    }

    /// <summary>The claim under way is ours.</summary>
    public void Finish()
    {
        Bytes -= Pending!.Records.Sum(record => (long)record.Bytes.Length);
        Pending = null;
    }
}
