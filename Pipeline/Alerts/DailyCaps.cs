using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Alerts;

/// <summary>
/// Counts the alerts of each brand and kind over the last 24 hours of stream time. The last quarter of a cap, rounded down, is kept for alerts
/// well above their threshold: what comes first is not what matters most.
/// </summary>
internal sealed class DailyCaps
{
    private const long DayMs = 24 * 3_600_000L;

    /// <summary>One part in so many of a cap is kept for strong alerts.</summary>
    private const int ReservedPart = 4;

    private readonly Dictionary<(int Brand, AlertKind Kind), Queue<long>> _alerts = [];

    /// <summary>Goes over to other brands: one that stays keeps its count.</summary>
    public void Adopt(BrandChange change)
    {
        List<((int Brand, AlertKind Kind) Key, Queue<long> Times)> all = [.. _alerts.Select(static a => (a.Key, a.Value))];
        _alerts.Clear();
        foreach (((int brand, AlertKind kind), Queue<long> times) in all)
        {
            if (change.PlaceAfter(brand) is >= 0 and var place)
                _alerts[(place, kind)] = times;
        }
    }

    public void Save(StateWriter to)
    {
        to.Section("alerts.caps");
        to.Int(_alerts.Count);
        foreach (((int brand, AlertKind kind), Queue<long> times) in _alerts.OrderBy(static a => a.Key))
        {
            to.Int(brand);
            to.Byte((byte)kind);
            to.Values(times.ToArray());
        }
    }

    public void Load(StateReader from)
    {
        from.Section("alerts.caps");
        int count = from.Count(sizeof(int) + sizeof(byte) + sizeof(int));
        for (int i = 0; i < count; i++)
        {
            if (!_alerts.TryAdd((from.Int(), from.OneOf<AlertKind>(from.Byte())), new Queue<long>(from.Values<long>())))
                throw from.Broken("a brand's alerts are counted twice");
        }
    }

    /// <summary>Takes a place for an alert, when there is one.</summary>
    /// <param name="brand">Index of the brand.</param>
    /// <param name="kind">Kind of the alert.</param>
    /// <param name="cap">Alerts within a day.</param>
    /// <param name="isStrong">True when it may have a place of the last quarter.</param>
    /// <param name="now">Stream time; never goes back.</param>
    public bool Admit(int brand, AlertKind kind, int cap, bool isStrong, long now)
    {
        if (!_alerts.TryGetValue((brand, kind), out Queue<long>? times))
            _alerts[(brand, kind)] = times = new Queue<long>();
        while (times.TryPeek(out long oldest) && now - oldest >= DayMs)
            times.Dequeue();
        int open = isStrong ? cap : cap - (cap / ReservedPart);
        if (times.Count >= open)
            return false;
        times.Enqueue(now);
        return true;
    }
}
