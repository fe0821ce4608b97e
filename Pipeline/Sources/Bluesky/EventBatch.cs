using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>Gathers the records of messages that came together.</summary>
/// <param name="host">Name and clock.</param>
/// <param name="maxRecords">Most records.</param>
internal sealed class EventBatch(SourceHost host, int maxRecords)
{
    /// <summary>Most bytes before a batch is handed on, however few its records.</summary>
    private const int MaxBytes = 256 << 10;

    private readonly List<RawRecord> _records = [];
    private long _bytes;
    private long _newest;

    public bool IsEmpty => _records.Count == 0;

    public bool IsFull => _records.Count >= maxRecords || _bytes >= MaxBytes;

    /// <param name="bytes">The message; copied.</param>
    /// <param name="timeUs">When the network had it, unix microseconds; 0 where it does not tell.</param>
    /// <param name="fault">Why it is no record; null where it is one.</param>
    public void Add(ReadOnlySpan<byte> bytes, long timeUs, string? fault = null)
    {
        long now = host.Now;
        long told = timeUs / 1000;
        long received = told > 0 && told < now ? told : now;
        _records.Add(new RawRecord
        {
            Form = fault is null ? RecordForm.Json : RecordForm.Fault,
            Bytes = bytes.ToArray(),
            Position = new RecordPosition(host.Watch.Name, 0, 0),
            ReceivedAt = received,
            Fault = fault,
        });
        _bytes += bytes.Length;
        _newest = told > 0 ? Math.Max(_newest, received) : _newest;
    }

    /// <summary>Makes a batch of what was gathered, and begins anew.</summary>
    /// <param name="accepted">Called when it is safe.</param>
    public RawBatch Take(Action accepted)
    {
        RawBatch batch = new([.. _records], _records.Count, buffer: null) { Accepted = accepted };
        host.Watch.Received(_records.Count, _bytes, _newest);
        _records.Clear();
        (_bytes, _newest) = (0, 0);
        return batch;
    }
}
