using System.Diagnostics;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>Says when a fault is due and which: each kind in turn, at times around a mean, the same for the same seed.</summary>
/// <param name="seed">Seed of the times.</param>
/// <param name="mean">Mean time between two faults.</param>
/// <param name="kinds">Kinds, in turn.</param>
internal sealed class FaultPlan(int seed, TimeSpan mean, params string[] kinds)
{
    private readonly Random _random = new(seed);
    private readonly int[] _times = new int[kinds.Length];
    private long _next = -1;
    private int _turn;

    /// <summary>All faults so far.</summary>
    public int Count { get; private set; }

    /// <summary>Forbids further faults.</summary>
    public bool IsOver { get; set; }

    /// <summary>The fault that is due now; null for none.</summary>
    public string? Due()
    {
        long now = Stopwatch.GetTimestamp();
        if (_next < 0)
            Plan(now);
        if (IsOver || now < _next)
            return null;
        Plan(now);
        int kind = _turn++ % kinds.Length;
        _times[kind]++;
        Count++;
        return kinds[kind];
    }

    public override string ToString() => string.Join(", ", kinds.Zip(_times, (kind, times) => $"{kind} {times}"));

    private void Plan(long now) => _next = now + (long)(mean.TotalSeconds * (0.5 + _random.NextDouble()) * Stopwatch.Frequency);
}
