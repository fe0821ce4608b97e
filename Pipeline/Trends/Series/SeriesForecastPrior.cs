using System.Text.Json;
using System.Text.Json.Serialization;

namespace RtmPipeline.Trends.Series;

/// <summary>What a forecaster knows before the first row of a series, fitted on other series by <see cref="SeriesForecastTrainer"/>.</summary>
internal sealed record SeriesForecastPrior
{
    /// <summary>Raised where features keep their names and change their meaning.</summary>
    private const int PresentFormat = 2;

    [JsonPropertyName("format")]
    public int Format { get; init; } = PresentFormat;

    [JsonPropertyName("features")]
    public required string[] Features { get; init; }

    /// <summary>Of the log of the sum to come over the present level.</summary>
    [JsonPropertyName("coefficients")]
    public required double[] Coefficients { get; init; }

    /// <summary>Weighted mean square of each feature: how firmly an observation holds its coefficient.</summary>
    [JsonPropertyName("mean_squares")]
    public required double[] MeanSquares { get; init; }

    [JsonPropertyName("scale_features")]
    public required string[] ScaleFeatures { get; init; }

    /// <summary>Of the log of the scale of residuals.</summary>
    [JsonPropertyName("scale_coefficients")]
    public required double[] ScaleCoefficients { get; init; }

    /// <summary>For each set of <see cref="SeriesIntervals"/>, the quantiles of standardised residuals at 5, 25, 75 and 95 %.</summary>
    [JsonPropertyName("quantiles")]
    public required double[][] Quantiles { get; init; }

    /// <summary>The prior shipped with the program.</summary>
    public static SeriesForecastPrior Shipped()
    {
        using Stream stream = typeof(SeriesForecastPrior).Assembly.GetManifestResourceStream("series-forecast.json")
            ?? throw new InvalidOperationException("the program was built without its prior for series");
        return Read(stream, "the shipped prior for series");
    }

    /// <summary>Reads and checks a file that <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not a prior of this version; the message says what is wrong.</exception>
    public static SeriesForecastPrior Read(Stream stream, string name)
    {
        try
        {
            SeriesForecastPrior prior = JsonSerializer.Deserialize(stream, SeriesForecastPriorJson.Default.SeriesForecastPrior)
                ?? throw new InvalidDataException($"{name} is empty");
            prior.Check(name);
            return prior;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name} is not a prior for series: {e.Message}", e);
        }
    }

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, SeriesForecastPriorJson.Default.SeriesForecastPrior);

    private void Check(string name)
    {
        if (Format != PresentFormat)
            throw new InvalidDataException($"{name} has format {Format}; this version reads {PresentFormat}");
        if (!Features.SequenceEqual(SeriesFeatures.Names) || !ScaleFeatures.SequenceEqual(SeriesScale.Names))
            throw new InvalidDataException($"{name} was fitted on other features; fit it anew");
        RequireNumbers(Coefficients, SeriesFeatures.Count, $"{name}: coefficients");
        RequireNumbers(MeanSquares, SeriesFeatures.Count, $"{name}: mean_squares");
        RequireNumbers(ScaleCoefficients, SeriesScale.Names.Count, $"{name}: scale_coefficients");
        if (MeanSquares.Any(m => m < 0))
            throw new InvalidDataException($"{name}: mean_squares has a negative number");
        if (Quantiles.Length != SeriesIntervals.Sets)
            throw new InvalidDataException($"{name}: quantiles has {Quantiles.Length} rows instead of {SeriesIntervals.Sets}");
        for (int i = 0; i < Quantiles.Length; i++)
        {
            double[] row = Quantiles[i] ?? [];
            RequireNumbers(row, SeriesIntervals.Shares.Count, $"{name}: row {i} of quantiles");
            if (!row.SequenceEqual(row.Order()))
                throw new InvalidDataException($"{name}: row {i} of quantiles does not ascend");
        }
    }

    private static void RequireNumbers(double[] numbers, int count, string what)
    {
        if (numbers.Length != count || !numbers.All(double.IsFinite))
            throw new InvalidDataException($"{what} should be {count} numbers");
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SeriesForecastPrior))]
internal sealed partial class SeriesForecastPriorJson : JsonSerializerContext;
