using RtmPipeline.Telemetry;

namespace RtmPipeline.Delivery;

/// <summary>Keeps the health of one delivery and tells its metrics. For use from several threads.</summary>
internal sealed class DeliveryWatch
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly DeliveryMetrics _metrics;
    private DeliveryHealth _health;

    public DeliveryWatch(TimeProvider time, DeliveryMetrics metrics)
    {
        _time = time;
        _metrics = metrics;
        _health = new DeliveryHealth(DeliveryState.Closed, DeliveryTrouble.None, string.Empty, time.GetUtcNow(), null, 0, 0, 0);
    }

    public DeliveryHealth Now
    {
        get
        {
            lock (_lock)
                return _health;
        }
    }

    private bool HasEnded => Now.State is DeliveryState.Refused or DeliveryState.Fenced;

    /// <summary>The target answered well. Where another writer has the role, or the run ends, that changes nothing.</summary>
    public void Succeeded()
    {
        if (!HasEnded && Now.Trouble != DeliveryTrouble.RoleHeld)
            Change(DeliveryState.Connected, DeliveryTrouble.None, string.Empty);
        lock (_lock)
            _health = _health with { LastSuccess = _time.GetUtcNow() };
    }

    public void TookRole() => Change(DeliveryState.Connected, DeliveryTrouble.None, string.Empty);

    /// <summary>An attempt failed and will be made again.</summary>
    public void Waits(DeliveryTrouble trouble, string detail)
    {
        _metrics.Retried(trouble.Word());
        if (!HasEnded)
            Change(DeliveryState.Waiting, trouble, detail);
    }

    public void Refused(DeliveryTrouble trouble, string detail) => Change(DeliveryState.Refused, trouble, detail);

    /// <summary>The run ends, for what this says where nothing more exact was said before.</summary>
    public void Refused(string detail)
    {
        if (!HasEnded)
            Refused(DeliveryTrouble.Other, detail);
    }

    public void Fenced(string detail)
    {
        if (Now.State != DeliveryState.Fenced)
            _metrics.LostRole();
        Change(DeliveryState.Fenced, DeliveryTrouble.RoleHeld, detail);
    }

    public void Wrote(OutputStream stream)
    {
        _metrics.Wrote(stream.Name());
        lock (_lock)
            _health = _health with { Written = _health.Written + 1 };
    }

    public void Resent(OutputStream stream)
    {
        _metrics.Resent(stream.Name());
        lock (_lock)
            _health = _health with { Resent = _health.Resent + 1 };
    }

    public void Compared(OutputStream stream)
    {
        _metrics.Compared(stream.Name());
        lock (_lock)
            _health = _health with { Compared = _health.Compared + 1 };
    }

    private void Change(DeliveryState state, DeliveryTrouble trouble, string detail)
    {
        _metrics.Up(state == DeliveryState.Connected);
        lock (_lock)
        {
            bool isSame = _health.State == state && _health.Trouble == trouble;
            _health = _health with { State = state, Trouble = trouble, Detail = detail, Since = isSame ? _health.Since : _time.GetUtcNow() };
        }
    }
}
