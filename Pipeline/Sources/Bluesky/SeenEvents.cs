namespace RtmPipeline.Sources.Bluesky;

/// <summary>
/// The newest changes of records that came, so that those which come again when reading begins anew some seconds back are told: a like or an unlike has no identity by which later
/// stages would know it again. Memory: about 30 bytes for each of <paramref name="capacity"/>.
/// </summary>
/// <param name="capacity">Most changes that are remembered; the oldest is forgotten.</param>
internal sealed class SeenEvents(int capacity)
{
    /// <summary>More than three minutes of all posts, likes and reposts at 600 a second, against the seconds that are read again.</summary>
    public const int DefaultCapacity = 1 << 17;

    private readonly ulong[] _ring = new ulong[capacity];
    private readonly HashSet<ulong> _known = [];

    /// <summary>Changes that were added so far; numbers the next one.</summary>
    public long Added { get; private set; }

    /// <summary>Adds a change.</summary>
    /// <returns>False when it came before.</returns>
    public bool Add(ulong change)
    {
        if (!_known.Add(change))
            return false;
        int at = (int)(Added++ % capacity);
        if (Added > capacity)
            _known.Remove(_ring[at]);
        _ring[at] = change;
        return true;
    }

    /// <summary>Changes before a number, the newest of them, in order.</summary>
    /// <param name="end">Number behind the last.</param>
    /// <param name="most">Most of them.</param>
    public ulong[] Before(long end, int most)
    {
        long first = Math.Max(Math.Max(0, end - most), Added - capacity);
        ulong[] changes = new ulong[Math.Max(0, end - first)];
        for (int i = 0; i < changes.Length; i++)
            changes[i] = _ring[(first + i) % capacity];
        return changes;
    }
}
