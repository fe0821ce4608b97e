using System.Net;
using RtmPipeline.Sources.Http;

namespace RtmPipeline.Dashboard;

/// <summary>The server with health, metrics, the interface for programs and the pages for people; section <c>Dashboard</c>.</summary>
internal sealed record DashboardOptions : ServerOptions
{
    /// <summary>Where it listens when nothing is said: on this machine alone.</summary>
    public const string DefaultListen = "127.0.0.1:8088";

    public DashboardOptions()
        : this(new ServerOptions { Listen = [new(IPAddress.Loopback, 8088)] })
    {
    }

    /// <param name="server">Where it listens and who may come.</param>
    public DashboardOptions(ServerOptions server)
        : base(server)
    {
    }

    /// <summary>
    /// Names by which browsers may call it besides IP addresses and localhost: a page from elsewhere that had its own name point here could read it otherwise.
    /// <value>Default none; at most 16 names.</value>
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
