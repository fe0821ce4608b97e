namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// The entries that were written last, in order, to be sent again should Redis lose its tail. Bounded in number and in bytes; the oldest leave.
/// </summary>
internal sealed class RecentEntries(int maxEntries, long maxBytes)
{
    /// <summary>Bytes an entry takes besides its values: object, arrays and their headers.</summary>
    private const int OverheadBytes = 500;

    private readonly Queue<Recent> _entries = new();
    private readonly int[] _counts = new int[OutputStreams.Count];
    private long _bytes;

    public int Count => _entries.Count;

    public void Add(OutputEntry entry, EntryId id)
    {
        _entries.Enqueue(new Recent(entry, id));
        _counts[(int)entry.Stream]++;
        _bytes += entry.Size + OverheadBytes;
        while (_entries.Count > 0 && (_entries.Count > maxEntries || _bytes > maxBytes))
        {
            OutputEntry oldest = _entries.Dequeue().Entry;
            _counts[(int)oldest.Stream]--;
            _bytes -= oldest.Size + OverheadBytes;
        }
    }

    /// <summary>Entries of a stream that are kept: the last so many.</summary>
    public int CountOf(OutputStream stream) => _counts[(int)stream];

    /// <summary>What was written beyond these ends, in the order in which it was written.</summary>
    public List<OutputEntry> After(StreamHeads heads) => [.. _entries.Where(kept => kept.Entry.Seq > heads[kept.Entry.Stream].Seq).Select(kept => kept.Entry)];

    /// <summary>The last entries of a stream up to a number, oldest first.</summary>
    public List<(OutputEntry Entry, EntryId Id)> UpTo(OutputStream stream, long seq, int most) =>
        [.. _entries.Where(kept => kept.Entry.Stream == stream && kept.Entry.Seq <= seq).TakeLast(most).Select(kept => (kept.Entry, kept.Id))];

    private readonly record struct Recent(OutputEntry Entry, EntryId Id);
}
