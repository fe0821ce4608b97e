using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RtmPipeline.Tests.Sources.Bluesky;

/// <summary>One client of the server.</summary>
internal sealed class JetstreamClient(HttpContext context, WebSocket socket)
{
    public string Path { get; } = context.Request.Path;

    public IQueryCollection Query { get; } = context.Request.Query;

    public IList<string> Protocols { get; } = context.WebSockets.WebSocketRequestedProtocols;

    public WebSocket Socket { get; } = socket;

    public ConcurrentQueue<string> Received { get; } = new();

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), int.MaxValue);

    public async Task SendAsync(byte[] bytes, int fragment, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        for (int at = 0; at < bytes.Length; at += Math.Min(fragment, bytes.Length - at))
        {
            int length = Math.Min(fragment, bytes.Length - at);
            await Socket.SendAsync(bytes.AsMemory(at, length), type, at + length == bytes.Length, CancellationToken.None);
        }
    }

    public void Abort() => context.Abort();
}

/// <summary>A Jetstream server on a free loopback port: takes connections on both endpoints, answers before the upgrade what a test wants, and plays what a test wants to each connection.</summary>
internal sealed class JetstreamServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private JetstreamServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single().Replace("http://", "ws://", StringComparison.Ordinal);

    public List<JetstreamClient> Clients { get; } = [];

    /// <summary>Answers instead of the next upgrades: status, body, Retry-After.</summary>
    public ConcurrentQueue<(int Status, string Body, string? RetryAfter)> Answers { get; } = new();

    /// <summary>Played to the n-th connection, from 0; the connection stays open behind it.</summary>
    public Func<JetstreamClient, int, Task> Play { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<JetstreamServer> StartAsync(Func<JetstreamClient, int, Task>? play = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        JetstreamServer server = new(app);
        server.Play = play ?? server.Play;
        app.UseWebSockets();
        app.Run(server.ServeAsync);
        await app.StartAsync();
        return server;
    }

    public JetstreamClient Client(int n)
    {
        lock (Clients)
            return Clients[n];
    }

    public int Count
    {
        get
        {
            lock (Clients)
                return Clients.Count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (Clients)
        {
            // The request of a client that is gone is over, and only its socket may still be touched.
            Clients.ForEach(client => client.Socket.Abort());
        }

        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (Answers.TryDequeue(out (int Status, string Body, string? RetryAfter) answer))
        {
            context.Response.StatusCode = answer.Status;
            if (answer.RetryAfter is not null)
                context.Response.Headers.RetryAfter = answer.RetryAfter;
            await context.Response.WriteAsync(answer.Body);
            return;
        }

        bool isV2 = context.Request.Path == "/xrpc/network.bsky.jetstream.subscribeEvents";
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(isV2 ? "xrpc.v1.json" : null);
        JetstreamClient client = new(context, socket);
        int n;
        lock (Clients)
        {
            Clients.Add(client);
            n = Clients.Count - 1;
        }

        try
        {
            await Play(client, n);
            await ListenAsync(client);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The client is gone, or the test aborted it.
        }
    }

    private static async Task ListenAsync(JetstreamClient client)
    {
        byte[] buffer = new byte[1 << 20];
        while (true)
        {
            int length = 0;
            WebSocketReceiveResult part;
            do
            {
                part = await client.Socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), CancellationToken.None);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                client.Received.Enqueue($"close {(int)part.CloseStatus!}");
                await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, string.Empty, CancellationToken.None);
                return;
            }

            client.Received.Enqueue(Encoding.UTF8.GetString(buffer, 0, length));
        }
    }
}
