using System.Text.Json.Serialization;

namespace RtmPipeline.Trends.Growth;

/// <summary>What grows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GrowthFormKind>))]
internal enum GrowthFormKind : byte
{
    /// <summary>A post by its reposts, each with its time and followers.</summary>
    Cascade,

    /// <summary>A count of shares, taken now and then.</summary>
    Shares,
}
