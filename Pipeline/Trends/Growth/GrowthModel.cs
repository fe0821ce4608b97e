using System.Text.Json;
using System.Text.Json.Serialization;

namespace RtmPipeline.Trends.Growth;

/// <summary>How cascades and share counts grow, as fitted by <see cref="GrowthTrainer"/>. Either may be missing.</summary>
internal sealed record GrowthModel
{
    [JsonPropertyName("format")]
    public int Format { get; init; } = 1;

    [JsonPropertyName("cascades")]
    public GrowthForm? Cascades { get; init; }

    [JsonPropertyName("shares")]
    public GrowthForm? Shares { get; init; }

    /// <summary>The model shipped with the program.</summary>
    public static GrowthModel Shipped()
    {
        using Stream stream = typeof(GrowthModel).Assembly.GetManifestResourceStream("growth.json")
            ?? throw new InvalidOperationException("the program was built without its growth model");
        return Read(stream, "the shipped growth model");
    }

    /// <summary>Reads and checks a model file.</summary>
    /// <exception cref="InvalidDataException">It is not a model of this version; the message says what is wrong.</exception>
    public static GrowthModel Read(Stream stream, string name)
    {
        try
        {
            GrowthModel model = JsonSerializer.Deserialize(stream, GrowthModelJson.Default.GrowthModel)
                ?? throw new InvalidDataException($"{name} is empty");
            model.Check(name);
            return model;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name} is not a growth model: {e.Message}", e);
        }
    }

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, GrowthModelJson.Default.GrowthModel);

    private void Check(string name)
    {
        if (Format != 1)
            throw new InvalidDataException($"{name} has format {Format}; this version reads 1");
        if (Cascades is null && Shares is null)
            throw new InvalidDataException($"{name} has neither cascades nor shares");
        if ((Cascades is { Kind: not GrowthFormKind.Cascade }) || (Shares is { Kind: not GrowthFormKind.Shares }))
            throw new InvalidDataException($"{name} has cascades and shares in each other's place");
        if (Cascades?.Fault() is { } cascades)
            throw new InvalidDataException($"{name}: the part for cascades {cascades}");
        if (Shares?.Fault() is { } shares)
            throw new InvalidDataException($"{name}: the part for shares {shares}");
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GrowthModel))]
internal sealed partial class GrowthModelJson : JsonSerializerContext;
