using System.Globalization;
using System.Net;

namespace RtmPipeline.Sources.Http;

/// <summary>Reads addresses to listen on: <c>127.0.0.1:8089</c>, <c>[::1]:8089</c>, <c>localhost:8089</c>, and <c>*:8089</c> for all of the machine's.</summary>
internal static class ListenAddress
{
    /// <summary>What an address must be, for messages.</summary>
    public const string Form = "ADDRESS:PORT, with an IP address, localhost or *";

    public static bool TryParse(string text, out IPEndPoint address)
    {
        address = new IPEndPoint(IPAddress.Loopback, 0);
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return false;
        string host = text[..colon];
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        IPAddress? ip = host switch
        {
            "*" => IPAddress.IPv6Any,
            "localhost" => IPAddress.Loopback,
            _ => IPAddress.TryParse(isBracketed ? host[1..^1] : host, out IPAddress? parsed) ? parsed : null,
        };
        if (ip is null || (host.Contains(':', StringComparison.Ordinal) && !isBracketed))
            return false;
        address = new IPEndPoint(ip, port);
        return true;
    }
}
