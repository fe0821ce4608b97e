namespace RtmPipeline.Posts.Text;

/// <summary>Says whether a whole text is one valid user name, list, hashtag or address, by the rules of twitter-text.</summary>
internal static class TextValidation
{
    private const string SubDelimiters = "!$&'()*+,;=";

    /// <summary>A user name with its at sign.</summary>
    public static bool IsUserName(string text) =>
        text.Length > 1 && TagScanner.IsAt(text[0]) && TagScanner.MentionEnd(text, 0, out int nameEnd) == text.Length && nameEnd == text.Length;

    /// <summary>A list: user name, slash, name of the list.</summary>
    public static bool IsList(string text) =>
        text.Length > 1 && TagScanner.IsAt(text[0]) && TagScanner.MentionEnd(text, 0, out int nameEnd) == text.Length && nameEnd < text.Length;

    /// <summary>A hashtag with its sign.</summary>
    public static bool IsHashtag(string text) => text.Length > 1 && text[0] is '#' or '\uFF03' && TagScanner.HashtagEnd(text, 0) == text.Length;

    /// <summary>An address by the grammar of RFC 3986, with host names and Cyrillic letters as they are typed.</summary>
    /// <param name="text">The whole address.</param>
    /// <param name="requireProtocol">Whether "http://" or "https://" must be there; no other protocol is valid.</param>
    public static bool IsUrl(string text, bool requireProtocol = true)
    {
        ReadOnlySpan<char> rest = text;
        int protocol = rest.IndexOf("://", StringComparison.Ordinal);
        bool hasProtocol = protocol >= 0 && rest[..protocol].IndexOfAny("/?#") < 0;
        if (hasProtocol)
        {
            ReadOnlySpan<char> scheme = rest[..protocol];
            if (!scheme.Equals("http", StringComparison.OrdinalIgnoreCase) && !scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
                return false;
            rest = rest[(protocol + 3)..];
        }
        else if (requireProtocol)
        {
            return false;
        }
        ReadOnlySpan<char> fragment = Cut(ref rest, '#');
        ReadOnlySpan<char> query = Cut(ref rest, '?');
        int slash = rest.IndexOf('/');
        ReadOnlySpan<char> authority = slash < 0 ? rest : rest[..slash];
        ReadOnlySpan<char> path = slash < 0 ? default : rest[slash..];
        return IsAuthority(authority) && IsMadeOf(path, ":|@/") && IsMadeOf(query, ":|@/?") && IsMadeOf(fragment, ":|@/?");
    }

    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> text, char mark)
    {
        int at = text.IndexOf(mark);
        if (at < 0)
            return default;
        ReadOnlySpan<char> behind = text[(at + 1)..];
        text = text[..at];
        return behind;
    }

    private static bool IsMadeOf(ReadOnlySpan<char> text, string alsoAllowed)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
                i += 2;
            else if (!(char.IsAsciiLetterOrDigit(c) || c is >= '\u0400' and <= '\u04FF' || "-._~".Contains(c) || SubDelimiters.Contains(c) || alsoAllowed.Contains(c)))
                return false;
        }
        return true;
    }

    private static bool IsAuthority(ReadOnlySpan<char> authority)
    {
        int at = authority.LastIndexOf('@');
        if (at >= 0 && !IsMadeOf(authority[..at], ":"))
            return false;
        ReadOnlySpan<char> host = authority[(at + 1)..];
        int colon = host.LastIndexOf(':');
        if (colon >= 0 && colon > host.LastIndexOf(']'))
        {
            if (host[(colon + 1)..].ContainsAnyExceptInRange('0', '9'))
                return false;
            host = host[..colon];
        }
        return IsAddressV4(host) || IsAddressV6(host) || IsDomain(host);
    }

    private static bool IsAddressV4(ReadOnlySpan<char> host)
    {
        int octets = 0;
        foreach (Range range in host.Split('.'))
        {
            octets++;
            if (host[range].Length is 0 or > 3 || !byte.TryParse(host[range], System.Globalization.NumberStyles.None, null, out _))
                return false;
        }
        return octets == 4;
    }

    private static bool IsAddressV6(ReadOnlySpan<char> host) =>
        host.Length > 2 && host[0] == '[' && host[^1] == ']' && host[1..^1].Contains(':') && System.Net.IPAddress.TryParse(host[1..^1], out _);

    private static bool IsDomain(ReadOnlySpan<char> host)
    {
        if (host.IndexOf('.') < 0 || !HostNames.HasValidLabels(host))
            return false;
        int last = host.LastIndexOf('.');
        if (!(char.IsAsciiLetter(host[last + 1]) || host[last + 1] >= '\u0080'))
            return false;
        int domain = host[..last].LastIndexOf('.') + 1;
        if (host[domain..].Contains('_'))
            return false;
        foreach (Range range in host.Split('.'))
        {
            ReadOnlySpan<char> label = host[range];
            if (label[0] is '-' or '_' || label[^1] is '-' or '_')
                return false;
            foreach (char c in label)
            {
                if (!(c is '-' or '_' || UrlCharacters.IsNativeHost(c)))
                    return false;
            }
        }
        return true;
    }
}
