namespace RtmPipeline.Posts;

/// <summary>
/// Stream time: the latest time any post has shown so far, moved by posts alone and never by a wall clock.
/// One post with a broken clock must not move it: a leap counts only when the next post confirms it.
/// </summary>
/// <param name="maxLeap">Largest step ahead that a single post may cause; positive.</param>
internal sealed class StreamClock(TimeSpan maxLeap)
{
    private readonly long _maxLeapMs = (long)maxLeap.TotalMilliseconds;
    private long _suspect;
    private bool _confirmed;

    /// <summary>Unix milliseconds; 0 before the first post.</summary>
    public long Now { get; private set; }

    /// <summary>True when the last observation started the clock anew; ticks start anew with it.</summary>
    public bool Restarted { get; private set; }

    /// <summary>Takes a post's claimed time, and moves stream time when it is plausible.</summary>
    /// <returns>The time the post counts at: its own, or stream time when it runs ahead implausibly.</returns>
    public long Observe(long postedAt)
    {
        long ahead = postedAt - Now;
        Restarted = false;
        if (Now == 0 || (!_confirmed && Math.Abs(ahead) > _maxLeapMs))
        {
            // The very first time may be the broken one, so it stands only when a second post is near it.
            Restarted = true;
            Now = postedAt;
            return postedAt;
        }

        if (ahead <= _maxLeapMs)
        {
            _confirmed = true;
            _suspect = 0;
            Now = Math.Max(Now, postedAt);
            return postedAt;
        }

        if (_suspect != 0 && Math.Abs(postedAt - _suspect) <= _maxLeapMs)
        {
            _suspect = 0;
            Now = postedAt;
            return postedAt;
        }

        _suspect = postedAt;
        return Now;
    }
}
