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

    /// <summary>e to the power of <paramref name="x"/>; arguments are clamped to ±700, where results are still normal numbers.</summary>
    public static double Exp(double x)
    {
        x = Math.Clamp(x, -700, 700);
        double k = Math.Floor((x / (Log2High + Log2Low)) + 0.5);
        double r = x - (k * Log2High) - (k * Log2Low);

        // Taylor series in Horner's form; |r| is at most 0.35, so the thirteenth term is below 1e-15.
        double sum = 1;
        for (int i = 13; i >= 1; i--)
            sum = 1 + (r * sum / i);
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

        // log m = 2 artanh((m - 1) / (m + 1)); the argument is below 0.172, so twelve odd terms reach 1e-19.
        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int i = 23; i >= 1; i -= 2)
            sum = (sum * square) + (1.0 / i);
        return (2 * s * sum) + (exponent * Log2High) + (exponent * Log2Low);
    }
}
