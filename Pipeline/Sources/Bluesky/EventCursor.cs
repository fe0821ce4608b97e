namespace RtmPipeline.Sources.Bluesky;

/// <summary>A stretch of time of which nothing came.</summary>
/// <param name="FromUs">The newest event before it, unix microseconds.</param>
/// <param name="ToUs">Its end.</param>
internal readonly record struct EventGap(long FromUs, long ToUs)
{
    public TimeSpan Length => TimeSpan.FromMicroseconds(ToUs - FromUs);
}

/// <summary>
/// Knows where to go on: the greatest time of an event so far, less the rewind. Times are unix microseconds of the server that is read; they are not in order, and another server has
/// other ones for the same event, so the next server is asked for some seconds more than was seen, and what comes again is dropped. A time ahead of our clock counts as now: a cursor in
/// the future would make the server pass over everything up to it.
/// </summary>
/// <param name="options">Rewind, look-back and filter.</param>
/// <param name="clock">Ours.</param>
internal sealed class EventCursor(BlueskyOptions options, TimeProvider clock)
{
    /// <summary>
    /// How much later than what was seen last the first event after a break may be. All posts, likes and reposts come by the hundred a second, and account events, which come with every
    /// filter but that for accounts, several a second.
    /// </summary>
    public static readonly TimeSpan GapTolerance = TimeSpan.FromSeconds(10);

    /// <summary>Connections that break at the same place before it is passed over.</summary>
    public const int MaxBreaks = 3;

    /// <summary>Longest stretch that is passed over at once.</summary>
    private static readonly TimeSpan s_longestSkip = TimeSpan.FromHours(1);

    private readonly long _rewindUs = (long)options.Rewind.TotalMicroseconds;
    private readonly long _lookBackUs = (long)TimeSpan.FromHours(options.MaxLookBackHours).TotalMicroseconds;
    private long _expected;
    private long _asked;
    private bool _isFirst;
    private bool _isOutdated;
    private long _brokeAt = -1;
    private int _breaks;

    /// <summary>The greatest time that was received, 0 for none.</summary>
    public long Newest { get; private set; }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    /// <summary>Takes over where an earlier run was.</summary>
    /// <returns>False when that lies in the future, which is taken for now.</returns>
    public bool GoOnFrom(long newestUs)
    {
        long now = Now;
        Newest = Math.Min(newestUs, now);
        return newestUs <= now;
    }

    /// <summary>Where a new connection is to begin; null for what happens from then on.</summary>
    public long? Next()
    {
        long now = Now;
        if (Newest == 0)
            return options.StartAtHoursAgo > 0 ? now - (long)TimeSpan.FromHours(options.StartAtHoursAgo).TotalMicroseconds : null;
        long from = _breaks >= MaxBreaks ? Newest + SkipUs : Newest - _rewindUs;
        return Math.Max(from, now - _lookBackUs);
    }

    /// <summary>A connection was made, and what comes first will tell whether something is missing.</summary>
    /// <param name="asked">What it was asked for.</param>
    public void Opened(long? asked)
    {
        _expected = Newest;
        _asked = asked ?? Newest;
        _isFirst = true;
        _isOutdated = false;
    }

    /// <summary>The server says that it does not go back as far as it was asked to.</summary>
    public void Outdated() => _isOutdated = true;

    /// <summary>Takes the time of an event.</summary>
    /// <returns>What is missing before it; null where nothing is, or that cannot be told.</returns>
    public EventGap? Take(long timeUs)
    {
        long at = Math.Min(timeUs, Now);
        EventGap? gap = _isFirst ? GapBefore(at) : null;
        _isFirst = false;
        Newest = Math.Max(Newest, at);
        if (Newest > _brokeAt)
            _breaks = 0;
        return gap;
    }

    /// <summary>Nothing came since the connection was opened, and that is no fault: all up to then was seen.</summary>
    /// <param name="openedAt">When it was opened.</param>
    public void SeenUpTo(DateTimeOffset openedAt) => Newest = Math.Max(Newest, Math.Min(openedAt.ToUnixTimeMilliseconds() * 1000, Now));

    /// <summary>What came is no message. It comes again when reading begins before it, so after <see cref="MaxBreaks"/> times at the same place it is passed over, in steps that double.</summary>
    /// <returns>How much is passed over next; zero for nothing.</returns>
    public TimeSpan Broke()
    {
        _breaks = Newest == _brokeAt ? _breaks + 1 : 1;
        _brokeAt = Newest;
        return _breaks >= MaxBreaks ? TimeSpan.FromMicroseconds(SkipUs) : TimeSpan.Zero;
    }

    private long SkipUs => (long)Math.Min(s_longestSkip.TotalMicroseconds, 1_000_000.0 * Math.Pow(2, _breaks - MaxBreaks));

    private EventGap? GapBefore(long at)
    {
        if (_expected == 0)
            return null;

        // Of a few accounts nobody knows when they say something: only what could not be asked for is missing for sure.
        long end = options.IsSparse && !_isOutdated ? Math.Min(at, _asked) : at;
        return end - _expected > (long)GapTolerance.TotalMicroseconds ? new EventGap(_expected, end) : null;
    }
}
