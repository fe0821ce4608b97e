namespace RtmPipeline.Sources.Simulation;

/// <summary>
/// Exponential and logarithm from exact IEEE 754 steps. The runtime's own come from the platform's C library and may differ in the last bit from
/// one machine to the next, which would be enough to change a simulated stream. Relative error is below 1e-13.
/// </summary>
internal static class PortableMath
{
    private const double Log2High = 0.693147180369123816490;
    private const double Log2Low = 1.90821492927058770002e-10;
    private const double SquareRootOfTwo = 1.4142135623730951;

    private static ReadOnlySpan<double> InverseFactorials =>
    [
        1, 1, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5_040, 1.0 / 40_320, 1.0 / 362_880, 1.0 / 3_628_800, 1.0 / 39_916_800,
        1.0 / 479_001_600, 1.0 / 6_227_020_800,
    ];

    private static ReadOnlySpan<double> OddReciprocals =>
        [1, 1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21];

    /// <summary>e to the power of <paramref name="x"/>; arguments are clamped to ±700, where results are still normal numbers.</summary>
    public static double Exp(double x)
    {
        x = Math.Clamp(x, -700, 700);
        double k = Math.Floor((x / (Log2High + Log2Low)) + 0.5);
        double r = x - (k * Log2High) - (k * Log2Low);

        // Taylor series; |r| is at most 0.35, so the first term left out is below 1e-16.
        double sum = Series(InverseFactorials, r);
        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }

    /// <summary>Natural logarithm of a normal number above 0.</summary>
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        long exponent = ((bits >> 52) & 0x7FF) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (mantissa > SquareRootOfTwo)
        {
            mantissa /= 2;
            exponent++;
        }

        // log m = 2 artanh((m - 1) / (m + 1)); the argument is below 0.172, so eleven odd terms reach 1e-17.
        double s = (mantissa - 1) / (mantissa + 1);
        return (2 * s * Series(OddReciprocals, s * s)) + (exponent * Log2High) + (exponent * Log2Low);
    }

    /// <summary>Horner's form, from the last coefficient on.</summary>
    private static double Series(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
            sum = (sum * x) + coefficients[i];
        return sum;
    }
}
