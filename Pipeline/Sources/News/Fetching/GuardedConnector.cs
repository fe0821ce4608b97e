using System.Net;
using System.Net.Sockets;

namespace RtmPipeline.Sources.News.Fetching;

/// <summary>Finds the addresses of a host.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken stop);

/// <summary>A host that must not be connected to.</summary>
internal sealed class ForbiddenAddressException(string message) : IOException(message);

/// <summary>
/// Opens connections to addresses that the guard has seen: the host is resolved once, and what was checked is what is connected to, so that no second answer of a name server
/// can lead elsewhere.
/// </summary>
internal sealed class GuardedConnector(AddressGuard guard, ResolveHost resolve)
{
    /// <exception cref="ForbiddenAddressException">No address of the host may be connected to.</exception>
    /// <exception cref="SocketException">The host has no address, or does not answer.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        string host = context.DnsEndPoint.Host.Trim('[', ']');
        IPAddress[] found = IPAddress.TryParse(host, out IPAddress? literal) ? [literal] : await resolve(host, stop);
        IPAddress[] permitted = [.. found.Where(address => guard.MayConnect(host, address))];
        if (permitted.Length == 0 && found.Length > 0)
            throw new ForbiddenAddressException($"{host} is at {found[0]}, which is no public address; AllowPrivateAddresses allows such");
        if (permitted.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        bool isConnected = false;
        try
        {
            await socket.ConnectAsync(permitted, context.DnsEndPoint.Port, stop);
            isConnected = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (!isConnected)
                socket.Dispose();
        }
    }
}
