using System.Buffers;

namespace RtmPipeline.Posts;

/// <summary>
/// Addresses that records and content carry. They end in outputs and on a dashboard, so only http and https are let in, and nothing that could end the
/// attribute or the line it is printed in.
/// </summary>
internal static class WebAddress
{
    /// <summary>Longest address kept; browsers and servers agree on about this much.</summary>
    public const int MaxLength = 2_048;

    private static readonly SearchValues<char> s_never = SearchValues.Create(" \t\r\n\0<>\"");

    /// <summary>True for a whole address with its scheme.</summary>
    public static bool IsAbsolute(ReadOnlySpan<char> address) =>
        address.Length is > 8 and <= MaxLength
        && (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        && address.IndexOfAny(s_never) < 0;

    /// <summary>An absolute address as it stands, a relative one against <paramref name="against"/>; null when that is no web address.</summary>
    public static string? Resolve(string? address, string? against)
    {
        string trimmed = address?.Trim() ?? "";
        if (trimmed.Length is 0 or > MaxLength)
            return null;
        if (IsAbsolute(trimmed))
            return trimmed;
        if (against is null || !Uri.TryCreate(against, UriKind.Absolute, out Uri? root) || !Uri.TryCreate(root, trimmed, out Uri? joined))
            return null;
        string absolute = joined.AbsoluteUri;
        return IsAbsolute(absolute) ? absolute : null;
    }

    /// <summary>The base that elements inside see: <paramref name="address"/> seen from <paramref name="outer"/>.</summary>
    public static string? Base(string? address, string? outer) => Resolve(address, outer) ?? outer;

    /// <summary>Host in lower case and path without a final slash; null when it is no web address.</summary>
    public static string? HostAndPath(string? address)
    {
        string trimmed = address?.Trim() ?? "";
        if (!IsAbsolute(trimmed) || !Uri.TryCreate(trimmed, UriKind.Absolute, out Uri? uri))
            return null;
        return uri.Host + uri.AbsolutePath.TrimEnd('/');
    }

    public static string? Host(string? address) =>
        IsAbsolute(address) && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) ? uri.Host : null;
}
