namespace RtmPipeline.Posts.Decoding.X;

/// <summary>Posts and users of one v2 response, until it is read to its end: what posts refer to may stand before or after them.</summary>
internal sealed class XResponse
{
    /// <summary>Posts taken of one page; X gives up to 500. The rest is left out and told once.</summary>
    public const int MaxPosts = 1_000;

    /// <summary>Posts that came along, and users, taken of one response: a few for each post of a full page. The rest is passed over.</summary>
    public const int MaxIncluded = 10_000;

    /// <summary>From this many on, users and posts are found through an index: a page has up to 100, an abusive record many thousands.</summary>
    private const int IndexedFrom = 16;

    /// <summary>Lists longer than this are let go after their record, so that one big page is not kept for the whole batch.</summary>
    private const int KeptCapacity = 1024;

    private readonly Dictionary<ulong, int> _userIndex = [];
    private readonly Dictionary<ulong, int> _includedIndex = [];

    /// <summary>The posts the response is about, in order.</summary>
    public List<XStatus> Posts { get; } = [];

    /// <summary>Posts that came along because others refer to them.</summary>
    public List<XStatus> Included { get; } = [];

    public List<XUser> Users { get; } = [];

    public void Clear()
    {
        Clear(Posts);
        Clear(Included);
        Clear(Users);
        _userIndex.Clear();
        _includedIndex.Clear();
    }

    /// <summary>Index of the user with this id in <see cref="Users"/>, or -1.</summary>
    public int FindUser(ReadOnlySpan<byte> json, RawText id) => Find(json, id, Users, _userIndex, static user => user.Id);

    /// <summary>Index of the post with this id in <see cref="Included"/>, or -1.</summary>
    public int FindIncluded(ReadOnlySpan<byte> json, RawText id) => Find(json, id, Included, _includedIndex, static post => post.Id);

    private static int Find<T>(ReadOnlySpan<byte> json, RawText id, List<T> list, Dictionary<ulong, int> index, Func<T, RawText> idOf)
    {
        if (id.Length == 0)
            return -1;
        ReadOnlySpan<byte> wanted = id.Bytes(json);
        if (list.Count < IndexedFrom)
        {
            for (int i = 0; i < list.Count; i++)
            {
                if (idOf(list[i]).Bytes(json).SequenceEqual(wanted))
                    return i;
            }

            return -1;
        }

        for (int i = index.Count == 0 ? 0 : list.Count; i < list.Count; i++)
            index.TryAdd(StableHash.Of(idOf(list[i]).Bytes(json)), i);
        return index.TryGetValue(StableHash.Of(wanted), out int at) && idOf(list[at]).Bytes(json).SequenceEqual(wanted) ? at : -1;
    }

    private static void Clear<T>(List<T> list)
    {
        list.Clear();
        if (list.Capacity > KeptCapacity)
            list.Capacity = 0;
    }
}
