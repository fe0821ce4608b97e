using System.Text.Json;

namespace RtmPipeline.Posts.Decoding;

/// <summary>What a captured JSON value is.</summary>
internal enum RawKind : byte
{
    /// <summary>Absent, null, or of a type the member does not take.</summary>
    None,

    /// <summary>A string without escapes.</summary>
    Plain,

    /// <summary>A string with escapes.</summary>
    Escaped,

    Number,

    /// <summary>An object or array, with its brackets.</summary>
    Container,
}

/// <summary>
/// A value's place in the record's bytes. Decoders capture places while they walk a record once, and make strings only of the
/// values they choose in the end: a post's text often stands in a record two or three times, cut and full.
/// </summary>
/// <param name="Start">First byte of the value; of a string, the byte after its opening quote.</param>
/// <param name="Length">Bytes; of a string, without its quotes.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct RawText(int Start, int Length, RawKind Kind)
{
    public bool IsSet => Kind != RawKind.None;

    public bool IsString => Kind is RawKind.Plain or RawKind.Escaped;

    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> json) => json.Slice(Start, Length);

    /// <summary>The value under the reader when it is a string or a number; otherwise it is skipped.</summary>
    public static RawText Scalar(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new RawText((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped ? RawKind.Escaped : RawKind.Plain);
            case JsonTokenType.Number:
                return new RawText((int)reader.TokenStartIndex, reader.ValueSpan.Length, RawKind.Number);
            default:
                reader.Skip();
                return default;
        }
    }

    /// <summary>The value under the reader when it is a string; otherwise it is skipped.</summary>
    public static RawText String(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Scalar(ref reader);
        reader.Skip();
        return default;
    }

    /// <summary>The value under the reader, skipped, when it is an object or array.</summary>
    public static RawText Container(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return default;
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new RawText(start, (int)reader.BytesConsumed - start, RawKind.Container);
    }

    /// <summary>The newer of two values of one identity; but a string beats a number, which a double may have damaged on its way.</summary>
    public static RawText Better(RawText current, RawText next) =>
        !next.IsSet || (next.Kind == RawKind.Number && current.IsString) ? current : next;

    /// <summary>True when the value is 1 to 20 ASCII digits: an id of X, or an integer.</summary>
    public bool IsDigits(ReadOnlySpan<byte> json) =>
        IsSet && Length is > 0 and <= 20 && Bytes(json).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
