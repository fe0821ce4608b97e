namespace RtmPipeline.Delivery.Redis;

/// <summary>Where one stream ends: number and id of its last entry.</summary>
internal readonly record struct StreamHead(long Seq, EntryId LastId);

/// <summary>Where the three streams end. Immutable.</summary>
internal sealed class StreamHeads
{
    private readonly StreamHead[] _heads;

    public StreamHeads(ReadOnlySpan<StreamHead> heads) => _heads = heads.ToArray();

    public StreamHead this[int stream] => _heads[stream];

    public StreamHead this[OutputStream stream] => _heads[(int)stream];

    public StreamHeads With(OutputStream stream, StreamHead head)
    {
        StreamHeads changed = new(_heads);
        changed._heads[(int)stream] = head;
        return changed;
    }

    public long[] Seqs() => Array.ConvertAll(_heads, head => head.Seq);
}
