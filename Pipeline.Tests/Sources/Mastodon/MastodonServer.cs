using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RtmPipeline.Sources.Mastodon;

namespace RtmPipeline.Tests.Sources.Mastodon;

/// <summary>One request that a server got.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Token">Its bearer token; empty for none.</param>
/// <param name="UserAgent">Who asked.</param>
internal sealed record ServerRequest(string Target, string Token, string UserAgent);

/// <summary>An answer instead of the usual one.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Headers.</param>
/// <param name="Body">Body.</param>
internal sealed record ServerAnswer(int Status, (string Name, string Value)[]? Headers = null, string Body = "");

/// <summary>A Mastodon server on a free loopback port: its description, timelines that page upwards by <c>min_id</c>, and streams of server-sent events, with the faults a test asks for.</summary>
internal sealed class MastodonServer : IAsyncDisposable
{
    public const string Token = "the-right-token";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ServerRequest> _requests = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ServerAnswer>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, List<string>> _timelines = new(StringComparer.Ordinal);
    private readonly Channel<ServerStream> _streams = Channel.CreateUnbounded<ServerStream>();
    private readonly CancellationTokenSource _closing = new();

    private MastodonServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What the server says of itself.</summary>
    public string Description { get; set; } = """{"version":"4.5.0","configuration":{"urls":{}}}""";

    /// <summary>The status of an id, as timelines give it.</summary>
    public Func<string, string> StatusOf { get; set; } = static id => Status(id);

    public IReadOnlyList<ServerRequest> Requests => [.. _requests];

    /// <summary>Paths and queries asked for below a path.</summary>
    public IReadOnlyList<string> Asked(string path) => [.. _requests.Select(request => request.Target).Where(target => target.StartsWith(path, StringComparison.Ordinal))];

    public static async Task<MastodonServer> StartAsync()
    {
        MastodonServer server = new();
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>The next requests for a path, without its query, get these answers.</summary>
    public void Answer(string path, params ServerAnswer[] answers)
    {
        ConcurrentQueue<ServerAnswer> waiting = _answers.GetOrAdd(path, _ => new ConcurrentQueue<ServerAnswer>());
        foreach (ServerAnswer answer in answers)
            waiting.Enqueue(answer);
    }

    /// <summary>Adds statuses to a timeline, in the order in which they are written.</summary>
    public void Write(string timeline, params string[] ids)
    {
        List<string> known = _timelines.GetOrAdd(timeline, _ => []);
        lock (known)
            known.AddRange(ids);
    }

    /// <summary>The streams that clients opened, for whoever waits in another way than <see cref="StreamAsync"/>.</summary>
    public ChannelReader<ServerStream> Opened => _streams.Reader;

    /// <summary>The next stream that a client opened.</summary>
    public async Task<ServerStream> StreamAsync() => await _streams.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>A status of this server.</summary>
    /// <param name="id">The server's id for it.</param>
    /// <param name="uri">Its identity everywhere; null for one from the id.</param>
    /// <param name="text">Its text.</param>
    /// <param name="more">Further members.</param>
    public static string Status(string id, string? uri = null, string text = "soup", string more = "") =>
        $$$"""{"id":"{{{id}}}","created_at":"2026-08-14T08:59:00.000Z","visibility":"public","uri":"{{{uri ?? $"https://social.example/statuses/{id}"}}}","content":"<p>{{{text}}}</p>",{{{more}}}"account":{"id":"42","acct":"mara","url":"https://social.example/@mara"}}""";

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        string authorization = context.Request.Headers.Authorization.ToString();
        string token = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : string.Empty;
        _requests.Enqueue(new ServerRequest(path + context.Request.QueryString.Value, token, context.Request.Headers.UserAgent.ToString()));
        if (_answers.TryGetValue(path, out ConcurrentQueue<ServerAnswer>? waiting) && waiting.TryDequeue(out ServerAnswer? answer))
            await SendAsync(context, answer);
        else if (path is "/api/v2/instance")
            await SendAsync(context, new ServerAnswer(200, Body: Description));
        else if (path is "/api/v1/streaming/health")
            await context.Response.WriteAsync("OK");
        else if (token != Token)
            await SendAsync(context, new ServerAnswer(401, Body: """{"error":"The access token is invalid"}"""));
        else if (path.StartsWith("/api/v1/streaming/", StringComparison.Ordinal))
            await StreamAsync(context, path);
        else if (path.StartsWith("/api/v1/timelines/", StringComparison.Ordinal))
            await TimelineAsync(context, path);
        else
            await SendAsync(context, new ServerAnswer(path == "/api/v1/apps/verify_credentials" ? 200 : 404, Body: "{}"));
    }

    private static async Task SendAsync(HttpContext context, ServerAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach ((string name, string value) in answer.Headers ?? [])
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(answer.Body);
    }

    private async Task StreamAsync(HttpContext context, string path)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.StartAsync();
        // Headers are sent with the first bytes otherwise.
        await context.Response.Body.FlushAsync();
        ServerStream stream = new(context, path + context.Request.QueryString.Value);
        _streams.Writer.TryWrite(stream);
        using CancellationTokenRegistration closing = _closing.Token.Register(stream.End);
        using CancellationTokenRegistration left = context.RequestAborted.Register(stream.Left);
        await stream.Ended;
    }

    private async Task TimelineAsync(HttpContext context, string path)
    {
        string? after = context.Request.Query["min_id"];
        int limit = int.Parse(context.Request.Query["limit"].ToString(), CultureInfo.InvariantCulture);
        string[] all = [];
        if (_timelines.TryGetValue(path, out List<string>? known))
        {
            lock (known)
                all = [.. known];
        }

        IEnumerable<string> page = after is null ? all.TakeLast(limit) : all.Where(id => StatusId.Compare(id, after) > 0).Take(limit);
        context.Response.Headers["X-RateLimit-Limit"] = "300";
        context.Response.Headers["X-RateLimit-Remaining"] = "299";
        context.Response.Headers["X-RateLimit-Reset"] = "2026-08-14T09:05:00.000000Z";
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($"[{string.Join(',', page.Reverse().Select(StatusOf))}]");
    }
}

/// <summary>A stream that a client has open.</summary>
/// <param name="context">The request.</param>
/// <param name="target">Path and query.</param>
internal sealed class ServerStream(HttpContext context, string target)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Target { get; } = target;

    public Task Ended => _ended.Task;

    /// <summary>Completes when the client has closed the connection.</summary>
    public Task ClientLeft => _left.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends bytes, in pieces of which each is on the wire before the next.</summary>
    public async Task SendAsync(byte[] bytes, int pieceBytes = int.MaxValue)
    {
        for (int at = 0; at < bytes.Length; at += Math.Min(pieceBytes, bytes.Length - at))
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(pieceBytes, bytes.Length - at)));
            await context.Response.Body.FlushAsync();
        }
    }

    public Task EventAsync(string name, string data) => SendAsync($"event: {name}\ndata: {data}\n\n");

    public Task UpdateAsync(string id) => EventAsync("update", MastodonServer.Status(id));

    public Task ThumpAsync() => SendAsync(":thump\n");

    /// <summary>Ends the stream as a server does that stops in order.</summary>
    public void End() => _ended.TrySetResult();

    /// <summary>Cuts the connection.</summary>
    public void Cut()
    {
        context.Abort();
        _ended.TrySetResult();
    }

    public void Left()
    {
        _left.TrySetResult();
        _ended.TrySetResult();
    }
}
