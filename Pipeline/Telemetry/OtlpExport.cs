using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RtmPipeline.Telemetry;

/// <summary>Sends metrics and spans to a collector by OTLP. A collector that is away costs what was measured meanwhile, and nothing else.</summary>
internal sealed class OtlpExport : IDisposable
{
    /// <summary>Longest that one export may take; also at the end.</summary>
    private const int TimeoutMs = 5_000;

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private OtlpExport(TelemetryOptions options, string version)
    {
        ResourceBuilder resource = ResourceBuilder.CreateEmpty().AddService(options.ServiceName, serviceVersion: version);
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter($"{MetricListener.OurMeters}.*", MetricListener.RuntimeMeter)
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, options, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.OtlpSeconds * 1_000;
                reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = TimeoutMs;
            })
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceShare)))
            .AddSource(GraphMetrics.MeterName)
            .AddOtlpExporter(exporter => Configure(exporter, options, "v1/traces"))
            .Build();
    }

    /// <summary>Begins to send; null where no collector is configured.</summary>
    public static OtlpExport? Start(TelemetryOptions options, string version) => options.OtlpEndpoint.Length == 0 ? null : new OtlpExport(options, version);

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }

    /// <summary>Over HTTP each signal has a path of its own; an endpoint set by code is taken as it is.</summary>
    private static void Configure(OtlpExporterOptions exporter, TelemetryOptions options, string path)
    {
        bool isHttp = options.OtlpProtocol == "http";
        exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = isHttp ? new Uri($"{options.OtlpEndpoint.TrimEnd('/')}/{path}") : new Uri(options.OtlpEndpoint);
        exporter.TimeoutMilliseconds = TimeoutMs;
    }
}
