using System.Numerics;

namespace RtmPipeline.Sources.Simulation;

/// <summary>
/// Pseudo-random numbers that are the same on every machine and runtime: xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64 as its
/// authors advise. Only integer steps, +, -, *, / and square roots are used, all exact in IEEE 754, and logarithms come from <see cref="PortableMath"/>.
/// </summary>
internal sealed class SeededRandom
{
    /// <summary>Above this mean a Poisson count is drawn from the normal distribution; its skew, 1/√mean, is then below 0.13.</summary>
    private const double LargePoissonMean = 64;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <param name="seed">Any value.</param>
    /// <param name="stream">Independent sequences of one seed: a change in one of them leaves the others as they were.</param>
    public SeededRandom(ulong seed, ulong stream)
    {
        ulong state = seed ^ Mix(stream + 0x632BE59BD9B4E019);
        _s0 = NextSeed(ref state);
        _s1 = NextSeed(ref state);
        _s2 = NextSeed(ref state);
        _s3 = NextSeed(ref state);
    }

    /// <summary>Finaliser of SplitMix64: a bijection in which every input bit moves about half of the output bits.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), with 53 bits.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="limit"/>); multiply and shift, whose bias is below limit / 2³².</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    public bool Chance(double probability) => NextUnit() < probability;

    /// <summary>Bell-shaped, mean 0, variance 1, within ±3.46: the sum of four uniform numbers, enough for drifts and jitter.</summary>
    public double NextBell() => (NextUnit() + NextUnit() + NextUnit() + NextUnit() - 2) * 1.7320508075688772;

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        while (true)
        {
            double x = (2 * NextUnit()) - 1;
            double y = (2 * NextUnit()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
                return x * Math.Sqrt(-2 * PortableMath.Log(square) / square);
        }
    }

    /// <summary>Gamma with mean 1, by Marsaglia and Tsang (2000). A Poisson count with this factor on its mean is negative binomial.</summary>
    /// <param name="shape">At least 1; the variance is 1 / shape.</param>
    public double NextGammaFactor(double shape)
    {
        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal();
            double v = 1 + (c * x);
            if (v <= 0)
                continue;
            v = v * v * v;
            if (PortableMath.Log(1 - NextUnit()) < (0.5 * x * x) + d - (d * v) + (d * PortableMath.Log(v)))
                return d * v / shape;
        }
    }

    /// <summary>Poisson count.</summary>
    public int NextPoisson(double mean)
    {
        if (mean <= 0)
            return 0;
        if (mean > LargePoissonMean)
            return (int)Math.Max(0, Math.Floor(mean + (Math.Sqrt(mean) * NextNormal()) + 0.5));
        double bound = PortableMath.Exp(-mean);
        double product = NextUnit();
        int count = 0;
        while (product > bound)
        {
            product *= NextUnit();
            count++;
        }
        return count;
    }

    private static ulong NextSeed(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }
}
