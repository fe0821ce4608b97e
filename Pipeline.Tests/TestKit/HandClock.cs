namespace RtmPipeline.Tests.TestKit;

/// <summary>A clock whose timers fire when a test says so. Time itself stands.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly List<HandTimer> _timers = [];

    /// <summary>Periods of the timers made so far.</summary>
    public IReadOnlyList<TimeSpan> Periods => [.. _timers.Select(timer => timer.Period)];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        HandTimer timer = new(callback, state, period);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Lets every timer fire once.</summary>
    public void Fire() => _timers.ForEach(timer => timer.Fire());

    private sealed class HandTimer(TimerCallback callback, object? state, TimeSpan period) : ITimer
    {
        private bool _isOver;

        public TimeSpan Period { get; private set; } = period;

        public void Fire()
        {
            if (!_isOver)
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Period = period;
            return !_isOver;
        }

        public void Dispose() => _isOver = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
