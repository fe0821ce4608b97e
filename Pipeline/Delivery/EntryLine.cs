using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RtmPipeline.Delivery;

/// <summary>
/// An entry as one line of JSON: the stream's name, then all fields in order. <c>seq</c>, <c>t</c>, <c>severity</c> and <c>score</c> are numbers
/// and <c>data</c> is an object, where they can be; everything else is text. Replays into files and the tail print the same lines.
/// </summary>
internal static class EntryLine
{
    /// <summary>Nesting of <c>data</c> we are ready to follow; our own has six levels.</summary>
    private const int MaxDepth = 32;

    /// <summary>Writes one line with its line feed.</summary>
    /// <param name="to">Gets the UTF-8 bytes.</param>
    /// <param name="stream">Stream the entry belongs to.</param>
    /// <param name="entryId">Redis' id of the entry; null where there is none.</param>
    /// <param name="names">Names of the fields.</param>
    /// <param name="values">As many values, UTF-8.</param>
    public static void Write(IBufferWriter<byte> to, OutputStream stream, string? entryId, IReadOnlyList<string> names, IReadOnlyList<byte[]> values)
    {
        using (Utf8JsonWriter json = new(to))
        {
            json.WriteStartObject();
            json.WriteString("stream", stream.Name());
            if (entryId is not null)
                json.WriteString("entry", entryId);
            for (int i = 0; i < names.Count; i++)
                WriteField(json, names[i], values[i]);
            json.WriteEndObject();
        }

        to.Write("\n"u8);
    }

    private static void WriteField(Utf8JsonWriter json, string name, byte[] value)
    {
        json.WritePropertyName(name);
        if (name is "seq" or "t" or "severity" or "score" && IsNumber(value))
            json.WriteRawValue(value, skipInputValidation: true);
        else if (name == "data" && IsObject(value))
            json.WriteRawValue(value, skipInputValidation: true);
        else
            json.WriteStringValue(Encoding.UTF8.GetString(value));
    }

    /// <summary>Plain JSON numbers only: an optional sign, digits, an optional fraction.</summary>
    private static bool IsNumber(byte[] value)
    {
        string text = Encoding.UTF8.GetString(value);
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && number.ToString(CultureInfo.InvariantCulture) == text;
    }

    /// <summary>One JSON object on one line: a line feed inside would break the line in two.</summary>
    private static bool IsObject(byte[] value)
    {
        if (value.AsSpan().IndexOfAny((byte)'\n', (byte)'\r') >= 0)
            return false;
        try
        {
            Utf8JsonReader reader = new(value, new JsonReaderOptions { MaxDepth = MaxDepth });
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
