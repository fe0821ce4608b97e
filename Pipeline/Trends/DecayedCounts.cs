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
/// sums stand at tick <see cref="_tick"/>, with the pending ones not yet in them.
/// </remarks>
internal struct DecayedCounts
{
    private HalfLifeSums _sums;
    private long _tick;
    private double _pending;

    /// <summary>Counts mentions at a tick, in any order of ticks.</summary>
    public void Add(Decay decay, long tick, double mentions)
    {
        if (tick == _tick)
        {
            _pending += mentions;
            return;
        }

        if (tick > _tick)
        {
            MoveTo(decay, tick);
            _pending = mentions;
            return;
        }

        long late = _tick - tick;
        for (int h = 0; h < Decay.HalfLives; h++)
            _sums[h] += mentions * decay.Factor(h, late);
    }

    /// <summary>The decayed sum at a tick that is not before the last one counted.</summary>
    public readonly double At(Decay decay, int halfLife, long tick) =>
        (_sums[halfLife] + _pending) * decay.Factor(halfLife, Math.Max(0, tick - _tick));

    private void MoveTo(Decay decay, long tick)
    {
        long passed = tick - _tick;
        for (int h = 0; h < Decay.HalfLives; h++)
            _sums[h] = (_sums[h] + _pending) * decay.Factor(h, passed);
        _tick = tick;
        _pending = 0;
    }
}
