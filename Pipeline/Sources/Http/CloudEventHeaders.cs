using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// Folds an event in binary mode, whose attributes are headers (CloudEvents 1.0.2, HTTP protocol binding, section 3.1), into one in structured mode, so that what is journalled
/// is whole and can be decoded by itself.
/// </summary>
internal static class CloudEventHeaders
{
    /// <summary>Most attributes that are kept.</summary>
    public const int MaxAttributes = 64;

    private const string Prefix = "ce-";
    private static readonly string[] s_required = ["specversion", "id", "source", "type"];

    /// <summary>True when the headers hold an event's attributes.</summary>
    public static bool AreIn(IHeaderDictionary headers) => Array.Exists(s_required, name => headers.ContainsKey(Prefix + name));

    /// <summary>Makes the event.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="json">The event's data, well-formed.</param>
    /// <param name="into">Takes the event's bytes.</param>
    /// <returns>Why it is none; null when it is one.</returns>
    public static string? Fold(IHeaderDictionary headers, ReadOnlySpan<byte> json, IBufferWriter<byte> into)
    {
        foreach (string name in s_required)
        {
            if (string.IsNullOrEmpty(headers[Prefix + name]))
                return $"the event has no header 'ce-{name}', which CloudEvents require";
        }

        using Utf8JsonWriter writer = new(into);
        writer.WriteStartObject();
        foreach (string name in s_required)
            writer.WriteString(name, Value(headers[Prefix + name].ToString()));
        int written = s_required.Length;
        foreach ((string header, Microsoft.Extensions.Primitives.StringValues value) in headers)
        {
            if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || written == MaxAttributes)
                continue;
            string name = header[Prefix.Length..].ToLowerInvariant();
            if (name is "data" or "data_base64" or "datacontenttype" || s_required.Contains(name) || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
                continue;
            writer.WriteString(name, Value(value.ToString()));
            written++;
        }

        writer.WriteString("datacontenttype", "application/json");
        writer.WritePropertyName("data");
        writer.WriteRawValue(json, skipInputValidation: true);
        writer.WriteEndObject();
        return null;
    }

    /// <summary>Values are percent-encoded where they are not plain ASCII (section 3.1.3.2).</summary>
    private static string Value(string header) => Uri.UnescapeDataString(header);
}
