namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Entries that go to Redis in one script: all of them, or none. Their ids follow from where the streams ended and from the entries' times alone,
/// so a chunk sent again is the same chunk.
/// </summary>
internal sealed class Chunk
{
    private Chunk(OutputEntry[] entries, EntryId[] ids, StreamHeads before, StreamHeads after)
    {
        Entries = entries;
        Ids = ids;
        Before = before;
        After = after;
    }

    public OutputEntry[] Entries { get; }

    /// <summary>Redis' id of each entry.</summary>
    public EntryId[] Ids { get; }

    /// <summary>Where the streams must end for the chunk to fit.</summary>
    public StreamHeads Before { get; }

    /// <summary>Where they end once it is written.</summary>
    public StreamHeads After { get; }

    /// <exception cref="ArgumentException">An entry is not numbered as the next one of its stream.</exception>
    public static Chunk Of(IReadOnlyList<OutputEntry> entries, StreamHeads before)
    {
        EntryId[] ids = new EntryId[entries.Count];
        StreamHeads after = before;
        for (int i = 0; i < ids.Length; i++)
        {
            StreamHead head = after[entries[i].Stream];
            if (entries[i].Seq != head.Seq + 1)
                throw new ArgumentException($"entry {entries[i].Seq} of {entries[i].Stream.Name()} cannot follow {head.Seq}", nameof(entries));
            ids[i] = head.LastId.Next(entries[i].Time);
            after = after.With(entries[i].Stream, new StreamHead(entries[i].Seq, ids[i]));
        }

        return new Chunk([.. entries], ids, before, after);
    }
}
