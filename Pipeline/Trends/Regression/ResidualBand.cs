using System.Text.Json.Serialization;

namespace RtmPipeline.Trends.Regression;

/// <summary>How far truths were from predictions on data left out of the fit, for topics of one level of evidence.</summary>
/// <param name="MinLevel">Least value of the level feature.</param>
/// <param name="Quantiles">Quantiles of truth less prediction at <see cref="Levels"/>, ascending.</param>
internal sealed record ResidualBand(
    [property: JsonPropertyName("min_level")] double MinLevel,
    [property: JsonPropertyName("quantiles")] double[] Quantiles)
{
    /// <summary>Levels at which quantiles are kept: dense at the tails, where intervals end.</summary>
    public static ReadOnlySpan<double> Levels =>
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 0.995];

    /// <summary>The quantile at any level, straight between those kept; beyond the outermost it stays there, as nothing is known farther out.</summary>
    public double At(double level)
    {
        ReadOnlySpan<double> levels = Levels;
        if (level <= levels[0])
            return Quantiles[0];
        for (int i = 1; i < levels.Length; i++)
        {
            if (level <= levels[i])
                return Quantiles[i - 1] + ((level - levels[i - 1]) / (levels[i] - levels[i - 1]) * (Quantiles[i] - Quantiles[i - 1]));
        }

        return Quantiles[^1];
    }

    /// <summary>True when it has a finite quantile for each level, in order.</summary>
    public bool IsSound()
    {
        if (double.IsNaN(MinLevel) || Quantiles.Length != Levels.Length || !Quantiles.All(double.IsFinite))
            return false;
        for (int i = 1; i < Quantiles.Length; i++)
        {
            if (Quantiles[i] < Quantiles[i - 1])
                return false;
        }

        return true;
    }
}
