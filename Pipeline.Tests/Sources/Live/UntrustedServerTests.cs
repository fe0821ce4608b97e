using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using RtmPipeline.Sources.Bluesky;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Mastodon;
using RtmPipeline.Sources.X;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Live;

/// <summary>A server that nobody vouches for gets no request, and so no token.</summary>
internal sealed class UntrustedServerTests
{
    private X509Certificate2 _certificate = null!;
    private WebApplication _server = null!;
    private int _port;
    private int _requests;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        using X509Certificate2 made = TestCertificate.Create();
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _server = builder.Build();
        _server.Run(_ =>
        {
            Interlocked.Increment(ref _requests);
            return Task.CompletedTask;
        });
        await _server.StartAsync();
        _port = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    [TestCase("x")]
    [TestCase("bluesky")]
    [TestCase("mastodon")]
    public async Task ServerOfNobody_GetsNoRequest_AndTheSourceSaysWhy(string kind)
    {
        using LiveHost host = new();
        ILiveSource source = OptionsOf(kind).Create(host.Begin(kind: kind));
        using CancellationTokenSource stop = new();
        Task reading = Task.Run(async () =>
        {
            await foreach (RtmPipeline.Sources.RawBatch batch in source.ReadAsync(10, stop.Token))
                batch.Dispose();
        });
        await Eventually.IsTrue(() => source.Watch.State.Phase == SourcePhase.Waiting, "it waits");
        SourceTrial trial = await source.TryAsync(CancellationToken.None);
        await stop.CancelAsync();
        await reading;
        lock (host.Warnings)
            Assert.That(host.Warnings, Has.Some.Contains("certificate").IgnoreCase);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings, Has.Some.Contains("certificate").IgnoreCase);
        Assert.That(Volatile.Read(ref _requests), Is.Zero);
    }

    private ISourceOptions OptionsOf(string kind) => kind switch
    {
        "x" => new XOptions { BearerToken = "secret", Endpoint = new Uri($"https://localhost:{_port}"), Rules = XRuleMode.Off },
        "bluesky" => new BlueskyOptions { Hosts = [$"wss://localhost:{_port}"] },
        _ => new MastodonOptions { Instance = new Uri($"https://localhost:{_port}"), AccessToken = "secret", Streams = [MastodonStream.Parse("public", onlyMedia: false)!] },
    };
}
