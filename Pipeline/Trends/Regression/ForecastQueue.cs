using RtmPipeline.State;

namespace RtmPipeline.Trends.Regression;

/// <summary>Forecasts of one horizon on their way to their truth: a sample of those made, few enough to remember.</summary>
internal sealed class ForecastQueue
{
    /// <summary>Forecasts that may wait; about 300 bytes each.</summary>
    public const int MaxWaiting = 32_768;

    /// <summary>Least stream time between two of one topic: a twelfth of the horizon, as closer ones share most of their truth, and two minutes.</summary>
    private const int SpacingDivisor = 12;
    private const int MinSpacingSeconds = 120;

    /// <summary>From a half full on, only one topic in four is followed, from three quarters on one in sixteen: those that fit are then spread over the horizon.</summary>
    private const ulong SomeMask = 3;
    private const ulong FewMask = 15;

    private readonly Queue<WaitingForecast> _waiting = new();

    /// <summary>The newest of each slot that still waits: follows from those that wait, and is only ever asked by slot.</summary>
    private readonly Dictionary<int, WaitingForecast> _lastOfSlot = [];
    private readonly long _spacingTicks;

    /// <param name="horizonMinutes">Horizon.</param>
    /// <param name="tickSeconds">Length of a tick.</param>
    public ForecastQueue(int horizonMinutes, int tickSeconds)
    {
        HorizonTicks = horizonMinutes * 60L / tickSeconds;
        _spacingTicks = Math.Max(MinSpacingSeconds, horizonMinutes * 60 / SpacingDivisor) / tickSeconds;
    }

    public long HorizonTicks { get; }

    public int Count => _waiting.Count;

    /// <summary>Those that wait, oldest first.</summary>
    public IEnumerable<WaitingForecast> Waiting => _waiting;

    /// <param name="to">Where to.</param>
    /// <param name="written">Features that queues saved before have written.</param>
    public void Save(StateWriter to, Dictionary<double[], int> written)
    {
        to.Int(_waiting.Count);
        foreach (WaitingForecast forecast in _waiting)
            forecast.Save(to, written);
    }

    /// <summary>Takes over what was saved; nothing waits yet.</summary>
    /// <param name="from">Where from.</param>
    /// <param name="read">Features that queues restored before have read.</param>
    /// <param name="slots">Slots that there are.</param>
    /// <exception cref="StateFormatException">It is no state of a queue.</exception>
    public void Load(StateReader from, List<double[]> read, int slots)
    {
        int count = from.Count(sizeof(long));
        if (count > MaxWaiting)
            throw from.Broken($"{count} forecasts wait, more than {MaxWaiting}");
        for (int i = 0; i < count; i++)
            Add(WaitingForecast.Read(from, read, slots));
    }

    /// <summary>True when a forecast of a topic is to be followed up now.</summary>
    /// <param name="slot">Slot of the topic.</param>
    /// <param name="generation">Which use of the slot it is.</param>
    /// <param name="key">The topic's key, whose bits decide who is followed when there are too many.</param>
    /// <param name="tick">Now.</param>
    public bool Admits(int slot, int generation, ulong key, long tick)
    {
        if (_lastOfSlot.TryGetValue(slot, out WaitingForecast? last) && last.Generation == generation && tick - last.Tick < _spacingTicks)
            return false;
        ulong mask = _waiting.Count < MaxWaiting / 2 ? 0 : _waiting.Count < MaxWaiting * 3 / 4 ? SomeMask : FewMask;
        return _waiting.Count < MaxWaiting && ((key >> 32) & mask) == 0;
    }

    /// <summary>Adds a forecast; those added later are due later.</summary>
    public void Add(WaitingForecast forecast)
    {
        _waiting.Enqueue(forecast);
        _lastOfSlot[forecast.Slot] = forecast;
    }

    /// <summary>Takes out the oldest forecast if its horizon has passed by a tick.</summary>
    public WaitingForecast? TakeDue(long tick)
    {
        if (!_waiting.TryPeek(out WaitingForecast? due) || due.DueTick > tick)
            return null;
        _waiting.Dequeue();
        // Spacing is shorter than the horizon, so what has passed its horizon holds nobody back.
        if (_lastOfSlot.TryGetValue(due.Slot, out WaitingForecast? last) && ReferenceEquals(last, due))
            _lastOfSlot.Remove(due.Slot);
        return due;
    }
}
