using System.Net.Sockets;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>A stream of Redis to which another program adds posts.</summary>
internal sealed class RedisLane(RedisServer server, double perSecond, FaultPlan faults) : TrafficLane("queue", perSecond, faults)
{
    public static readonly string[] FaultKinds = ["server killed", "connections killed", "paused"];

    private const int Lane = 7;
    private const string Key = "posts-in";

    public override Dictionary<string, object> Section => new() { ["Kind"] = "redis", ["Endpoint"] = server.Options.Endpoint, ["Streams"] = new[] { Key }, ["Field"] = "data", ["StartAt"] = "beginning" };

    protected override byte[] Marker { get; } = "\"id\":\"r"u8.ToArray();

    public override async Task RunAsync(CancellationToken stop)
    {
        RespLink? link = null;
        while (await StepAsync(stop))
        {
            for (int due = Due(); due > 0; due--)
            {
                long number = Write();
                link = await AddAsync(link, TrafficText.Plain(Lane, "r", number));
            }

            if (Faults.Due() is { } fault)
                await BreakAsync(fault);
        }

        link?.Dispose();
    }

    private async Task<RespLink> AddAsync(RespLink? link, string post)
    {
        while (true)
        {
            try
            {
                link ??= new RespLink(server.Port);
                link.Get("XADD", Key, "MAXLEN", "~", "200000", "*", "data", post);
                return link;
            }
            catch (Exception broken) when (broken is IOException or SocketException)
            {
                // It may have been added: whoever does not know adds again.
                if (link is not null)
                    Repeat(1);
                link?.Dispose();
                link = null;
                await Task.Delay(100);
            }
        }
    }

    private async Task BreakAsync(string fault)
    {
        switch (fault)
        {
            case "server killed":
                await server.KillAsync();
                await Task.Delay(2_000);
                await server.RestartAsync();
                break;
            case "connections killed":
                using (RespLink link = new(server.Port))
                    link.Run("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                break;
            default:
                using (RespLink link = new(server.Port))
                    link.Get("CLIENT", "PAUSE", "3000", "ALL");
                break;
        }
    }
}
