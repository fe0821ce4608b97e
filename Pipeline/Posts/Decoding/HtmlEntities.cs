using System.Globalization;
using System.Text;

namespace RtmPipeline.Posts.Decoding;

/// <summary>
/// Decodes, exactly once, the entities that X writes into texts: those for markup characters, and numeric ones.
/// Texts with markup and the full set of names are the business of <see cref="News.HtmlText"/>; <see cref="News.XmlEntities"/> decodes nothing, but makes
/// entities readable for XML.
/// </summary>
internal static class HtmlEntities
{
    /// <summary>Longest entity looked at, from the ampersand to the semicolon: <c>&amp;#1114111;</c>.</summary>
    private const int MaxLength = 10;

    /// <summary>Decodes within the text's own memory, which never grows, and returns the new length.</summary>
    public static int DecodeInPlace(Span<char> text)
    {
        int read = text.IndexOf('&');
        if (read < 0)
            return text.Length;
        int written = read;
        while (read < text.Length)
        {
            if (text[read] == '&' && TryDecode(text[read..], out Rune rune, out int length))
            {
                written += rune.EncodeToUtf16(text[written..]);
                read += length;
            }
            else
            {
                text[written++] = text[read++];
            }
        }

        return written;
    }

    /// <summary>Reads what stands between "&amp;#" and the semicolon: decimal digits, or hexadecimal ones behind an "x".</summary>
    /// <param name="digits">At least one character.</param>
    /// <param name="number">Any number, also of no character.</param>
    public static bool TryNumber(ReadOnlySpan<char> digits, out int number) => digits[0] is 'x' or 'X'
        ? int.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryDecode(ReadOnlySpan<char> text, out Rune rune, out int length)
    {
        rune = default;
        int end = text[..Math.Min(text.Length, MaxLength)].IndexOf(';');
        length = end + 1;
        if (end < 3)
            return false;
        ReadOnlySpan<char> name = text[1..end];
        if (name[0] == '#')
            return TryDecodeNumber(name[1..], out rune);
        char known = name switch
        {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => '\0',
        };
        rune = new Rune(known);
        return known != '\0';
    }

    private static bool TryDecodeNumber(ReadOnlySpan<char> number, out Rune rune)
    {
        rune = default;
        // Surrogates, numbers beyond Unicode, and control characters other than white space stay as they were written.
        return TryNumber(number, out int scalar) && (scalar >= ' ' || scalar is '\n' or '\t' or '\r') && Rune.TryCreate(scalar, out rune);
    }
}
