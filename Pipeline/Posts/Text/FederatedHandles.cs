namespace RtmPipeline.Posts.Text;

/// <summary>
/// Mentions on networks where a name carries its host: "@name.bsky.social" and "@name@example.social". X's rules would take the first for "@name" and the
/// words "bsky" and "social", and the second for an e-mail address.
/// </summary>
internal static class FederatedHandles
{
    /// <summary>Longest handle: a name of 64 characters and a host of 253 (RFC 5321, section 4.5.3.1; RFC 1035).</summary>
    public const int MaxLength = 64 + 1 + 253;

    /// <summary>One past the handle whose at sign is at <paramref name="sign"/>, or -1. Its host is written in small letters and ends in a known top-level domain.</summary>
    public static int End(ReadOnlySpan<char> text, int sign)
    {
        if (text[sign] != '@' || !TagScanner.IsValidBeforeMention(text, sign))
            return -1;
        ReadOnlySpan<char> window = text[..Math.Min(text.Length, sign + 1 + MaxLength)];
        int nameEnd = RunEnd(window, sign + 1);
        if (nameEnd == sign + 1)
            return -1;
        bool hosted = nameEnd < window.Length && window[nameEnd] == '@';
        int hostStart = hosted ? nameEnd + 1 : sign + 1;
        int hostEnd = hosted ? RunEnd(window, hostStart) : nameEnd;
        int dot = window[hostStart..hostEnd].LastIndexOf('.');
        if (dot <= 0 || window[hostStart..hostEnd].Contains('_') || (hostEnd < window.Length && window[hostEnd] == '@'))
            return -1;
        // "thanks @anna.So glad" lacks a space; handles are shown in small letters.
        if (window[(hostStart + dot)..hostEnd].ContainsAnyInRange('A', 'Z'))
            return -1;
        return HostNames.TopLevelEnd(window, hostStart + dot + 1, withFormer: false) == hostEnd ? hostEnd : -1;
    }

    // Letters and digits, with single dots, dashes and underscores between them.
    private static int RunEnd(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        while (end < text.Length)
        {
            bool inside = end > start && text[end] is '.' or '-' or '_' && end + 1 < text.Length && char.IsAsciiLetterOrDigit(text[end + 1]);
            if (!inside && !char.IsAsciiLetterOrDigit(text[end]))
                break;
            end++;
        }
        return end;
    }
}
