using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends.Regression;

/// <summary>Residual bands for tests.</summary>
internal static class Bands
{
    /// <summary>A band whose 5 and 95 % quantiles are given and whose others lie straight between and beyond, on each side of 0.</summary>
    public static ResidualBand Between(double low, double high, double minLevel = 0) =>
        new(minLevel, [.. ResidualBand.Levels.ToArray().Select(l => l < 0.5 ? low * (0.5 - l) / 0.45 : high * (l - 0.5) / 0.45)]);
}
