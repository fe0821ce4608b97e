using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Logging;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>A request as the server saw it.</summary>
internal sealed record SeenRequest(string Path, string Host, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>When it came, by the test's clock.</summary>
    public DateTimeOffset At { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>A publisher's server on a free port of this machine; a test says what each path answers.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Func<HttpContext, Task>> _answers = new(StringComparer.Ordinal);
    private readonly List<SeenRequest> _requests = [];

    /// <param name="clock">Tells when requests came; null for the system's.</param>
    /// <param name="certificate">With one it speaks https.</param>
    /// <param name="address">Where it listens; this machine's first address by default. Servers on others are other hosts.</param>
    public FeedServer(TimeProvider? clock = null, X509Certificate2? certificate = null, IPAddress? address = null)
    {
        _clock = clock ?? TimeProvider.System;
        _host = new HostBuilder()
            .ConfigureLogging(static logging => logging.ClearProviders())
            .ConfigureWebHost(web => web
                .UseKestrel(kestrel => kestrel.Listen(address ?? IPAddress.Loopback, 0, listen => Secure(listen, certificate)))
                .Configure(app => app.Run(AnswerAsync)))
            .Build();
        _host.Start();
        IServerAddressesFeature addresses = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Port = new Uri(addresses.Addresses.First()).Port;
    }

    public int Port { get; }

    public IReadOnlyList<SeenRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public long BytesSent { get; private set; }

    public string Url(string path, string host = "feeds.test") => $"http://{host}:{Port}{path}";

    public IReadOnlyList<SeenRequest> To(string path) => [.. Requests.Where(request => request.Path == path)];

    public void On(string path, Func<HttpContext, Task> answer) => _answers[path] = answer;

    public void Give(string path, string body, string? etag = null, string type = "application/rss+xml", params (string Name, string Value)[] headers) =>
        Give(path, System.Text.Encoding.UTF8.GetBytes(body), etag, type, headers);

    public void Give(string path, byte[] body, string? etag = null, string type = "application/rss+xml", params (string Name, string Value)[] headers) => On(path, context =>
    {
        foreach ((string name, string value) in headers)
            context.Response.Headers[name] = value;
        if (etag is not null)
            context.Response.Headers.ETag = etag;
        if (etag is not null && context.Request.Headers.IfNoneMatch == etag)
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        }

        context.Response.ContentType = type;
        return SendAsync(context, body);
    });

    public void Status(string path, int status, params (string Name, string Value)[] headers) => On(path, context =>
    {
        context.Response.StatusCode = status;
        foreach ((string name, string value) in headers)
            context.Response.Headers[name] = value;
        return Task.CompletedTask;
    });

    public async Task SendAsync(HttpContext context, byte[] body)
    {
        lock (_requests)
            BytesSent += body.Length;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new(0);
        await _host.StopAsync(now.Token);
        _host.Dispose();
    }

    private static void Secure(ListenOptions listen, X509Certificate2? certificate)
    {
        if (certificate is not null)
            listen.UseHttps(certificate);
    }

    private Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path + context.Request.QueryString;
        lock (_requests)
            _requests.Add(new SeenRequest(path, context.Request.Host.Host, context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)) { At = _clock.GetUtcNow() });
        if (_answers.TryGetValue(path, out Func<HttpContext, Task>? answer))
            return answer(context);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
