using System.Runtime.CompilerServices;

namespace RtmPipeline.Trends;

[InlineArray(Decay.HalfLives)]
internal struct HalfLifeSums
{
    private double _sum;
}

/// <summary>Mentions of one topic as decayed sums at each half-life. Mutable, and meant to live inside an array.</summary>
/// <remarks>
/// Mentions of the current tick wait in <see cref="_pending"/>, so that a burst costs one addition a post and one decay a tick. All
/// sums stand at tick <see cref="LastTick"/>, with the pending ones not yet in them.
/// </remarks>
internal struct DecayedCounts
{
    private HalfLifeSums _sums;
    private long _tick;
    private double _pending;

    /// <summary>The newest tick at which something was counted.</summary>
    public readonly long LastTick => _tick;

    /// <summary>Counts mentions at a tick, in any order of ticks.</summary>
    /// <returns>Ticks by which the newest one moved on; below 0 for mentions that come so many ticks late.</returns>
    public long Add(Decay decay, long tick, double mentions)
    {
        long passed = tick - _tick;
        if (passed == 0)
        {
            _pending += mentions;
        }
        else if (passed > 0)
        {
            decay.Pass(ref _sums, _pending, passed);
            _tick = tick;
            _pending = mentions;
        }
        else
        {
            AddLate(decay, -passed, mentions);
        }

        return passed;
    }

    /// <summary>Takes back mentions that were counted at a tick that is not after the newest one; no sum falls below nothing.</summary>
    public void TakeBack(Decay decay, long tick, double mentions)
    {
        bool waits = tick == _tick;
        if (waits)
            _pending -= mentions;
        for (int h = 0; h < Decay.HalfLives; h++)
            _sums[h] = Math.Max(-_pending, _sums[h] - (waits ? 0 : mentions * decay.Factor(h, _tick - tick)));
    }

    /// <summary>The decayed sum at a tick that is not before the last one counted.</summary>
    public readonly double At(Decay decay, int halfLife, long tick) =>
        (_sums[halfLife] + _pending) * decay.Factor(halfLife, Math.Max(0, tick - _tick));

    /// <summary>The decayed sum at the newest tick counted: the most that <see cref="At"/> can give.</summary>
    public readonly double AtLastTick(int halfLife) => _sums[halfLife] + _pending;

    /// <summary>Adds what was counted elsewhere, at each half-life as it stands at a tick that is not before the last one counted.</summary>
    public void Restore(Decay decay, long tick, in HalfLifeSums sums)
    {
        decay.Pass(ref _sums, _pending, Math.Max(0, tick - _tick));
        _tick = tick;
        _pending = 0;
        for (int h = 0; h < Decay.HalfLives; h++)
            _sums[h] += sums[h];
    }

    private void AddLate(Decay decay, long ticks, double mentions)
    {
        for (int h = 0; h < Decay.HalfLives; h++)
            _sums[h] += mentions * decay.Factor(h, ticks);
    }
}
