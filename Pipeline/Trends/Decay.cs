namespace RtmPipeline.Trends;

/// <summary>The half-lives at which each topic is counted, and the factors of their decay by whole ticks.</summary>
/// <remarks>
/// An exponentially decayed sum does not depend on the order in which its events arrive, so late posts need no window logic: a post that
/// belongs k ticks back is added with the weight it would have had by now. A factor is the product of two table entries, one for the ticks below
/// <see cref="NearTicks"/> and one for their multiples; the factors of all half-lives stand side by side, so that a decay reads two cache lines.
/// </remarks>
internal sealed class Decay
{
    /// <summary>Half-lives in minutes, shortest first.</summary>
    public static ReadOnlySpan<double> HalfLifeMinutes => [1, 5, 15, 60, 360, 1440];

    public const int HalfLives = 6;
    public const int OneMinute = 0;
    public const int FiveMinutes = 1;
    public const int QuarterHour = 2;
    public const int Hour = 3;
    public const int SixHours = 4;
    public const int Day = 5;

    private const int NearTicks = 64;

    /// <summary>Multiples of <see cref="NearTicks"/> whose factors stand in a table: 18 hours at ticks of a second; longer ones are computed.</summary>
    private const int FarSteps = 1024;

    private readonly HalfLifeSums[] _near = new HalfLifeSums[NearTicks];
    private readonly HalfLifeSums[] _far = new HalfLifeSums[FarSteps];
    private readonly double[] _lambdaPerTick = new double[HalfLives];
    private readonly double _ticksPerMinute;

    /// <param name="tickSeconds">Length of a tick.</param>
    public Decay(int tickSeconds)
    {
        TickSeconds = tickSeconds;
        _ticksPerMinute = 60.0 / tickSeconds;
        for (int h = 0; h < HalfLives; h++)
        {
            _lambdaPerTick[h] = Math.Log(2) / (HalfLifeMinutes[h] * _ticksPerMinute);
            for (int ticks = 0; ticks < NearTicks; ticks++)
                _near[ticks][h] = Computed(h, ticks);
            for (int step = 0; step < FarSteps; step++)
                _far[step][h] = Computed(h, (long)step * NearTicks);
        }
    }

    public int TickSeconds { get; }

    /// <summary>What is left after some ticks of something counted at a half-life.</summary>
    /// <param name="halfLife">Index of the half-life.</param>
    /// <param name="ticks">At least 0.</param>
    public double Factor(int halfLife, long ticks)
    {
        long step = ticks / NearTicks;
        return step < FarSteps ? _near[(int)(ticks % NearTicks)][halfLife] * _far[step][halfLife] : Computed(halfLife, ticks);
    }

    /// <summary>Lets ticks pass over sums at all half-lives.</summary>
    /// <param name="sums">Decayed in place.</param>
    /// <param name="added">Added to each sum before it decays.</param>
    /// <param name="ticks">At least 0.</param>
    public void Pass(ref HalfLifeSums sums, double added, long ticks)
    {
        long step = ticks / NearTicks;
        if (step >= FarSteps)
        {
            for (int h = 0; h < HalfLives; h++)
                sums[h] = (sums[h] + added) * Computed(h, ticks);
            return;
        }

        ref readonly HalfLifeSums near = ref _near[(int)(ticks % NearTicks)];
        ref readonly HalfLifeSums far = ref _far[step];
        for (int h = 0; h < HalfLives; h++)
            sums[h] = (sums[h] + added) * (near[h] * far[h]);
    }

    /// <summary>
    /// Minutes of a constant rate that a decayed sum holds, when counting began some ticks ago. Dividing by it gives mentions a
    /// minute without the low bias of a sum that is still filling. A tick is judged before the posts that follow it, so the newest mentions
    /// in a sum are one tick old and have decayed once: at ticks of a minute that is half of the one-minute sum.
    /// </summary>
    public double WindowMinutes(int halfLife, long ticksCounted)
    {
        double once = Math.Exp(-_lambdaPerTick[halfLife]);
        double filled = 1 - Math.Exp(-_lambdaPerTick[halfLife] * Math.Max(1, ticksCounted));
        return once / (1 - once) * filled / _ticksPerMinute;
    }

    /// <summary>Libraries disagree about the last bit of an exponential; without its last four bits it is the same on every machine.</summary>
    private double Computed(int halfLife, long ticks)
    {
        const long Half = 1 << 3;
        long bits = BitConverter.DoubleToInt64Bits(Math.Exp(-_lambdaPerTick[halfLife] * ticks));
        return BitConverter.Int64BitsToDouble((bits + Half) & ~((Half << 1) - 1));
    }
}
