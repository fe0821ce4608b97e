namespace RtmPipeline.Tests.Simulation;

/// <summary>A clock that moves only when it is told to, and fires timers as it passes them.</summary>
internal sealed class SeededClock : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private long _now;
    private long _made;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, () => callback(state), _made++);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time on without firing anything that is not reached.</summary>
    public void Pass(TimeSpan time)
    {
        long to = _now + time.Ticks;
        while (Next() is { } timer && timer.DueAt <= to)
            Fire(timer);
        _now = to;
    }

    /// <summary>Moves on to the next timer, and fires it.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryAdvance()
    {
        if (Next() is not { } timer)
            return false;
        Fire(timer);
        return true;
    }

    private Timer? Next() => _timers.OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Number).FirstOrDefault();

    private void Fire(Timer timer)
    {
        _now = Math.Max(_now, timer.DueAt);
        _timers.Remove(timer);
        timer.Callback();
    }

    private sealed class Timer(SeededClock clock, Action callback, long number) : ITimer
    {
        public long Number => number;

        public Action Callback => callback;

        public long DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
                throw new NotSupportedException("periods are not simulated");
            clock._timers.Remove(this);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            DueAt = clock._now + dueTime.Ticks;
            clock._timers.Add(this);
            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
