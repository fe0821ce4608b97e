namespace RtmPipeline.Trends.Growth;

/// <summary>
/// How long after a post is seen it is reposted: constant for five minutes, then a power law (Zhao et al., SEISMIC, KDD 2015, §3.2; the constants are theirs,
/// measured on Twitter). The whole mass is 0.9956.
/// </summary>
internal static class MemoryKernel
{
    private const double Height = 6.27e-4;
    private const double ConstantSeconds = 300;
    private const double Theta = 0.2315;

    /// <summary>Share of the mass up to a number of seconds: the integral of the kernel.</summary>
    public static double Mass(double seconds)
    {
        if (seconds <= 0)
            return 0;
        if (seconds <= ConstantSeconds)
            return Height * seconds;
        return Height * ConstantSeconds * (1 + ((1 - Math.Pow(seconds / ConstantSeconds, -Theta)) / Theta));
    }

    /// <summary>Integral of <see cref="Mass"/>, which the triangular kernel needs in closed form.</summary>
    public static double MassIntegral(double seconds)
    {
        if (seconds <= 0)
            return 0;
        if (seconds <= ConstantSeconds)
            return Height * seconds * seconds / 2;
        double first = Height * ConstantSeconds * ConstantSeconds / 2;
        double flat = Height * ConstantSeconds * (1 + (1 / Theta)) * (seconds - ConstantSeconds);
        double ratio = Math.Pow(seconds / ConstantSeconds, 1 - Theta) - 1;
        return first + flat - (Height * ConstantSeconds * ConstantSeconds / Theta / (1 - Theta) * ratio);
    }
}
