using System.Collections.Concurrent;
using System.Globalization;
using RtmPipeline.Tests.Sources.Mastodon;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>A server of Mastodon: what its stream did not give is in its timeline.</summary>
internal sealed class MastodonLane : TrafficLane
{
    public static readonly string[] FaultKinds = ["cut in a character", "closed", "503", "stall", "429 with reset", "reset"];

    private const string Timeline = "/api/v1/timelines/public";
    private const string Streaming = "/api/v1/streaming/public";

    private readonly MastodonServer _server;
    private readonly int _lane;
    private readonly ConcurrentDictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private ServerStream? _open;

    public MastodonLane(int lane, MastodonServer server, double perSecond, FaultPlan faults)
        : base($"social{lane}", perSecond, faults)
    {
        (_lane, _server) = (lane, server);
        server.StatusOf = Status;
    }

    public override Dictionary<string, object> Section => new() { ["Kind"] = "mastodon", ["Instance"] = _server.Address.ToString(), ["ReadTimeoutSeconds"] = 20, ["MaxGapPages"] = 250 };

    public override IEnumerable<(string Name, string Value)> Secrets => [("AccessToken", MastodonServer.Token)];

    /// <summary>A status comes from its server.</summary>
    public override bool Owns(string from) => from == $"mastodon:{_server.Address.Authority}";

    protected override byte[] Marker { get; } = "/statuses/"u8.ToArray();

    public override async Task RunAsync(CancellationToken stop)
    {
        using CancellationTokenSource end = new();
        Task opening = OpenAsync(end.Token);
        // The timeline begins where somebody listens: what was before is nobody's gap.
        while (_open is null && await StepAsync(stop))
        {
        }

        while (await StepAsync(stop))
        {
            for (int due = Due(); due > 0; due--)
            {
                string id = NewId(Write());
                _server.Write(Timeline, id);
                if (_open is { } stream)
                    await stream.EventAsync("update", Status(id));
            }

            if (_open is { } broken && Faults.Due() is { } fault)
                await BreakAsync(broken, fault);
        }

        await end.CancelAsync();
        await opening;
    }

    /// <summary>Ids are times above a sequence of 16 bits, as Mastodon's own are: gaps are looked for a minute before the last.</summary>
    private string NewId(long number)
    {
        string id = ((DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << 16) + (number & 0xffff)).ToString(CultureInfo.InvariantCulture);
        _numbers[id] = number;
        return id;
    }

    private string Status(string id)
    {
        long number = _numbers[id];
        string author = TrafficText.Author(_lane + 10, number);
        return $$$"""{"id":"{{{id}}}","created_at":"{{{TrafficText.Now()}}}","visibility":"public","language":"en","uri":"https://social{{{_lane}}}.example/statuses/{{{number}}}","url":"https://social{{{_lane}}}.example/@a/{{{id}}}","content":"<p>{{{TrafficText.Of(_lane + 10, number)}}}</p>","account":{"id":"42","acct":"{{{author}}}","url":"https://social{{{_lane}}}.example/@a"}}""";
    }

    /// <summary>Takes up whoever opens the stream.</summary>
    private async Task OpenAsync(CancellationToken end)
    {
        try
        {
            await foreach (ServerStream stream in _server.Opened.ReadAllAsync(end))
                _open = stream;
        }
        catch (OperationCanceledException)
        {
            // The traffic is over.
        }
    }

    private async Task BreakAsync(ServerStream stream, string fault)
    {
        _open = null;
        switch (fault)
        {
            case "cut in a character":
                await stream.SendAsync(Utf8("event: update\ndata: {\"id\":\"1€")[..^1]);
                stream.Cut();
                break;
            case "503":
                _server.Answer(Streaming, new ServerAnswer(503));
                stream.End();
                break;
            case "429 with reset":
                _server.Answer(Streaming, new ServerAnswer(429, [("X-RateLimit-Limit", "300"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", DateTime.UtcNow.AddSeconds(10).ToString("o", CultureInfo.InvariantCulture))]));
                stream.End();
                break;
            case "stall":
                // Nothing more comes on it, until the client has had enough.
                break;
            case "reset":
                stream.Cut();
                break;
            default:
                stream.End();
                break;
        }
    }
}
