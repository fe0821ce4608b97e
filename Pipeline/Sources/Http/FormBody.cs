using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace RtmPipeline.Sources.Http;

/// <summary>Makes an object of a form, as Logstash's format <c>form</c> sends an event: a member for each field, all of them texts.</summary>
internal static class FormBody
{
    /// <summary>Most fields.</summary>
    public const int MaxFields = 1000;

    public const string ContentType = "application/x-www-form-urlencoded";

    /// <summary>A form has them percent-encoded.</summary>
    private static readonly SearchValues<byte> s_neverInForms = SearchValues.Create("{}[]<\"\r\n"u8);

    /// <summary>True for a form. Bodies of JSON often come under its name, as curl says it of whatever it sends.</summary>
    public static bool IsForm(string? contentType, ReadOnlySpan<byte> body) =>
        contentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true && body.IndexOfAny(s_neverInForms) < 0 && body.Contains((byte)'=');

    /// <summary>Writes the object.</summary>
    public static void Write(ReadOnlySpan<byte> body, IBufferWriter<byte> into)
    {
        using Utf8JsonWriter writer = new(into);
        writer.WriteStartObject();
        int fields = 0;
        QueryStringEnumerable form = new(System.Text.Encoding.UTF8.GetString(body));
        foreach (QueryStringEnumerable.EncodedNameValuePair field in form)
        {
            if (fields++ == MaxFields)
                break;
            writer.WriteString(field.DecodeName().Span, field.DecodeValue().Span);
        }

        writer.WriteEndObject();
    }
}
