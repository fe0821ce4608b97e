using System.Globalization;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Commands.Training;

/// <summary>
/// Gives a text of a set the form in which posts reach the tagger: markup entities decoded, as the decoders of posts do. Some published sets hold JSON escapes
/// (<c>\u2019</c>) that were never decoded; no post has them, so they are decoded too.
/// </summary>
internal static class PostedText
{
    private const string EscapeStart = "\\u";
    private const int EscapeLength = 6;

    public static string Of(string text)
    {
        string unescaped = text.Contains(EscapeStart, StringComparison.Ordinal) ? Unescape(text) : text;
        if (!unescaped.Contains('&', StringComparison.Ordinal))
            return unescaped;
        char[] decoded = unescaped.ToCharArray();
        return new string(decoded, 0, HtmlEntities.DecodeInPlace(decoded));
    }

    private static string Unescape(string text)
    {
        Span<char> decoded = text.Length <= 1024 ? stackalloc char[text.Length] : new char[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; length++)
        {
            bool isEscape = i + EscapeLength <= text.Length && text.AsSpan(i).StartsWith(EscapeStart, StringComparison.Ordinal);
            ReadOnlySpan<char> digits = isEscape ? text.AsSpan(i + EscapeStart.Length, EscapeLength - EscapeStart.Length) : default;
            if (isEscape && ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            {
                decoded[length] = (char)unit;
                i += EscapeLength;
            }
            else
            {
                decoded[length] = text[i++];
            }
        }
        return decoded[..length].ToString();
    }
}
