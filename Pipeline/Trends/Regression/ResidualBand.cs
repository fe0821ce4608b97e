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

    /// <summary>Index of the 5 % level, and as far from the end that of the 95 % level.</summary>
    private const int TailIndex = 3;

    /// <summary>
    /// The quantile at any level, straight between those kept. Beyond the outermost, and beyond 0 and 1, it goes on as steeply as from the 5 % level to there: a
    /// stream that is wilder than all recordings needs wider intervals than any of them.
    /// </summary>
    public double At(double level)
    {
        ReadOnlySpan<double> levels = Levels;
        if (level <= levels[0])
            return Quantiles[0] - ((levels[0] - level) / (levels[TailIndex] - levels[0]) * (Quantiles[TailIndex] - Quantiles[0]));
        if (level >= levels[^1])
            return Quantiles[^1] + ((level - levels[^1]) / (levels[TailIndex] - levels[0]) * (Quantiles[^1] - Quantiles[^(TailIndex + 1)]));
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
