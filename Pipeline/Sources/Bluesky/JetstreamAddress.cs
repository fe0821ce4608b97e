using System.Diagnostics.CodeAnalysis;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>Reads the address of a server as a person writes it.</summary>
internal static class JetstreamAddress
{
    /// <summary>Longest address.</summary>
    public const int MaxLength = 300;

    /// <summary>Reads a name, a name and port, or a <c>wss://</c> or <c>ws://</c> address. Without a scheme it is <c>wss</c>.</summary>
    /// <returns>False for anything else, and for an address with a path, a query or a user.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address)
    {
        string full = text.Contains("://", StringComparison.Ordinal) ? text : $"wss://{text}";
        return Uri.TryCreate(full, UriKind.Absolute, out address)
            && address.Scheme is "wss" or "ws"
            && address.Host.Length > 0
            && address.AbsolutePath == "/"
            && address.Query.Length == 0
            && address.Fragment.Length == 0
            && address.UserInfo.Length == 0;
    }

    /// <summary>Addresses that were checked before.</summary>
    /// <exception cref="FormatException">One is no address.</exception>
    public static Uri[] All(IReadOnlyList<string> texts) => [.. texts.Select(text => TryParse(text, out Uri? address) ? address : throw new FormatException($"{text} is no address of a server"))];

    /// <summary>True when what is read can be seen and changed on its way.</summary>
    public static bool IsOpen(Uri address) => address.Scheme == "ws" && !address.IsLoopback;
}
