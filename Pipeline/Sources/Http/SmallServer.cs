using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// Kestrel without a host around it: no configuration from elsewhere, no log, no signal handling of its own, and one function that answers every request.
/// </summary>
internal sealed class SmallServer : IHttpApplication<HttpContext>, IAsyncDisposable
{
    /// <summary>A sender has this long for the head of its request.</summary>
    private static readonly TimeSpan s_headersTimeout = TimeSpan.FromSeconds(15);

    /// <summary>And sends its body at least this fast, or is told 408; a grace at the beginning lets slow networks start.</summary>
    private static readonly MinDataRate s_bodyRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Requests still being answered at the end have this long.</summary>
    private static readonly TimeSpan s_stopTime = TimeSpan.FromSeconds(2);

    private readonly KestrelServer _server;
    private readonly ServiceProvider _services;
    private readonly RequestDelegate _answer;

    private SmallServer(ServerOptions options, ServerCertificate? certificate, RequestDelegate answer)
    {
        _answer = answer;
        _services = ServicesOf();
        KestrelServerOptions kestrel = new() { AddServerHeader = false, ApplicationServices = _services };
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = s_headersTimeout;
        kestrel.Limits.MinRequestBodyDataRate = s_bodyRate;
        foreach (IPEndPoint address in options.Listen)
            kestrel.Listen(address, listen => Secure(listen, certificate));
        _server = new KestrelServer(
            Options.Create(kestrel), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }

    /// <summary>Where it listens, as <c>http://127.0.0.1:8089</c>.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>Listens.</summary>
    /// <exception cref="IOException">An address is taken.</exception>
    /// <exception cref="SocketException">An address cannot be had.</exception>
    public static async Task<SmallServer> StartAsync(ServerOptions options, ServerCertificate? certificate, RequestDelegate answer, CancellationToken stop)
    {
        SmallServer server = new(options, certificate, answer);
        bool isStarted = false;
        try
        {
            await server._server.StartAsync(server, stop);
            server.Addresses = [.. server._server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];
            isStarted = true;
            return server;
        }
        finally
        {
            if (!isStarted)
                server.Close();
        }
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => _answer(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // What a request holds it gives back itself.
    }

    /// <summary>Takes no more connections, and cuts those that are not done after a while.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource limit = new(s_stopTime);
        await _server.StopAsync(limit.Token);
        Close();
    }

    /// <summary>What Kestrel's TLS asks for; a builder knows it, and nothing else of the builder is used.</summary>
    private static ServiceProvider ServicesOf()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddMetrics();
        return builder.Services.BuildServiceProvider();
    }

    private void Close()
    {
        _server.Dispose();
        _services.Dispose();
    }

    private static void Secure(ListenOptions listen, ServerCertificate? certificate)
    {
        listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        if (certificate is not null)
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }) });
    }
}
