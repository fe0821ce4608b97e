using RtmPipeline.Sources;

namespace RtmPipeline.Posts;

/// <summary>One outcome of decoding: exactly one of the first two is set, or neither where the stream says that nothing came.</summary>
/// <param name="Post">What the record says.</param>
/// <param name="Rejection">Why it says nothing.</param>
/// <param name="Record">Index of its record within the batch.</param>
internal readonly record struct DecodedItem(Post? Post, Rejection? Rejection, int Record = 0)
{
    /// <summary>Time up to which nothing came, unix milliseconds; 0 for posts and rejections.</summary>
    public long QuietUntil { get; init; }
}

/// <summary>Outcomes of decoding one raw batch, in source order. One record may give many posts (a feed, a search page) or none.</summary>
internal sealed class DecodedBatch
{
    private static readonly int s_ignoreReasons = Enum.GetValues<IgnoreReason>().Length;

    public List<DecodedItem> Items { get; } = [];

    /// <summary>Records and parts of records that are nothing to count, by <see cref="IgnoreReason"/>.</summary>
    public long[] Ignored { get; } = new long[s_ignoreReasons];

    /// <summary>Where each raw record that went in stands in its source.</summary>
    public List<RecordPosition> Places { get; } = [];

    /// <summary>Raw records that went in.</summary>
    public long Records => Places.Count;

    /// <summary>Bytes of those records.</summary>
    public long Bytes { get; set; }

    public void Add(Post post) => Items.Add(new DecodedItem(post, null, Places.Count - 1));

    public void Add(Rejection rejection) => Items.Add(new DecodedItem(null, rejection, Places.Count - 1));

    /// <summary>Notes that nothing came up to a time.</summary>
    public void AddQuiet(long until) => Items.Add(new DecodedItem(null, null, Places.Count - 1) { QuietUntil = until });

    public void Ignore(IgnoreReason reason) => Ignored[(int)reason]++;
}
