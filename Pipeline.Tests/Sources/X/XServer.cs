using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>A request that came.</summary>
internal sealed record XRequest(string Method, string Path, string Query, string Authorization, string UserAgent);

/// <summary>
/// X's API v2 on loopback: streams that do what a test says, one script for each connect, and a book of rules. A connect without a script is answered with 503.
/// </summary>
internal sealed class XServer : IAsyncDisposable
{
    private const string RulesPath = "/2/tweets/search/stream/rules";

    private readonly WebApplication _app;
    private readonly Channel<Func<XConnection, Task>> _scripts = Channel.CreateUnbounded<Func<XConnection, Task>>();
    private readonly List<XRequest> _requests = [];
    private int _open;

    private XServer(WebApplication app) => _app = app;

    /// <summary>Where it is.</summary>
    public Uri Address { get; private set; } = null!;

    public RuleBook Rules { get; } = new();

    /// <summary>Streams that are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>The only token that is taken; null for any.</summary>
    public string? Token { get; set; }

    /// <summary>What each connect does that has no script; null for 503.</summary>
    public Func<XConnection, Task>? Otherwise { get; set; }

    public IReadOnlyList<XRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Connects to the stream so far.</summary>
    public IReadOnlyList<XRequest> Connects => [.. Requests.Where(request => request.Path.EndsWith("/stream", StringComparison.Ordinal))];

    public static async Task<XServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(1));
        builder.Logging.ClearProviders();
        XServer server = new(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        IServerAddressesFeature addresses = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Address = new Uri(addresses.Addresses.Single());
        return server;
    }

    /// <summary>What the next connect without one of its own does.</summary>
    public void OnConnect(Func<XConnection, Task> script) => _scripts.Writer.TryWrite(script);

    /// <summary>The next connect is refused.</summary>
    public void OnConnectRefuse(int status, string body = "", params (string Name, string Value)[] headers) =>
        OnConnect(connection => connection.RefuseAsync(status, body, headers));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        XRequest noted = new(request.Method, request.Path, request.QueryString.Value ?? string.Empty, request.Headers.Authorization.ToString(), request.Headers.UserAgent.ToString());
        lock (_requests)
            _requests.Add(noted);
        XConnection connection = new(context);
        if (Token is { } token && noted.Authorization != $"Bearer {token}")
            await connection.RefuseAsync(401, """{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}""");
        else if (request.Path.StartsWithSegments(RulesPath, StringComparison.Ordinal))
            await Rules.AnswerAsync(context);
        else
            await StreamAsync(connection);
    }

    private async Task StreamAsync(XConnection connection)
    {
        Interlocked.Increment(ref _open);
        try
        {
            if (!_scripts.Reader.TryRead(out Func<XConnection, Task>? script))
                script = Otherwise ?? (static refused => refused.RefuseAsync(503));
            await script(connection);
        }
        catch (OperationCanceledException) when (connection.Gone.IsCancellationRequested)
        {
            // The client went, or the connection was aborted.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
