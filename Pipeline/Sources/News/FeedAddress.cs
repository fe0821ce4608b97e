using System.Text;

namespace RtmPipeline.Sources.News;

/// <summary>The address of a feed as it was configured.</summary>
/// <param name="Uri">Without name, password and fragment.</param>
/// <param name="Credentials">Name and password as they stood in the address, decoded; null where there were none.</param>
/// <param name="Shown">The address for people and for dead letters: nothing in it is secret.</param>
/// <param name="Key">What tells the feed from others, a hash: the same for http and https, with a slash at the end or without.</param>
internal sealed record FeedAddress(Uri Uri, string? Credentials, string Shown, string Key)
{
    /// <summary>Parts of names of query parameters whose values open something.</summary>
    private static readonly string[] s_secret = ["key", "token", "auth", "secret", "pass", "pwd", "sig", "session", "credential", "jwt"];

    /// <summary>True when the text can be the address of a feed.</summary>
    public static bool IsRight(string text) => TryParse(text) is not null;

    /// <summary>Reads an address; null when it is none of http or https.</summary>
    public static FeedAddress? TryParse(string? text)
    {
        string trimmed = Plain(text?.Trim() ?? string.Empty);
        if (trimmed.Length is 0 or > FeedOptions.MaxAddressLength || trimmed.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return null;
        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out Uri? uri) || !IsWeb(uri) || uri.Host.Length == 0)
            return null;
        string? credentials = uri.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(uri.UserInfo);
        Uri bare = Bare(uri);
        return new FeedAddress(bare, credentials, ShownOf(bare), KeyOf(bare));
    }

    public static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>An address without name, password and fragment.</summary>
    public static Uri Bare(Uri uri) =>
        uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 ? uri : new Uri(uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.PathAndQuery, UriFormat.UriEscaped));

    /// <summary>An address for people: parameters that may be secret are left out.</summary>
    public static string ShownOf(Uri uri)
    {
        string head = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        string query = string.Join('&', uri.Query.TrimStart('?').Split('&').Where(static part => part.Length > 0 && !IsSecret(part)));
        return query.Length == 0 ? head : $"{head}?{query}";
    }

    /// <summary>An address that need not be right, for messages: a name, password or secret parameter in it is not shown.</summary>
    public static string ShownOf(string text)
    {
        if (TryParse(text) is { } address)
            return address.Shown;
        int at = text.LastIndexOf('@');
        string behind = at < 0 ? text : $"…{text[at..]}";
        int query = behind.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? behind : behind[..query];
    }

    /// <summary>What tells an address from others.</summary>
    public static string KeyOf(Uri uri)
    {
        StringBuilder key = new(uri.IdnHost.ToLowerInvariant());
        if (!uri.IsDefaultPort)
            key.Append(':').Append(uri.Port);
        key.Append(uri.AbsolutePath.TrimEnd('/')).Append(uri.Query);
        return Digest.HexOf(key.ToString());
    }

    /// <summary>Some programs write <c>feed:</c> before or in the place of the scheme.</summary>
    private static string Plain(string text)
    {
        const string Scheme = "feed:";
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return text;
        string rest = text[Scheme.Length..];
        return rest.StartsWith("//", StringComparison.Ordinal) ? $"http:{rest}" : rest;
    }

    private static bool IsSecret(string parameter)
    {
        int equals = parameter.IndexOf('=', StringComparison.Ordinal);
        string name = Uri.UnescapeDataString(equals < 0 ? parameter : parameter[..equals]);
        return s_secret.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
