using System.Net;
using RtmPipeline.Dashboard;
using RtmPipeline.Dashboard.Board;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources.Http;

namespace RtmPipeline.Tests.Dashboard;

/// <summary>The dashboard's server over a board that a test fills.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private const string Status = """
        {"version":"1.2.3","health":{"status":"degraded","parts":[{"name":"redis","state":"up","reason":"can be written to"},{"name":"source:x","state":"degraded","reason":"waiting until 12:05: HTTP 429"}]},
        "board_time":TIME,"board_trouble":null,"sources":[],"graph":{"stream_time":null,"posts":1200345,"rejected":3,"topics":200000,"queues":{"tag":0.25},"forecasts":[{"horizon":"15m","judged":12,"skill":0.31,"coverage_50":0.5,"coverage_90":0.91}]}}
        """;

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public IncidentBoard Board { get; } = new(Guid.NewGuid().ToString("N"));

    /// <summary>As <c>http://127.0.0.1:1234</c>.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <param name="port">Where it listens; 0 for a free one.</param>
    /// <param name="keys">Who may come; null for all.</param>
    /// <param name="decisions">Where decisions are written down; null for nowhere.</param>
    public static async Task<PageHost> StartAsync(int port = 0, BearerKeys? keys = null, DecisionLog? decisions = null)
    {
        PageHost host = new();
        TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        EventRoutes events = new(host.Board, json => json.WriteRawValue(StatusOf(host.Board)), TimeProvider.System, host._stop.Token);
        DashboardOptions options = new() { Listen = [new IPEndPoint(IPAddress.Loopback, port)], Keys = keys ?? BearerKeys.None };
        DashboardServer server = new(options, [.. PageRoutes.All, .. BoardRoutes.Of(host.Board), new DecisionRoute(host.Board, decisions, TimeProvider.System).Route, .. events.Routes], TimeProvider.System, static _ => { })
        {
            OnListening = addresses => listening.TrySetResult(addresses[0]),
        };
        host._running = Task.Run(() => server.RunAsync(host._stop.Token));
        host.Address = await listening.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private static string StatusOf(IncidentBoard board) =>
        Status.Replace("TIME", Answer.TimeOrNull(board.StreamTime) is { } time ? $"\"{time}\"" : "null", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
