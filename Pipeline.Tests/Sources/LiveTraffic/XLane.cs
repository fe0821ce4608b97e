using System.Globalization;
using RtmPipeline.Tests.Sources.X;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>X's stream. It has no backfill, so posts are written only while somebody listens; each of them must arrive.</summary>
internal sealed class XLane(XServer server, double perSecond, FaultPlan faults) : TrafficLane("x", perSecond, faults)
{
    public static readonly string[] FaultKinds = ["closed", "cut in a character", "503", "stall", "429 with reset", "error line", "reset"];

    private const string Token = "a-token-of-the-traffic";
    private const int Lane = 1;

    /// <summary>How long a listener has for what was sent before its connection breaks: what the network has not handed over by then is lost, as with X.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private CancellationToken _stop;

    public override Dictionary<string, object> Section => new() { ["Kind"] = "x", ["Endpoint"] = server.Address.ToString(), ["Rules"] = "off", ["ReadTimeoutSeconds"] = 21 };

    public override IEnumerable<(string Name, string Value)> Secrets => [("BearerToken", Token)];

    protected override byte[] Marker { get; } = "\"id\":\""u8.ToArray();

    protected override long Base => 1_990_000_000_000_000_000;

    public override async Task RunAsync(CancellationToken stop)
    {
        _stop = stop;
        server.Token = Token;
        server.Otherwise = StreamAsync;
        await PauseAsync(86_400, stop);
    }

    private static string Line(long id) =>
        $$$"""{"data":{"id":"{{{id}}}","text":"{{{TrafficText.Of(Lane, id)}}}","created_at":"{{{TrafficText.Now()}}}","author_id":"{{{TrafficText.Author(Lane, id)[1..]}}}","lang":"en","edit_history_tweet_ids":["{{{id}}}"]}}""";

    private async Task StreamAsync(XConnection connection)
    {
        while (await StepAsync(_stop, connection.Gone) && !connection.Gone.IsCancellationRequested)
        {
            string[] lines = [.. Enumerable.Range(0, Due()).Select(_ => Line(Write()))];
            if (lines.Length > 0)
                await connection.LinesAsync(lines);
            if (Faults.Due() is { } fault && await BreakAsync(connection, fault))
                return;
        }

        await connection.HoldAsync();
    }

    /// <summary>True when the connection is over.</summary>
    private async Task<bool> BreakAsync(XConnection connection, string fault)
    {
        await Task.Delay(s_grace, CancellationToken.None);
        switch (fault)
        {
            case "cut in a character":
                byte[] half = Utf8("""{"data":{"id":"1","text":"gr€""");
                await connection.BytesAsync(half.AsMemory(0, half.Length - 1));
                connection.Reset();
                return true;
            case "503":
                server.OnConnectRefuse(503);
                return true;
            case "stall":
                await connection.HoldAsync();
                return true;
            case "429 with reset":
                server.OnConnectRefuse(429, "", ("x-rate-limit-limit", "50"), ("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 10).ToString(CultureInfo.InvariantCulture)));
                return true;
            case "error line":
                await connection.LinesAsync("""{"errors":[{"title":"operational-disconnect","disconnect_type":"UpstreamOperationalDisconnect","detail":"This stream has been disconnected upstream for operational reasons.","type":"https://api.twitter.com/2/problems/operational-disconnect"}]}""");
                return true;
            case "reset":
                connection.Reset();
                return true;
            default:
                return true;
        }
    }
}
