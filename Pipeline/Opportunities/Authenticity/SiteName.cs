using RtmPipeline.Posts;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>
/// The site of a link: the part of a host name that somebody registered. Without a list of the registries' rules: the last two labels, or three below a country's own second
/// level, which has at most three letters (<c>co.uk</c>, <c>com.ar</c>). A registered name of two or three letters directly below a country is then taken together with the
/// label before it, which splits one site into several and can only spare it.
/// </summary>
internal static class SiteName
{
    private const int CountryLetters = 2;
    private const int MaxSecondLevelLetters = 3;

    /// <summary>Hash of the site; 0 for what is no web address.</summary>
    public static ulong KeyOf(string link)
    {
        ReadOnlySpan<char> host = Host(link);
        return host.IsEmpty ? 0 : Hash(Of(host));
    }

    /// <summary>The site of a host.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> host)
    {
        int last = host.LastIndexOf('.');
        if (last <= 0)
            return host;
        int second = host[..last].LastIndexOf('.');
        if (second <= 0)
            return host;
        bool isSecondLevel = host.Length - last - 1 == CountryLetters && last - second - 1 <= MaxSecondLevelLetters;
        return isSecondLevel ? host[(host[..second].LastIndexOf('.') + 1)..] : host[(second + 1)..];
    }

    /// <summary>The host as it stands in an address, without user and port.</summary>
    private static ReadOnlySpan<char> Host(ReadOnlySpan<char> link)
    {
        int start = link.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
            return default;
        ReadOnlySpan<char> rest = link[(start + 3)..];
        int end = rest.IndexOfAny('/', '?', '#');
        rest = end < 0 ? rest : rest[..end];
        rest = rest[(rest.LastIndexOf('@') + 1)..];
        int port = rest.IndexOf(':');
        return port < 0 ? rest : rest[..port];
    }

    /// <summary>Upper and lower case are one site.</summary>
    private static ulong Hash(ReadOnlySpan<char> site)
    {
        ulong hash = Mix64.FnvBasis;
        foreach (char character in site)
            hash = (hash ^ char.ToLowerInvariant(character)) * Mix64.FnvPrime;
        return Mix64.Finish(hash) | 1;
    }
}
