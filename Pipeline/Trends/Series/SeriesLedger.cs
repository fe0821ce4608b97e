namespace RtmPipeline.Trends.Series;

/// <summary>
/// Running sums of a series over the last week in at most 10,080 slots (one a minute), so that the sum of any earlier stretch is one
/// subtraction: what came in the hour after this hour yesterday, or a week ago.
/// </summary>
internal sealed class SeriesLedger
{
    private const int MaxSlots = 10_080;
    private static readonly TimeSpan s_reach = TimeSpan.FromDays(7);

    private readonly double _slotMs;
    private readonly double _stepMs;
    private readonly (long Slot, double Sum, double Rows)[] _slots;
    private double _sum;
    private double _rows;

    public SeriesLedger(SeriesClock clock)
    {
        _stepMs = clock.StepMs;
        _slotMs = Math.Max(_stepMs, Math.Max(clock.HorizonMs / 60, s_reach.TotalMilliseconds / MaxSlots));
        _slots = new (long, double, double)[(int)(s_reach.TotalMilliseconds / _slotMs) + 4];
        Array.Fill(_slots, (long.MinValue, 0, 0));
    }

    public void Observe(long unixMs, double value)
    {
        _sum += value;
        _rows++;
        long slot = SlotOf(unixMs);
        _slots[Index(slot)] = (slot, _sum, _rows);
    }

    /// <summary>Sum over the time given, scaled up for rows that are missing; NaN where fewer than half of them are known.</summary>
    public double Between(long fromMs, long toMs)
    {
        if (!TryAt(fromMs, out double sumBefore, out double rowsBefore) || !TryAt(toMs, out double sum, out double rows))
            return double.NaN;
        double expectedRows = (toMs - fromMs) / _stepMs;
        double known = rows - rowsBefore;
        return known >= expectedRows / 2 ? Math.Max(0, sum - sumBefore) * expectedRows / known : double.NaN;
    }

    private bool TryAt(long unixMs, out double sum, out double rows)
    {
        long slot = SlotOf(unixMs);
        (long at, sum, rows) = _slots[Index(slot)];
        if (at != slot)
            return false;
        // Inside a slot of several rows the sum is taken to grow in a straight line.
        double share = Math.Min(1, (unixMs - (slot * _slotMs) + _stepMs) / _slotMs);
        (long before, double sumBefore, double rowsBefore) = _slots[Index(slot - 1)];
        if (share < 1 && before == slot - 1)
        {
            sum = sumBefore + (share * (sum - sumBefore));
            rows = rowsBefore + (share * (rows - rowsBefore));
        }

        return true;
    }

    private long SlotOf(long unixMs) => (long)Math.Floor(unixMs / _slotMs);

    private int Index(long slot) => (int)(((slot % _slots.Length) + _slots.Length) % _slots.Length);
}
