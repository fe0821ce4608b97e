using System.Text.Json;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>What a server says of itself.</summary>
/// <param name="Version">Its version; null where it does not tell.</param>
/// <param name="StreamingHost">Host of its streams; null where it names none.</param>
internal sealed record InstanceDocument(string? Version, string? StreamingHost)
{
    private const int MaxVersionLength = 60;

    /// <exception cref="UnusableAnswerException">It is no JSON object.</exception>
    public static InstanceDocument Parse(byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new InstanceDocument(VersionOf(document.RootElement), HostOf(document.RootElement));
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new UnusableAnswerException(AnswerFault.Failed, "what the server says of itself is no JSON object");
    }

    private static string? VersionOf(JsonElement root) =>
        Text(Member(root, "version")) is { } version && !version.Any(char.IsControl) ? version[..Math.Min(version.Length, MaxVersionLength)] : null;

    private static string? HostOf(JsonElement root) =>
        Text(Member(Member(Member(root, "configuration"), "urls"), "streaming")) ?? Text(Member(Member(root, "urls"), "streaming_api"));

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } whole && whole.TryGetProperty(name, out JsonElement member) ? member : null;

    private static string? Text(JsonElement? value)
    {
        try
        {
            return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character: neither a version nor an address has one.
            return null;
        }
    }
}
