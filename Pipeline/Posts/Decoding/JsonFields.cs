using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace RtmPipeline.Posts.Decoding;

/// <summary>
/// Walking JSON objects without a tree. A decoder opens its bytes, and loops over members:
/// <c>while (JsonFields.Next(ref reader))</c> stands on a name, <c>reader.Read()</c> goes to the value, which must be consumed.
/// Broken JSON throws <see cref="JsonException"/>, which <see cref="PostDecoder"/> alone catches.
/// </summary>
internal static class JsonFields
{
    /// <summary>Deepest nesting accepted; deeper records are refused as invalid.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = MaxDepth };

    public static Utf8JsonReader Open(ReadOnlySpan<byte> json) => new(json, s_options);

    /// <summary>Opens bytes whose value is an object, and stands on its brace.</summary>
    public static Utf8JsonReader OpenObject(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = Open(json);
        reader.Read();
        return reader;
    }

    /// <summary>Goes to the next member's name; false at the end of the object.</summary>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Checks that nothing but white space follows the value just read.</summary>
    public static void End(ref Utf8JsonReader reader) => reader.Read();

    /// <summary>The name under the reader, without escapes.</summary>
    public static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(PostText.Unescaped(reader.ValueSpan)) : reader.ValueSpan;

    /// <summary>A count under the reader, as a number or a numeric string; -1 for anything else or below 0.</summary>
    public static long Count(ref Utf8JsonReader reader)
    {
        RawText raw = RawText.Scalar(ref reader);
        if (!raw.IsSet || !Utf8Parser.TryParse(reader.ValueSpan, out long count, out int used) || count < 0)
            return -1;

        // A fraction of zero is a count that went through a spreadsheet.
        ReadOnlySpan<byte> rest = reader.ValueSpan[used..];
        return rest.IsEmpty || (rest[0] == (byte)'.' && rest[1..].IndexOfAnyExcept((byte)'0') < 0) ? count : -1;
    }

    /// <summary>True when the reader stands on an object; anything else is skipped.</summary>
    public static bool IsObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            return true;
        reader.Skip();
        return false;
    }

    /// <summary>True when the reader stands on an array; anything else is skipped.</summary>
    public static bool IsArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return true;
        reader.Skip();
        return false;
    }

    /// <summary>Goes to the next element of an array; false at its end.</summary>
    public static bool NextElement(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Reads the scalar <paramref name="wanted"/> out of the object under the reader; consumes whatever stands there.</summary>
    public static RawText Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> wanted)
    {
        RawText found = default;
        if (!IsObject(ref reader))
            return found;
        while (Next(ref reader))
        {
            bool isWanted = Name(ref reader).SequenceEqual(wanted);
            reader.Read();
            if (isWanted)
                found = RawText.Scalar(ref reader);
            else
                reader.Skip();
        }

        return found;
    }
}
