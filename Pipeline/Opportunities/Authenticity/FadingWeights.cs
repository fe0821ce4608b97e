using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>
/// Weights of posts by their time, so that what an event's posts were a while ago fades: half in a quarter of an hour, as the shares of topics do. A machine's wave inside a real
/// one is seen, and so is a real one after a machine's start.
/// </summary>
/// <remarks>
/// Weights grow from a landmark on instead of sums shrinking (forward decay: Cormode, Shkapenyuk, Srivastava, Xu, ICDE 2009): a post adds its weight in any order of
/// times, and a post that is taken back subtracts the same.
/// </remarks>
internal sealed class FadingWeights(Decay decay)
{
    /// <summary>Seconds from the landmark after which it moves on, at a growth of 2^32: far from where doubles end.</summary>
    private const long MaxSpan = 32 * 900;

    private long _landmark = long.MinValue;

    /// <summary>Weight of a second; sums that were weighed before are to be multiplied by <paramref name="rescale"/> first, 1 but for once in eight hours.</summary>
    public double Next(long second, out double rescale)
    {
        rescale = 1;
        if (_landmark == long.MinValue)
            _landmark = second;
        if (second - _landmark > MaxSpan)
        {
            rescale = decay.Factor(Decay.QuarterHour, second - _landmark);
            _landmark = second;
        }

        return Of(second);
    }

    /// <summary>Weight of a second.</summary>
    public double Of(long second)
    {
        long after = second - _landmark;
        return after >= 0 ? 1 / decay.Factor(Decay.QuarterHour, after) : decay.Factor(Decay.QuarterHour, -after);
    }

    public void Save(StateWriter to) => to.Long(_landmark);

    public void Load(StateReader from) => _landmark = from.Long();
}
