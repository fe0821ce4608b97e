using System.Diagnostics;
using System.Globalization;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>Says when a fault is due and which: each kind in turn, at times around a mean, the same for the same seed; and keeps what each kind cost.</summary>
/// <param name="seed">Seed of the times.</param>
/// <param name="mean">Mean time between two faults.</param>
/// <param name="kinds">Kinds, in turn.</param>
internal sealed class FaultPlan(int seed, TimeSpan mean, params string[] kinds)
{
    /// <summary>What was under way before a fault still arrives for a while: a silence that begins this soon after it is the fault's.</summary>
    private static readonly TimeSpan s_wake = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(seed);
    private readonly int[] _times = new int[kinds.Length];
    private readonly TimeSpan[] _longest = new TimeSpan[kinds.Length];
    private readonly Lock _gate = new();
    private long _next = -1;
    private long _lastAt = -1;
    private int _last;
    private int _turn;

    /// <summary>All faults so far.</summary>
    public int Count { get; private set; }

    /// <summary>Forbids further faults.</summary>
    public bool IsOver { get; set; }

    /// <summary>The fault that is due now; null for none.</summary>
    public string? Due()
    {
        lock (_gate)
        {
            long now = Stopwatch.GetTimestamp();
            if (_next < 0)
                Plan(now);
            if (IsOver || now < _next || kinds.Length == 0)
                return null;
            Plan(now);
            _last = _turn++ % kinds.Length;
            _lastAt = now;
            _times[_last]++;
            Count++;
            return kinds[_last];
        }
    }

    /// <summary>Takes a silence for that of the last fault, where it can be.</summary>
    /// <returns>False when no fault explains it.</returns>
    public bool Explains(long from, long to)
    {
        lock (_gate)
        {
            if (_lastAt < 0 || _lastAt > to || Stopwatch.GetElapsedTime(_lastAt, from) > s_wake)
                return false;
            TimeSpan silence = Stopwatch.GetElapsedTime(from, to);
            if (silence > _longest[_last])
                _longest[_last] = silence;
            return true;
        }
    }

    /// <summary>Each kind with its times and the longest silence in its wake.</summary>
    public override string ToString()
    {
        lock (_gate)
            return string.Join(", ", kinds.Select((kind, i) => string.Create(CultureInfo.InvariantCulture, $"{kind} {_times[i]}× {_longest[i].TotalSeconds:0} s")));
    }

    private void Plan(long now) => _next = now + (long)(mean.TotalSeconds * (0.5 + _random.NextDouble()) * Stopwatch.Frequency);
}
