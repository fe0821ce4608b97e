namespace RtmPipeline.Posts;

/// <summary>One outcome of decoding: exactly one of the two is set.</summary>
internal readonly record struct DecodedItem(Post? Post, Rejection? Rejection);

/// <summary>Outcomes of decoding one raw batch, in source order. One record may give many posts (a feed, a search page) or none.</summary>
internal sealed class DecodedBatch
{
    private static readonly int s_ignoreReasons = Enum.GetValues<IgnoreReason>().Length;

    public List<DecodedItem> Items { get; } = [];

    /// <summary>Records and parts of records that are nothing to count, by <see cref="IgnoreReason"/>.</summary>
    public long[] Ignored { get; } = new long[s_ignoreReasons];

    /// <summary>Raw records that went in.</summary>
    public long Records { get; set; }

    /// <summary>Bytes of those records.</summary>
    public long Bytes { get; set; }

    public void Add(Post post) => Items.Add(new DecodedItem(post, null));

    public void Add(Rejection rejection) => Items.Add(new DecodedItem(null, rejection));

    public void Ignore(IgnoreReason reason) => Ignored[(int)reason]++;
}
