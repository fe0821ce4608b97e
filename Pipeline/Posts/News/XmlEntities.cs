using System.Globalization;
using System.Net;
using System.Text;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Posts.News;

/// <summary>Makes of whatever begins with an ampersand something XML can read.</summary>
internal static class XmlEntities
{
    /// <summary>The longest name HTML has is 31 characters.</summary>
    private const int MaxNameLength = 32;

    /// <summary>Appends the entity at <paramref name="at"/>, mended; returns where reading goes on.</summary>
    public static int Mend(string xml, int at, StringBuilder into)
    {
        int length = Math.Min(MaxNameLength, xml.Length - at - 1);
        int semicolon = xml.AsSpan(at + 1, length).IndexOf(';');
        ReadOnlySpan<char> name = semicolon <= 0 ? default : xml.AsSpan(at + 1, semicolon);
        if (name is "amp" or "lt" or "gt" or "quot" or "apos")
        {
            into.Append('&').Append(name).Append(';');
            return at + semicolon + 2;
        }

        if (name.Length > 1 && name[0] == '#' && HtmlEntities.TryNumber(name[1..], out int number))
        {
            // Numbers of characters that XML does not have leave nothing behind.
            if (IsXml(number))
                into.Append(CultureInfo.InvariantCulture, $"&#{number};");
            return at + semicolon + 2;
        }

        string? decoded = name.Length > 1 && name.IndexOfAnyExcept(s_nameCharacters) < 0 ? WebUtility.HtmlDecode($"&{name};") : null;
        if (decoded is { Length: 1 or 2 })
        {
            into.Append(decoded);
            return at + semicolon + 2;
        }

        into.Append("&amp;");
        return at + 1;
    }

    private static readonly System.Buffers.SearchValues<char> s_nameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static bool IsXml(int number) =>
        number is '\t' or '\n' or '\r' or (>= 0x20 and <= 0xd7ff) or (>= 0xe000 and <= 0xfffd) or (>= 0x10000 and <= 0x10ffff);
}
