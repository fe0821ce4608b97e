namespace RtmPipeline.Trends;

/// <summary>The half-lives at which each topic is counted, and the factors of their decay by whole ticks.</summary>
/// <remarks>
/// An exponentially decayed sum does not depend on the order in which its events arrive, so late posts need no window logic: a post that
/// belongs k ticks back is added with the weight it would have had by now.
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

    /// <summary>Ticks whose factors stand in a table; longer ones are computed.</summary>
    private const int TableTicks = 4096;

    private readonly double[][] _table = new double[HalfLives][];
    private readonly double[] _lambdaPerTick = new double[HalfLives];
    private readonly double _ticksPerMinute;

    /// <param name="tickSeconds">Length of a tick.</param>
    public Decay(int tickSeconds)
    {
        _ticksPerMinute = 60.0 / tickSeconds;
        for (int h = 0; h < HalfLives; h++)
        {
            _lambdaPerTick[h] = Math.Log(2) / (HalfLifeMinutes[h] * _ticksPerMinute);
            _table[h] = new double[TableTicks];
            for (int ticks = 0; ticks < TableTicks; ticks++)
                _table[h][ticks] = Math.Exp(-_lambdaPerTick[h] * ticks);
        }
    }

    /// <summary>What is left after some ticks of something counted at a half-life.</summary>
    /// <param name="halfLife">Index of the half-life.</param>
    /// <param name="ticks">At least 0.</param>
    public double Factor(int halfLife, long ticks) =>
        ticks < TableTicks ? _table[halfLife][ticks] : Math.Exp(-_lambdaPerTick[halfLife] * ticks);

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
}
