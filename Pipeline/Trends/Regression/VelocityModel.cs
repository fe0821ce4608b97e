using System.Text.Json;
using System.Text.Json.Serialization;

namespace RtmPipeline.Trends.Regression;

/// <summary>One horizon of the model: a linear function of standardised features, and how far off it was on data it had not seen.</summary>
internal sealed record HorizonModel
{
    [JsonPropertyName("minutes")]
    public required int Minutes { get; init; }

    [JsonPropertyName("intercept")]
    public required double Intercept { get; init; }

    /// <summary>For features less their mean, divided by their scale.</summary>
    [JsonPropertyName("coefficients")]
    public required double[] Coefficients { get; init; }

    [JsonPropertyName("means")]
    public required double[] Means { get; init; }

    [JsonPropertyName("scales")]
    public required double[] Scales { get; init; }

    /// <summary>Quantiles of left-out residuals by level of evidence, ascending in <see cref="ResidualBand.MinLevel"/>, the first at 0.</summary>
    [JsonPropertyName("residuals")]
    public required ResidualBand[] Residuals { get; init; }
}

/// <summary>
/// Linear regression of log growth on a topic's features, one for each horizon, with quantiles of the residuals on recordings that were
/// left out of the fit (split conformal prediction: Papadopoulos et al. 2002; Lei et al. 2018, §2.2; ours differs in leaving out whole
/// recordings, in weighing each by the root of its size, and in taking quantiles apart by level of evidence).
/// </summary>
internal sealed record VelocityModel : IVelocityRegression
{
    /// <summary>Predictions are kept within e^±this of the present rate: beyond, the line has left the data.</summary>
    private const double MaxLogGrowth = 5;

    /// <summary>2 has quantiles at many levels in place of two; 1 is no longer read.</summary>
    private const int CurrentFormat = 2;

    [JsonPropertyName("format")]
    public int Format { get; init; } = CurrentFormat;

    [JsonPropertyName("features")]
    public required string[] Features { get; init; }

    [JsonPropertyName("horizons")]
    public required HorizonModel[] Horizons { get; init; }

    [JsonIgnore]
    public IReadOnlyList<int> HorizonsMinutes => [.. Horizons.Select(h => h.Minutes)];

    public LogGrowth Predict(int horizon, ReadOnlySpan<double> features)
    {
        HorizonModel model = Horizons[horizon];
        double sum = model.Intercept;
        for (int i = 0; i < features.Length; i++)
            sum += model.Coefficients[i] * (features[i] - model.Means[i]) / model.Scales[i];
        sum = Math.Clamp(sum, -MaxLogGrowth, MaxLogGrowth);
        ResidualBand band = model.Residuals[0];
        foreach (ResidualBand candidate in model.Residuals)
        {
            if (features[TopicFeatures.LevelIndex] >= candidate.MinLevel)
                band = candidate;
        }

        return new LogGrowth(sum, band);
    }

    /// <summary>The model shipped with the program.</summary>
    public static VelocityModel Shipped()
    {
        using Stream stream = typeof(VelocityModel).Assembly.GetManifestResourceStream("velocity.json")
            ?? throw new InvalidOperationException("the program was built without its velocity model");
        return Read(stream, "the shipped velocity model");
    }

    /// <summary>Reads and checks a model file.</summary>
    /// <exception cref="InvalidDataException">It is not a model of this version; the message says what is wrong.</exception>
    public static VelocityModel Read(Stream stream, string name)
    {
        try
        {
            VelocityModel model = JsonSerializer.Deserialize(stream, VelocityModelJson.Default.VelocityModel)
                ?? throw new InvalidDataException($"{name} is empty");
            model.Check(name);
            return model;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name} is not a velocity model: {e.Message}", e);
        }
    }

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, VelocityModelJson.Default.VelocityModel);

    private void Check(string name)
    {
        if (Format != CurrentFormat)
            throw new InvalidDataException($"{name} has format {Format}; this version reads {CurrentFormat}");
        if (!Features.SequenceEqual(TopicFeatures.Names))
            throw new InvalidDataException($"{name} was fitted on other features; fit it anew with 'train velocity'");
        if (Horizons.Length == 0)
            throw new InvalidDataException($"{name} has no horizons");
        int before = 0;
        foreach (HorizonModel? horizon in Horizons)
        {
            if (horizon is null || horizon.Minutes <= before || !IsSound(horizon))
                throw new InvalidDataException($"{name} is damaged at the horizon of {horizon?.Minutes ?? 0} minutes");
            before = horizon.Minutes;
        }
    }

    private static bool IsSound(HorizonModel horizon)
    {
        double[][] columns = [horizon.Coefficients, horizon.Means, horizon.Scales];
        if (!double.IsFinite(horizon.Intercept) || columns.Any(c => c.Length != TopicFeatures.Count || !c.All(double.IsFinite)) || horizon.Scales.Any(s => s <= 0))
            return false;
        double level = double.NegativeInfinity;
        foreach (ResidualBand? band in horizon.Residuals)
        {
            if (band?.Quantiles is null || !(band.MinLevel > level) || !band.IsSound())
                return false;
            level = band.MinLevel;
        }

        return horizon.Residuals.Length > 0;
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(VelocityModel))]
internal sealed partial class VelocityModelJson : JsonSerializerContext;
