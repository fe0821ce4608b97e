using System.Globalization;
using System.Net.WebSockets;
using RtmPipeline.Tests.Sources.Bluesky;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>Two Jetstream hosts with the same events, which they keep for some minutes and replay from a cursor.</summary>
internal sealed class BlueskyLane : TrafficLane
{
    public static readonly string[] FaultKinds = ["cut in a message", "closed", "503 thrice", "stall", "other messages", "reset"];

    private const int Lane = 2;
    private const int LikeEach = 10;

    /// <summary>Events that a host keeps: some five minutes.</summary>
    private const int Kept = 300_000;

    private readonly JetstreamServer[] _servers;
    private readonly Lock _gate = new();
    private readonly List<(long TimeUs, byte[] Message)> _events = [];
    private long _lastUs;
    private CancellationToken _stop;

    public BlueskyLane(JetstreamServer first, JetstreamServer second, double perSecond, FaultPlan faults)
        : base("sky", perSecond, faults)
    {
        _servers = [first, second];
        foreach (JetstreamServer server in _servers)
        {
            server.Play = (client, number) =>
            {
                // The server listens to the client meanwhile, and so answers its pings.
                _ = PlayAsync(server, client);
                return Task.CompletedTask;
            };
        }
    }

    public override Dictionary<string, object> Section => new() { ["Kind"] = "bluesky", ["Hosts"] = _servers.Select(server => server.Address).ToArray(), ["ReadTimeoutSeconds"] = 20 };

    /// <summary>Likes count for the post that is liked.</summary>
    public override long Posts => Arrived - (Arrived / LikeEach);

    protected override byte[] Marker { get; } = "\"rkey\":\"k"u8.ToArray();

    public override async Task RunAsync(CancellationToken stop)
    {
        _stop = stop;
        while (await StepAsync(stop))
        {
            for (int due = Due(); due > 0; due--)
                Add(Write());
        }
    }

    private void Add(long number)
    {
        lock (_gate)
        {
            _lastUs = Math.Max(_lastUs + 1, (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            bool isLike = number % LikeEach == LikeEach - 1;
            string record = isLike
                ? $$"""{"$type":"app.bsky.feed.like","subject":{"uri":"at://did:plc:{{TrafficText.Author(Lane, number - 1)}}/app.bsky.feed.post/k{{number - 1}}","cid":"c"},"createdAt":"{{TrafficText.Now()}}"}"""
                : $$"""{"$type":"app.bsky.feed.post","text":"{{TrafficText.Of(Lane, number)}}","langs":["en"],"createdAt":"{{TrafficText.Now()}}"}""";
            string message = $$$"""{"did":"did:plc:{{{TrafficText.Author(Lane, number)}}}","time_us":{{{_lastUs}}},"kind":"commit","commit":{"rev":"r{{{number}}}","operation":"create","collection":"app.bsky.feed.{{{(isLike ? "like" : "post")}}}","rkey":"k{{{number}}}","record":{{{record}}},"cid":"c{{{number}}}"}}""";
            _events.Add((_lastUs, Utf8(message)));
            if (_events.Count > 2 * Kept)
                _events.RemoveRange(0, _events.Count - Kept);
        }
    }

    /// <summary>Events after a time, some of them.</summary>
    private (long TimeUs, byte[] Message)[] After(long timeUs)
    {
        lock (_gate)
        {
            int low = 0;
            int high = _events.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (_events[middle].TimeUs <= timeUs)
                    low = middle + 1;
                else
                    high = middle;
            }

            return [.. _events.GetRange(low, Math.Min(2_000, _events.Count - low))];
        }
    }

    private async Task PlayAsync(JetstreamServer server, JetstreamClient client)
    {
        long at = client.Query.TryGetValue("cursor", out Microsoft.Extensions.Primitives.StringValues cursor) ? long.Parse(cursor!, CultureInfo.InvariantCulture) - 1 : After(0) is [] ? 0 : _lastUs;
        // Until the first event, whoever comes gets all from the start.
        at = Arrived == 0 ? 0 : at;
        try
        {
            while (client.Socket.State == WebSocketState.Open)
            {
                foreach ((long timeUs, byte[] message) in After(at))
                {
                    await client.SendAsync(message, int.MaxValue);
                    at = timeUs;
                }

                if (Faults.Due() is { } fault && await BreakAsync(server, client, fault))
                    return;
                if (After(at) is [])
                    await StepAsync(_stop);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client went: it comes again with its cursor.
        }
    }

    /// <summary>True when the connection is over.</summary>
    private static async Task<bool> BreakAsync(JetstreamServer server, JetstreamClient client, string fault)
    {
        switch (fault)
        {
            case "cut in a message":
                await client.Socket.SendAsync("{\"did\":\"gr\u00e4"u8.ToArray().AsMemory(0, 11), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
                client.Abort();
                return true;
            case "closed":
                await client.Socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "restart", CancellationToken.None);
                return true;
            case "503 thrice":
                for (int i = 0; i < 3; i++)
                    server.Answers.Enqueue((503, string.Empty, null));
                client.Abort();
                return true;
            case "stall":
                // Silence until the client has had enough.
                return true;
            case "other messages":
                await client.SendAsync("""{"did":"did:plc:a1","time_us":1,"kind":"identity","identity":{"did":"did:plc:a1","handle":"a.example","seq":1,"time":"2026-08-14T09:00:00Z"}}""");
                await client.SendAsync("""{"kind":"nothing known","time_us":2}""");
                await client.SendAsync("no json");
                return false;
            default:
                client.Abort();
                return true;
        }
    }
}
