namespace RtmPipeline.Tests.TestKit;

/// <summary>A clock that a test moves on: timers that come due on the way fire, in the order of their times, each at its own.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<SteppedTimer> _timers = [];
    private DateTimeOffset _now = start;

    public SteppedClock()
        : this(new DateTimeOffset(2026, 8, 14, 9, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    /// <summary>When the next timer fires; null when none waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
                return _timers.Count == 0 ? null : _timers.Min(timer => timer.Due);
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SteppedTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, and lets fire what comes due.</summary>
    public void Advance(TimeSpan time)
    {
        DateTimeOffset to = GetUtcNow() + time;
        while (Next(to) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = to > _now ? to : _now;
    }

    /// <summary>Waits until somebody waits for the clock, then moves to when the next timer fires.</summary>
    public async Task AdvanceToNextAsync()
    {
        await Eventually.IsTrue(() => NextDue is not null, "somebody waits for the clock");
        Advance(NextDue!.Value - GetUtcNow());
    }

    private SteppedTimer? Next(DateTimeOffset to)
    {
        lock (_gate)
        {
            SteppedTimer? next = _timers.Where(timer => timer.Due <= to).MinBy(timer => timer.Due);
            if (next is null)
                return null;
            _now = next.Due > _now ? next.Due : _now;
            if (next.Period > TimeSpan.Zero)
                next.Due += next.Period;
            else
                _timers.Remove(next);
            return next;
        }
    }

    private sealed class SteppedTimer(SteppedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
                }
            }

            // A timer that is due at once fires at once, as on a real clock.
            if (dueTime == TimeSpan.Zero)
                clock.Advance(TimeSpan.Zero);
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
