using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>A count since the beginning, and of the last ten minutes. Adding in another order gives the same.</summary>
internal sealed class MinuteCounts
{
    /// <summary>What counts as lately, minutes: the present one and nine before it.</summary>
    public const int RecentMinutes = 10;

    private const long MinuteMs = 60_000;

    private readonly int[] _ring = new int[RecentMinutes];
    private long _newest = long.MinValue;

    public long Total { get; private set; }

    public void Add(long unixMs)
    {
        Total++;
        long minute = unixMs / MinuteMs;
        if (minute > _newest)
            MoveTo(minute);
        if (minute > _newest - RecentMinutes)
            _ring[(int)(minute % RecentMinutes)]++;
    }

    /// <summary>Takes back what was added; no count falls below nothing.</summary>
    public void TakeBack(long unixMs)
    {
        Total = Math.Max(0, Total - 1);
        long minute = unixMs / MinuteMs;
        if (minute > _newest - RecentMinutes && minute <= _newest)
            _ring[(int)(minute % RecentMinutes)] = Math.Max(0, _ring[(int)(minute % RecentMinutes)] - 1);
    }

    /// <summary>Count of the last ten minutes up to a time, which is not before the newest count's by more than a little.</summary>
    public int Recent(long nowMs)
    {
        long now = Math.Max(nowMs / MinuteMs, _newest);
        int sum = 0;
        for (long minute = now - RecentMinutes + 1; minute <= _newest; minute++)
            sum += minute >= 0 ? _ring[(int)(minute % RecentMinutes)] : 0;
        return sum;
    }

    private void MoveTo(long minute)
    {
        if (_newest == long.MinValue || minute - _newest >= RecentMinutes)
        {
            Array.Clear(_ring);
        }
        else
        {
            for (long passed = _newest + 1; passed <= minute; passed++)
                _ring[(int)(passed % RecentMinutes)] = 0;
        }

        _newest = minute;
    }

    public void Save(StateWriter to)
    {
        to.Values(_ring);
        to.Long(_newest);
        to.Long(Total);
    }

    public void Load(StateReader from)
    {
        from.ValuesInto(_ring.AsSpan());
        (_newest, Total) = (from.Long(), from.Long());
    }
}
