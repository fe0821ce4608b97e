using System.Text.Json.Nodes;

namespace RtmPipeline.Dashboard.Board;

/// <summary>Reads texts of entries, which anybody with the right to the stream may have written.</summary>
internal static class JsonText
{
    /// <summary>The text; null when it is something else, or not there.</summary>
    public static string? Of(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
