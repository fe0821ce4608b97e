namespace RtmPipeline.Sources.Http;

/// <summary>
/// How many records a second each key may send. A request is let in while the key has something left, whatever its size, as that is known only once it is read; what it sent too
/// much is owed, and the key waits until it is paid back. So nothing that was read is refused, and the mean holds.
/// </summary>
/// <param name="perSecond">Records a second; 0 for no limit.</param>
/// <param name="clock">Times it.</param>
internal sealed class KeyQuotas(int perSecond, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Left, long At)> _keys = new(StringComparer.Ordinal);

    /// <summary>How long a key must wait before its next request; zero when it may send.</summary>
    public TimeSpan WaitOf(string key)
    {
        if (perSecond == 0)
            return TimeSpan.Zero;
        lock (_gate)
        {
            double left = Refilled(key);
            return left > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - left) / perSecond);
        }
    }

    /// <summary>Charges a key for what it sent.</summary>
    public void Charge(string key, int records)
    {
        if (perSecond == 0)
            return;
        lock (_gate)
        {
            // Names that are no key any more are not kept for ever.
            if (_keys.Count > BearerKeys.MaxKeys * 2)
                _keys.Clear();
            _keys[key] = (Refilled(key) - records, clock.GetTimestamp());
        }
    }

    private double Refilled(string key) =>
        _keys.TryGetValue(key, out (double Left, long At) known)
            ? Math.Min(perSecond, known.Left + (clock.GetElapsedTime(known.At).TotalSeconds * perSecond))
            : perSecond;
}
