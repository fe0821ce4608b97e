namespace RtmPipeline.Sources.Bluesky;

/// <summary>Tells when nothing has come for too long. One timer for a connection, however many messages come; time in which nobody reads does not count.</summary>
internal sealed class QuietTimer : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private readonly Action _expired;
    private readonly ITimer _timer;
    private long _last;
    private volatile bool _isPaused;
    private volatile bool _hasExpired;

    /// <param name="clock">Times it.</param>
    /// <param name="limit">How long it may be quiet.</param>
    /// <param name="expired">Called once, from a timer.</param>
    public QuietTimer(TimeProvider clock, TimeSpan limit, Action expired)
    {
        _clock = clock;
        _limit = limit;
        _expired = expired;
        _last = clock.GetTimestamp();
        _timer = clock.CreateTimer(static state => ((QuietTimer)state!).Look(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public bool HasExpired => _hasExpired;

    /// <summary>Something came.</summary>
    public void Touch() => Volatile.Write(ref _last, _clock.GetTimestamp());

    /// <summary>Nobody reads from now on.</summary>
    public void Pause() => _isPaused = true;

    public void Resume()
    {
        Touch();
        _isPaused = false;
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        TimeSpan quiet = _isPaused ? TimeSpan.Zero : _clock.GetElapsedTime(Volatile.Read(ref _last));
        if (quiet < _limit)
        {
            _timer.Change(_limit - quiet, Timeout.InfiniteTimeSpan);
            return;
        }

        _hasExpired = true;
        _expired();
    }
}
