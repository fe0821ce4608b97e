namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// The newest ids that one server gave: what fills a gap overlaps with the stream, and several streams of a server carry the same status. What is dropped here the pipeline
/// need not drop; what is not, it drops by the post's own identity.
/// </summary>
/// <param name="most">Ids known; the oldest is forgotten first.</param>
internal sealed class RecentStatuses(int most = RecentStatuses.DefaultMost)
{
    /// <summary>Some minutes of a large server's stream, and all of the largest gap by default; below 2 MB.</summary>
    public const int DefaultMost = 16_384;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Notes an id.</summary>
    /// <returns>False when it was known.</returns>
    public bool Add(string id)
    {
        lock (_gate)
        {
            if (!_known.Add(id))
                return false;
            _order.Enqueue(id);
            if (_order.Count > most)
                _known.Remove(_order.Dequeue());
            return true;
        }
    }
}
