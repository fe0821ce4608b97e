namespace RtmPipeline.Sources.Mastodon;

/// <summary>Addresses of servers, and where a token may be sent.</summary>
internal static class SiteAddress
{
    /// <summary>Longest address taken.</summary>
    public const int MaxLength = 300;

    /// <summary>The form of an address, for messages.</summary>
    public const string Form = "a server as social.example or https://social.example, without path, query and user (http:// only on this machine)";

    /// <summary>The address of a server as people write it; <c>wss</c> and <c>ws</c> stand for <c>https</c> and <c>http</c>.</summary>
    /// <returns>Null where it is none to which a token may be sent.</returns>
    public static Uri? Parse(string text)
    {
        string whole = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        if (text.Length is 0 or > MaxLength || !Uri.TryCreate(whole, UriKind.Absolute, out Uri? address))
            return null;
        Uri site = WithHttp(address);
        return site.UserInfo.Length == 0 && site.AbsolutePath == "/" && site.Query.Length == 0 && site.Fragment.Length == 0 && site.Host.Length > 0 && MayHaveToken(site) ? site : null;
    }

    /// <summary>True where nobody between can read what is sent.</summary>
    public static bool MayHaveToken(Uri site) => site.Scheme == Uri.UriSchemeHttps || (site.Scheme == Uri.UriSchemeHttp && site.IsLoopback);

    /// <summary>
    /// True when a server and a streaming host are of one site: the same host, or one below it, as <c>streaming.social.example</c> for <c>social.example</c>. Hosts beside each
    /// other may belong to different people, as below <c>co.uk</c>, so those must be configured.
    /// </summary>
    public static bool IsSameSite(Uri instance, Uri streaming) =>
        streaming.IdnHost.Equals(instance.IdnHost, StringComparison.OrdinalIgnoreCase)
        || (instance.HostNameType == UriHostNameType.Dns && streaming.IdnHost.EndsWith($".{instance.IdnHost}", StringComparison.OrdinalIgnoreCase));

    /// <summary>The site of an address that a server sent, for messages.</summary>
    public static string Show(Uri? address) =>
        address is null ? "nowhere" : !address.IsAbsoluteUri ? "another path of the same server" : address.GetLeftPart(UriPartial.Authority) is { Length: <= MaxLength } site ? site : "a very long address";

    private static Uri WithHttp(Uri address) => address.Scheme switch
    {
        "wss" => new UriBuilder(address) { Scheme = Uri.UriSchemeHttps, Port = address.IsDefaultPort ? -1 : address.Port }.Uri,
        "ws" => new UriBuilder(address) { Scheme = Uri.UriSchemeHttp, Port = address.IsDefaultPort ? -1 : address.Port }.Uri,
        _ => address,
    };
}
