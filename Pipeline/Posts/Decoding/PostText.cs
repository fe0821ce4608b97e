using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace RtmPipeline.Posts.Decoding;

/// <summary>How a text is written inside its JSON string.</summary>
internal enum TextCoding : byte
{
    /// <summary>As it is.</summary>
    Verbatim,

    /// <summary>With HTML entities for markup characters, as X writes texts.</summary>
    Entities,
}

/// <summary>
/// Makes strings of captured values. Never throws on bad text: invalid UTF-8 and lone surrogates become U+FFFD, NULs go
/// (the JSON reader checks neither; its own GetString throws on both).
/// </summary>
internal static class PostText
{
    /// <summary>Characters kept of an id or name. Real ones are below 200; longer ones are abuse, and would be state kept for long.</summary>
    public const int MaxNameLength = 512;

    /// <summary>The text of a captured string or number; empty where nothing was captured.</summary>
    public static string Read(ReadOnlySpan<byte> json, RawText raw, TextCoding coding = TextCoding.Verbatim, int maxLength = PostLimits.MaxTextLength)
    {
        if (!raw.IsSet)
            return "";
        ReadOnlySpan<byte> bytes = raw.Bytes(json);
        bool isPlain = raw.Kind != RawKind.Escaped && (coding == TextCoding.Verbatim || !bytes.Contains((byte)'&'));
        if (isPlain && bytes.Length <= maxLength)
            return Encoding.UTF8.GetString(bytes);

        // A UTF-16 text never has more units than its UTF-8 form, escaped or not, has bytes.
        char[] rented = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            Span<char> text = rented.AsSpan(0, raw.Kind == RawKind.Escaped ? Unescape(bytes, rented) : Encoding.UTF8.GetChars(bytes, rented));
            if (coding == TextCoding.Entities)
                text = text[..HtmlEntities.DecodeInPlace(text)];
            return new string(Cut(text, maxLength));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>An id or name; null where it is absent, empty or longer than <see cref="MaxNameLength"/>.</summary>
    public static string? Name(ReadOnlySpan<byte> json, RawText raw) =>
        raw.Length is > 0 and <= MaxNameLength && Read(json, raw) is { Length: > 0 } name ? name : null;

    /// <summary>The captured address when it is one of the web, otherwise null.</summary>
    public static string? Address(ReadOnlySpan<byte> json, RawText raw)
    {
        // A slash may be written as an escape of two bytes.
        if (raw.Length is 0 or > WebAddress.MaxLength * 2)
            return null;
        string address = Read(json, raw);
        return WebAddress.IsAbsolute(address) ? address : null;
    }

    /// <summary>The text of a string's inner bytes, which may hold escapes.</summary>
    public static string Unescaped(ReadOnlySpan<byte> bytes) => Read(bytes, new RawText(0, bytes.Length, RawKind.Escaped), TextCoding.Verbatim, int.MaxValue);

    /// <summary>The whole text of a string in a tree, also where its own GetString throws.</summary>
    public static string Read(JsonElement value) => Unescaped(JsonMarshal.GetRawUtf8Value(value)[1..^1]);

    /// <summary>The beginning of a text, not cut through a surrogate pair.</summary>
    public static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        return text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
    }

    /// <summary>Cuts a text to the length kept of a post.</summary>
    public static string Limited(string text) =>
        text.Length <= PostLimits.MaxTextLength ? text : new string(Cut(text, PostLimits.MaxTextLength));

    /// <summary>Undoes JSON's escapes; the reader has checked their form. NULs are left out, surrogates without a partner replaced.</summary>
    private static int Unescape(ReadOnlySpan<byte> bytes, Span<char> into)
    {
        int written = 0;
        while (!bytes.IsEmpty)
        {
            int run = bytes.IndexOf((byte)'\\');
            if (run != 0)
            {
                ReadOnlySpan<byte> plain = run < 0 ? bytes : bytes[..run];
                written += Encoding.UTF8.GetChars(plain, into[written..]);
                bytes = bytes[plain.Length..];
                continue;
            }

            if (bytes[1] != (byte)'u')
            {
                into[written++] = Simple(bytes[1]);
                bytes = bytes[2..];
                continue;
            }

            char unit = Unit(bytes);
            bytes = bytes[6..];
            if (char.IsHighSurrogate(unit) && bytes.StartsWith("\\u"u8) && Unit(bytes) is var low && char.IsLowSurrogate(low))
            {
                into[written++] = unit;
                into[written++] = low;
                bytes = bytes[6..];
            }
            else if (unit != '\0')
            {
                into[written++] = char.IsSurrogate(unit) ? '\uFFFD' : unit;
            }
        }

        return written;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)(ushort.TryParse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit) ? unit : 0xFFFD);

    private static char Simple(byte escaped) => escaped switch
    {
        (byte)'n' => '\n',
        (byte)'t' => '\t',
        (byte)'r' => '\r',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        _ => (char)escaped,
    };
}
