using System.Text.Json;
using System.Text.Json.Serialization;

namespace RtmPipeline.Tagging.Brands;

/// <summary>Profiles as they are kept in a checkpoint: a run goes on with those that were in force, whatever their files say meanwhile.</summary>
[JsonSerializable(typeof(BrandProfile[]))]
internal sealed partial class BrandProfileJson : JsonSerializerContext
{
    public static byte[] Write(IReadOnlyList<BrandProfile> profiles) => JsonSerializer.SerializeToUtf8Bytes([.. profiles], Default.BrandProfileArray);

    /// <exception cref="JsonException">They are not what <see cref="Write"/> gave.</exception>
    public static IReadOnlyList<BrandProfile> Read(ReadOnlySpan<byte> json)
    {
        BrandProfile[] profiles = JsonSerializer.Deserialize(json, Default.BrandProfileArray) ?? throw new JsonException("there are no profiles");
        for (int i = 0; i < profiles.Length; i++)
        {
            // No file holds the built-in one, so nothing but being the same object says that it is the same.
            if (profiles[i] is { WatchesEverything: true, Content: 0 })
                profiles[i] = Brands.BrandProfile.Everything;
        }

        return profiles;
    }
}
