using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using RtmPipeline.Sources.Http;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Tests.Telemetry;

/// <summary>A collector that takes OTLP over HTTP, as protobuf, and what reaches it. Names stand in protobuf as they are.</summary>
internal sealed class OtlpExportTests
{
    private readonly Dictionary<string, string> _received = new(StringComparer.Ordinal);

    private async Task CollectAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        lock (_received)
            _received[context.Request.Path] = _received.GetValueOrDefault(context.Request.Path) + Encoding.Latin1.GetString(body.ToArray());
    }

    [Test]
    public async Task Export_SendsMetricsAndSpansToTheirOwnPaths()
    {
        await using SmallServer collector = await SmallServer.StartAsync(
            new ServerOptions { Listen = [new IPEndPoint(IPAddress.Loopback, 0)], MaxBodyBytes = 10 << 20 }, null, CollectAsync, CancellationToken.None);
        TelemetryOptions options = new() { OtlpEndpoint = collector.Addresses[0], OtlpProtocol = "http", TraceShare = 1, ServiceName = "rtm-under-test" };
        using (GraphMetrics metrics = new(TimeProvider.System))
        using (OtlpExport export = OtlpExport.Start(options, "1.2.3")!)
        {
            metrics.Decided("alerts", "threat", "raised");
            using Activity? batch = metrics.Begin(7);
            Assert.That(batch, Is.Not.Null, "spans are wanted");
            using (metrics.Time("tag", batch))
                Assert.That(Activity.Current?.ParentSpanId, Is.EqualTo(batch!.SpanId), "the stage belongs to the batch");
        }

        Assert.That(_received.Keys, Is.EquivalentTo(new[] { "/v1/metrics", "/v1/traces" }));
        Assert.That(_received["/v1/metrics"], Does.Contain("rtm-under-test").And.Contain("rtm.outputs").And.Contain("rtm.stage.duration").And.Contain("threat"));
        Assert.That(_received["/v1/traces"], Does.Contain("rtm-under-test").And.Contain("tag"));
    }

    [Test]
    public void Start_WithoutACollector_IsNothing() => Assert.That(OtlpExport.Start(new TelemetryOptions(), "1"), Is.Null);
}
