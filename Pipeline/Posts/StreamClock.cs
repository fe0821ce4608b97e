using RtmPipeline.State;

namespace RtmPipeline.Posts;

/// <summary>What more can be expected to decide about the posts that wait.</summary>
internal enum WaitEnd : byte
{
    /// <summary>More posts may come.</summary>
    Open,

    /// <summary>The stream has ended: no post will come.</summary>
    StreamEnds,

    /// <summary>Too much waits behind the held posts: they are decided without waiting for more.</summary>
    QueueFull,
}

/// <summary>
/// Stream time: the latest time that believable posts have shown, moved by posts alone and never by a wall clock. A post whose time lies too
/// far ahead waits for the next ones to confirm or refute it, so one broken clock moves nothing.
/// </summary>
/// <remarks>
/// <para>1 A post no further ahead than the step allowed moves stream time at once. The step is the lateness allowed, or, in a busy stream, the
/// time that its newest <see cref="BusyWindow"/> posts took (at least <see cref="MinStepMs"/>). Were it the lateness everywhere, clocks a few minutes
/// ahead could push a busy stream on one after the other, each by an allowed step, until posts on time were all late.</para>
/// <para>2 A post further ahead is held. Each next post confirms it when it lies at or after the held time less the lateness allowed
/// (less half the leap, where that is shorter and the stream is busy), and refutes it when it lies before. <see cref="QuietPosts"/> posts
/// that agree, the held one among them, move stream time to the held one; a leap beyond the longest takes <see cref="FarPosts"/>, all
/// within that leap of each other; a busy stream, where waiting costs nothing, takes <see cref="BusyPosts"/>. A refuted post counts at
/// the present stream time. So a stream with a post every twenty minutes runs one post behind, and is right.</para>
/// <para>3 The stream starts at the first post when the second, or else the third, lies from the lateness before it to the longest leap after
/// it; else at the second when the third agrees with that; else at the middle one of the three. What turns out ahead then is refuted
/// as in 2; a first post that turns out to lie far behind keeps its time, and is late.</para>
/// <para>Broken clocks that agree with each other, as many in a row as confirm a leap, cannot be told from the truth: they move stream time,
/// which never goes back. So does a sender who means to, with one post in <see cref="BusyWindow"/> and more. Everything here depends on the order of the posts alone.</para>
/// </remarks>
internal sealed class StreamClock
{
    /// <summary>Posts that agree on a leap in a quiet stream, the held one included.</summary>
    public const int QuietPosts = 2;

    /// <summary>Posts that agree on a leap beyond the longest, and posts that the start waits for at most.</summary>
    public const int FarPosts = 3;

    /// <summary>Posts that agree on a leap in a busy stream; also the most that are held. With one clock in a hundred broken, chance brings eight in a row once in 10^16 posts.</summary>
    public const int BusyPosts = 8;

    /// <summary>Posts over which the rate is measured: a stream is busy when so many came in time within less than the lateness allowed.</summary>
    public const int BusyWindow = 32;

    /// <summary>A step of a second is always allowed, milliseconds: many sources tell time in whole seconds.</summary>
    public const long MinStepMs = 1000;

    private readonly long _maxLatenessMs;
    private readonly long _maxLeapMs;
    private readonly List<long> _held = new(BusyPosts);

    /// <summary>Stream time after each of the newest posts that came in time, as a ring; before it is full, the zeros in it mean a quiet stream.</summary>
    private readonly long[] _recent = new long[BusyWindow];
    private int _next;

    /// <param name="maxLateness">Largest step ahead that one post may cause in a quiet stream; not negative.</param>
    /// <param name="maxLeap">Longest leap that is believed like any other, not less than <paramref name="maxLateness"/>.</param>
    public StreamClock(TimeSpan maxLateness, TimeSpan maxLeap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLateness, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLeap, maxLateness);
        _maxLatenessMs = (long)maxLateness.TotalMilliseconds;
        _maxLeapMs = (long)maxLeap.TotalMilliseconds;
    }

    /// <summary>Unix milliseconds; 0 until the stream has started.</summary>
    public long Now { get; private set; }

    /// <summary>True once there is a stream time.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Posts that wait for others to confirm or refute them.</summary>
    public int HeldCount => _held.Count;

    /// <summary>Stream time that the newest <see cref="BusyWindow"/> posts took, milliseconds.</summary>
    private long Span => Now - _recent[_next];

    /// <summary>Takes a post's time where nothing has to be decided about it, as for nearly all posts.</summary>
    /// <param name="postedAt">Unix milliseconds.</param>
    /// <returns>False when the post must be held: with <see cref="Hold"/>.</returns>
    public bool TryPass(long postedAt)
    {
        if (!HasStarted || _held.Count > 0 || !IsInStep(postedAt))
            return false;
        Believe(postedAt);
        return true;
    }

    /// <summary>Lets a post wait behind those held already; ask <see cref="TryDecide"/> for them next.</summary>
    public void Hold(long postedAt)
    {
        if (_held.Count == BusyPosts)
            throw new InvalidOperationException($"{BusyPosts} posts are held already: the first can be decided");
        _held.Add(postedAt);
    }

    /// <summary>Decides about the post that is held the longest, and moves stream time by it if it is believed.</summary>
    /// <param name="end">What more can be expected; anything but <see cref="WaitEnd.Open"/> decides for sure.</param>
    /// <param name="countedAt">The time the post counts at: its own, or stream time when its clock runs ahead.</param>
    /// <returns>False when nothing is held, or when it takes more posts to decide.</returns>
    public bool TryDecide(WaitEnd end, out long countedAt)
    {
        countedAt = 0;
        if (_held.Count == 0 || (!HasStarted && !TryStart(end)))
            return false;
        long first = _held[0];
        bool? isRight = IsInStep(first) ? true : Judge(first, end);
        if (isRight is null)
            return false;
        _held.RemoveAt(0);
        if (isRight.Value)
            Believe(first);
        countedAt = isRight.Value ? first : Now;
        return true;
    }

    /// <summary>Moves stream time to a time up to which, as whoever received the stream says, all there was has come. Held posts before it can be decided then.</summary>
    /// <param name="time">Unix milliseconds; one before stream time changes nothing.</param>
    /// <returns>False where no post has come yet: the stream begins with posts.</returns>
    public bool Reach(long time)
    {
        if (!HasStarted && (_held.Count == 0 || !StartAt(_held.Min())))
            return false;
        Now = Math.Max(Now, time);
        return true;
    }

    public void Save(StateWriter to)
    {
        to.Section("posts.clock");
        to.Bool(HasStarted);
        to.Long(Now);
        to.Values(_held);
        to.Values(_recent);
        to.Int(_next);
    }

    /// <summary>Takes over what was saved.</summary>
    /// <exception cref="StateFormatException">It is no state of a clock.</exception>
    public void Load(StateReader from)
    {
        from.Section("posts.clock");
        HasStarted = from.Bool();
        Now = from.Long();
        _held.Clear();
        _held.AddRange(from.Values<long>());
        if (_held.Count > BusyPosts)
            throw from.Broken($"{_held.Count} posts are held, more than {BusyPosts}");
        from.ValuesInto<long>(_recent);
        _next = from.Int();
        if (_next is < 0 or >= BusyWindow)
            throw from.Broken($"{_next} is no place among {BusyWindow}");
    }

    private bool IsInStep(long postedAt)
    {
        long ahead = postedAt - Now;
        return ahead <= 0 || ahead <= Math.Min(_maxLatenessMs, Math.Max(MinStepMs, Span));
    }

    private void Believe(long postedAt)
    {
        if (postedAt > Now)
            Now = postedAt;
        // Old posts that come in a heap say nothing about how fast stream time moves.
        if (Now - postedAt > _maxLatenessMs)
            return;
        _recent[_next] = Now;
        _next = (_next + 1) % BusyWindow;
    }

    /// <summary>True when the held post is right, false when its clock is broken, null when that is not known yet.</summary>
    private bool? Judge(long first, WaitEnd end)
    {
        long leap = first - Now;
        bool isFar = leap > _maxLeapMs;
        bool isBusy = Span < _maxLatenessMs;
        int posts = isBusy ? BusyPosts : isFar ? FarPosts : QuietPosts;
        long earliest = first - (isBusy ? Math.Min(_maxLatenessMs, leap / 2) : _maxLatenessMs);
        for (int i = 1; i < Math.Min(_held.Count, posts); i++)
        {
            if (_held[i] < earliest || (isFar && _held[i] - first > _maxLeapMs))
                return false;
        }

        if (_held.Count >= posts)
            return true;
        return end switch
        {
            WaitEnd.Open => null,
            WaitEnd.StreamEnds => !isFar,
            _ => false,
        };
    }

    private bool TryStart(WaitEnd end)
    {
        long first = _held[0];
        long second = _held.Count > 1 ? _held[1] : first;
        if (_held.Count > 1 && Agree(first, second))
            return StartAt(first);
        if (_held.Count < FarPosts)
            return end != WaitEnd.Open && StartAt(Math.Min(first, second));
        long third = _held[2];
        if (Agree(first, third))
            return StartAt(first);
        return StartAt(Agree(second, third) ? second : Middle(first, second, third));
    }

    private bool Agree(long earlier, long later) => later - earlier >= -_maxLatenessMs && later - earlier <= _maxLeapMs;

    private static long Middle(long a, long b, long c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    private bool StartAt(long time)
    {
        Now = time;
        HasStarted = true;
        return true;
    }
}
