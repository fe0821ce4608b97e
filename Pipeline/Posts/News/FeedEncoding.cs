using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RtmPipeline.Posts.News;

/// <summary>The characters of a document.</summary>
/// <param name="Text">Without a byte order mark.</param>
/// <param name="Encoding">Name of the encoding by which the bytes were read.</param>
/// <param name="IsGuessed">True when the document or its server said otherwise, or the bytes did not fit what they said.</param>
internal readonly record struct FeedCharacters(string Text, string Encoding, bool IsGuessed);

/// <summary>
/// Decodes the bytes of a document: by its byte order mark or what the first bytes look like, then by the charset its server told (RFC 7303, section 3: it stands above
/// the declaration), then by its XML declaration, then as UTF-8, then as the legacy encoding it looks like. What is told and does not fit is passed over. Latin-1 is read as windows-1252, as browsers do.
/// </summary>
/// <remarks>
/// Servers and declarations that contradict each other are common. UTF-8 is tried first where either names it, since text of another encoding hardly ever passes for it, while
/// eight-bit encodings fit anything. RFC 3023 had text/xml without a charset be US-ASCII; RFC 7303 took that back, and nobody ever kept to it.
/// </remarks>
internal static class FeedEncoding
{
    /// <summary>Where the declaration must have ended.</summary>
    private const int DeclarationBytes = 512;

    /// <summary>Whole characters beyond ASCII that must stand beside each broken one. Characters of several bytes hardly come about by chance.</summary>
    private const int WholeForEachBroken = 4;

    /// <summary>Longer names are no names of encodings.</summary>
    private const int MaxNameLength = 40;

    private static readonly Encoding s_utf8 = new UTF8Encoding(false, true);
    private static readonly Encoding s_ascii = Encoding.GetEncoding("us-ascii", EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
    private static readonly Encoding s_western = LegacyEncodings.CodePage(1252);

    /// <param name="bytes">A document.</param>
    /// <param name="contentType">Content type that came with it; null where there was none.</param>
    public static FeedCharacters Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        (Encoding? marked, int mark) = Marked(bytes);
        if (TryDecode(marked, bytes[mark..], out string? text))
            return new FeedCharacters(text, marked.WebName, IsGuessed: false);
        string? servedName = CharsetOf(contentType);
        string? declaredName = marked is null ? DeclaredName(bytes) : null;
        Encoding? served = Named(servedName);
        Encoding? declared = Named(declaredName);
        if (ReferenceEquals(declared, s_utf8))
            (served, declared) = (declared, served);
        if (TryDecode(served, bytes, out text))
            return new FeedCharacters(text, served.WebName, IsGuessed: false);
        if (TryDecode(declared, bytes, out text))
            return new FeedCharacters(text, declared.WebName, IsGuessed: served is not null);
        if (TryDecode(s_utf8, bytes, out text))
            return new FeedCharacters(text, s_utf8.WebName, IsGuessed: (marked ?? served ?? declared) is not null || declaredName is not null);
        return new FeedCharacters(Salvage(bytes[mark..], marked ?? served, declared, out string name), name, IsGuessed: true);
    }

    /// <summary>What is left where no encoding fits: the likeliest of those that nearly fit.</summary>
    private static string Salvage(ReadOnlySpan<byte> bytes, Encoding? told, Encoding? alsoTold, out string name)
    {
        foreach (Encoding? encoding in (ReadOnlySpan<Encoding?>)[s_utf8, told, alsoTold])
        {
            if (!TryDamaged(encoding, bytes, out string? text))
                continue;
            name = encoding.WebName;
            return text;
        }

        int looksLike = LegacyGuess.CodePageOf(bytes);
        Encoding legacy = looksLike > 0 ? LegacyEncodings.Lenient(looksLike) : s_western;
        name = legacy.WebName;
        return legacy.GetString(bytes);
    }

    private static bool TryDecode([NotNullWhen(true)] Encoding? encoding, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (encoding is null)
            return false;
        try
        {
            text = encoding.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>
    /// Reads text with a character broken here and there, mostly by programs that cut texts at a number of bytes: it would be a pity to misread all the others. Where too many
    /// are broken, it is no text of this encoding.
    /// </summary>
    private static bool TryDamaged([NotNullWhen(true)] Encoding? encoding, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (encoding is null)
            return false;
        string read = LegacyEncodings.Lenient(encoding).GetString(bytes);
        int broken = read.AsSpan().Count('\uFFFD');
        int beyondAscii = read.Length - CountAscii(read);
        if (beyondAscii - broken <= broken * WholeForEachBroken)
            return false;
        text = read;
        return true;
    }

    private static int CountAscii(ReadOnlySpan<char> text)
    {
        int ascii = 0;
        foreach (char c in text)
            ascii += c < '\u0080' ? 1 : 0;
        return ascii;
    }

    private static (Encoding? Encoding, int Mark) Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xef, 0xbb, 0xbf, ..] => (s_utf8, 3),
        [0xff, 0xfe, 0, 0, ..] => (new UTF32Encoding(false, false, true), 4),
        [0, 0, 0xfe, 0xff, ..] => (new UTF32Encoding(true, false, true), 4),
        [0xff, 0xfe, ..] => (new UnicodeEncoding(false, false, true), 2),
        [0xfe, 0xff, ..] => (new UnicodeEncoding(true, false, true), 2),
        [(byte)'<', 0, 0, 0, ..] => (new UTF32Encoding(false, false, true), 0),
        [0, 0, 0, (byte)'<', ..] => (new UTF32Encoding(true, false, true), 0),
        [(byte)'<', 0, ..] => (new UnicodeEncoding(false, false, true), 0),
        [0, (byte)'<', ..] => (new UnicodeEncoding(true, false, true), 0),
        _ => (null, 0),
    };

    /// <summary>The charset parameter of a content type, however it is quoted; null where there is none.</summary>
    private static string? CharsetOf(string? contentType)
    {
        ReadOnlySpan<char> rest = contentType;
        foreach (Range part in rest.Split(';'))
        {
            ReadOnlySpan<char> parameter = rest[part];
            int equals = parameter.IndexOf('=');
            if (equals >= 0 && parameter[..equals].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
                return parameter[(equals + 1)..].Trim(" \t\"'").ToString();
        }

        return null;
    }

    private static string? DeclaredName(ReadOnlySpan<byte> bytes)
    {
        string head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationBytes)]);
        int start = head.IndexOf("<?xml", StringComparison.Ordinal);
        int end = start < 0 ? -1 : head.IndexOf("?>", start, StringComparison.Ordinal);
        int name = end < 0 ? -1 : head.IndexOf("encoding", start, end - start, StringComparison.Ordinal);
        if (name < 0)
            return null;
        string value = head[(name + "encoding".Length)..end].TrimStart(' ', '=', '\t', '\r', '\n');
        if (value.Length < 2 || value[0] is not ('"' or '\'') || value.IndexOf(value[0], 1) is not (> 1 and int close))
            return null;
        return value[1..close];
    }

    /// <summary>Null when the name is unknown, or names an encoding whose declaration could not have been read as bytes.</summary>
    private static Encoding? Named(string? given)
    {
        string name = given?.Trim().ToLowerInvariant() ?? "";
        return name switch
        {
            "" or { Length: > MaxNameLength } => null,
            "utf-8" or "utf8" or "utf_8" => s_utf8,
            "us-ascii" or "ascii" => s_ascii,
            "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "windows-1252" or "cp1252" => s_western,
            _ => LegacyEncodings.Named(name),
        };
    }
}
