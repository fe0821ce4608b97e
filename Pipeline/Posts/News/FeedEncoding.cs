using System.Text;

namespace RtmPipeline.Posts.News;

/// <summary>
/// Decodes the bytes of a document: byte order mark, then what the first bytes look like, then the XML declaration, then UTF-8, then windows-1252, which
/// fits any bytes. A declared encoding that does not fit is passed over. Declared Latin-1 and ASCII are read as windows-1252, as browsers do.
/// </summary>
internal static class FeedEncoding
{
    /// <summary>Where the declaration must have ended.</summary>
    private const int DeclarationBytes = 512;

    private static readonly Encoding s_utf8 = new UTF8Encoding(false, true);
    private static readonly Encoding s_western = CodePage(1252);

    /// <param name="bytes">A document.</param>
    /// <param name="isGuessed">True when the document said otherwise, or its bytes did not fit what it said.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, out bool isGuessed)
    {
        isGuessed = false;
        (Encoding? marked, int mark) = Marked(bytes);
        if (marked is not null && TryDecode(marked, bytes[mark..], out string? text))
            return text;
        Encoding? declared = marked is null ? Declared(bytes) : null;
        if (declared is not null && TryDecode(declared, bytes, out text))
            return text;
        isGuessed = declared is not null || marked is not null;
        if (TryDecode(s_utf8, bytes, out text))
            return text;
        isGuessed = true;
        return s_western.GetString(bytes);
    }

    private static bool TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        try
        {
            text = encoding.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }
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

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
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
        return Named(value[1..close].Trim().ToLowerInvariant());
    }

    /// <summary>Null when the name is unknown, or names an encoding whose declaration could not have been read as bytes.</summary>
    private static Encoding? Named(string name) => name switch
    {
        "utf-8" or "utf8" => s_utf8,
        "iso-8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "windows-1252" or "cp1252" => s_western,
        "gb2312" or "gbk" or "gb18030" => CodePage(54936),
        _ when name.StartsWith("utf-", StringComparison.Ordinal) || name.Contains("ucs", StringComparison.Ordinal) => null,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback),
    };

    private static Encoding CodePage(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException($"the runtime lacks code page {number}");
}
