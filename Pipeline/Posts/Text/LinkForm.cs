using System.Collections.Frozen;

namespace RtmPipeline.Posts.Text;

/// <summary>
/// Brings an address into the form by which two of them are the same page: host in small letters without "www.", no protocol, no standard port, no fragment,
/// no trailing slash, no parameters that only say where the reader came from.
/// </summary>
internal static class LinkForm
{
    /// <summary>Longest address that can be a topic, in UTF-16 units; longer ones carry state of one reader.</summary>
    public const int MaxLength = 2048;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_trackers = Lookup(
        "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid _ga _gl ref_src ref_url " +
        "cmpid ncid smid smtyp ocid spm xtor __twitter_impression feature_share mkt_tok vero_id wickedid oly_anon_id oly_enc_id");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_mediaHosts = Lookup(
        "pic.twitter.com pic.x.com pbs.twimg.com video.twimg.com");

    /// <summary>Writes the form of an address.</summary>
    /// <param name="url">Address with or without a protocol.</param>
    /// <param name="into">Room for as many characters as the address has.</param>
    /// <param name="length">Characters written.</param>
    /// <returns>False where the address is longer than <see cref="MaxLength"/>, has another protocol, or no host.</returns>
    public static bool TryWrite(ReadOnlySpan<char> url, Span<char> into, out int length)
    {
        length = 0;
        if (url.Length > MaxLength || !TryCutProtocol(ref url))
            return false;
        int fragment = url.IndexOf('#');
        url = fragment < 0 ? url : url[..fragment];
        int hostEnd = url.IndexOfAny('/', '?');
        ReadOnlySpan<char> host = HostOf(hostEnd < 0 ? url : url[..hostEnd]);
        if (host.Length == 0)
            return false;
        length = host.ToLowerInvariant(into);
        ReadOnlySpan<char> rest = hostEnd < 0 ? default : url[hostEnd..];
        int mark = rest.IndexOf('?');
        ReadOnlySpan<char> path = (mark < 0 ? rest : rest[..mark]).TrimEnd('/');
        path.CopyTo(into[length..]);
        length += path.Length;
        if (mark >= 0)
            length += WriteQuery(rest[(mark + 1)..], host, into[length..]);
        return true;
    }

    /// <summary>The form without parameters, for people; the address itself where it has no form.</summary>
    public static string LabelOf(string url)
    {
        string form = Of(url);
        int mark = form.IndexOf('?');
        return mark < 0 ? form : form[..mark];
    }

    /// <summary>The form as a string; the address itself where it has none.</summary>
    public static string Of(string url)
    {
        Span<char> into = stackalloc char[Math.Min(url.Length, MaxLength)];
        return TryWrite(url, into, out int length) ? into[..length].ToString() : url;
    }

    /// <summary>False for pages that nobody shares as such: unexpanded short addresses of X, pictures and posts on X itself.</summary>
    /// <param name="form">Form of an address.</param>
    public static bool IsTopic(ReadOnlySpan<char> form)
    {
        int slash = form.IndexOf('/');
        ReadOnlySpan<char> host = slash < 0 ? form : form[..slash];
        if (host is "t.co" || s_mediaHosts.Contains(host))
            return false;
        return !IsX(host) || slash < 0 || !(form[slash..].Contains("/status/", StringComparison.Ordinal) || form[slash..].Contains("/statuses/", StringComparison.Ordinal));
    }

    private static bool TryCutProtocol(ref ReadOnlySpan<char> url)
    {
        int protocol = url.IndexOf("://", StringComparison.Ordinal);
        if (protocol < 0 || url[..protocol].IndexOfAny("/?#") >= 0)
            return true;
        ReadOnlySpan<char> name = url[..protocol];
        url = url[(protocol + 3)..];
        return name.Equals("https", StringComparison.OrdinalIgnoreCase) || name.Equals("http", StringComparison.OrdinalIgnoreCase);
    }

    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> authority)
    {
        ReadOnlySpan<char> host = authority[(authority.LastIndexOf('@') + 1)..];
        if (host.EndsWith(":80", StringComparison.Ordinal))
            host = host[..^3];
        else if (host.EndsWith(":443", StringComparison.Ordinal))
            host = host[..^4];
        host = host.TrimEnd('.');
        return host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
    }

    private static int WriteQuery(ReadOnlySpan<char> query, ReadOnlySpan<char> host, Span<char> into)
    {
        int length = 0;
        foreach (Range range in query.Split('&'))
        {
            ReadOnlySpan<char> parameter = query[range];
            int equals = parameter.IndexOf('=');
            if (parameter.Length == 0 || IsTracker(equals < 0 ? parameter : parameter[..equals], host))
                continue;
            into[length] = length == 0 ? '?' : '&';
            length++;
            parameter.CopyTo(into[length..]);
            length += parameter.Length;
        }
        return length;
    }

    private static bool IsTracker(ReadOnlySpan<char> name, ReadOnlySpan<char> host)
    {
        if (name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || s_trackers.Contains(name))
            return true;
        if (name is "s" or "t" or "ref")
            return IsX(host);
        return name is "si" or "feature" && (host.Contains("youtu", StringComparison.OrdinalIgnoreCase) || host.Contains("spotify.com", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsX(ReadOnlySpan<char> host) =>
        host.Equals("x.com", StringComparison.OrdinalIgnoreCase) || host.Equals("twitter.com", StringComparison.OrdinalIgnoreCase)
        || host.Equals("mobile.twitter.com", StringComparison.OrdinalIgnoreCase) || host.Equals("mobile.x.com", StringComparison.OrdinalIgnoreCase);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
