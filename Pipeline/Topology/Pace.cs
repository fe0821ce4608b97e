namespace RtmPipeline.Topology;

/// <summary>Holds a recording back to a multiple of the speed at which it happened.</summary>
/// <param name="speed">Stream seconds for each second of the clock; positive.</param>
/// <param name="clock">The clock.</param>
internal sealed class Pace(double speed, TimeProvider clock)
{
    private long _startTimestamp;
    private long _startTime = long.MinValue;

    /// <summary>How long to wait before a post of this time may go; zero or less when it is due.</summary>
    public TimeSpan Wait(long postedAt)
    {
        if (_startTime == long.MinValue)
        {
            _startTime = postedAt;
            _startTimestamp = clock.GetTimestamp();
            return TimeSpan.Zero;
        }

        return TimeSpan.FromMilliseconds((postedAt - _startTime) / speed) - clock.GetElapsedTime(_startTimestamp);
    }

    public Task DelayAsync(TimeSpan wait, CancellationToken cancellation) => Task.Delay(wait, clock, cancellation);
}
