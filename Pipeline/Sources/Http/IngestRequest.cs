namespace RtmPipeline.Sources.Http;

/// <summary>What decoding will say of a record that holds no post.</summary>
internal readonly record struct IngestVerdict(int Index, string Reason);

/// <summary>A request whose records are on their way into the journal.</summary>
internal sealed class IngestRequest
{
    private const int Open = 0;
    private const int Accepted = 1;
    private const int GivenUp = 2;

    private readonly Action<int> _tellLate;
    private int _end;

    /// <param name="records">Its records.</param>
    /// <param name="bytes">What they lie in.</param>
    /// <param name="tellLate">Told how many records were journalled when the sender had been told to come back.</param>
    public IngestRequest(RawRecord[] records, IDisposable bytes, Action<int> tellLate)
    {
        _tellLate = tellLate;
        Records = records.Length;
        Bytes = records.Sum(record => (long)record.Bytes.Length);
        Batch = new RawBatch(records, records.Length, bytes) { Accepted = Accept };
    }

    public RawBatch Batch { get; }

    public int Records { get; }

    public long Bytes { get; }

    /// <summary>Records that hold no post.</summary>
    public int Rejected { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<IngestVerdict> Verdicts { get; init; } = [];

    /// <summary>True once the records are in the queue.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Completes when the journal has flushed them.</summary>
    public TaskCompletionSource Safe { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the waiting.</summary>
    /// <returns>True when the records are safe; false when the sender must be told to come back.</returns>
    public bool TryConclude() => Interlocked.CompareExchange(ref _end, GivenUp, Open) == Accepted;

    private void Accept()
    {
        if (Interlocked.CompareExchange(ref _end, Accepted, Open) == GivenUp)
            _tellLate(Records);
        Safe.TrySetResult();
    }
}
