namespace RtmPipeline.Telemetry;

/// <summary>Where metrics, traces and messages go besides <c>/metrics</c>; section <c>Telemetry</c>.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>Collector that takes metrics and traces by OTLP, as <c>http://collector:4317</c> (gRPC) or <c>http://collector:4318</c> (with <see cref="OtlpProtocol"/> http). <value>Default empty: none.</value></summary>
    public string OtlpEndpoint { get; init; } = string.Empty;

    /// <summary><c>grpc</c> or <c>http</c> (protobuf). <value>Default grpc.</value></summary>
    public string OtlpProtocol { get; init; } = "grpc";

    /// <summary>Seconds between two exports of metrics. <value>Default 60; 1 to 3,600.</value></summary>
    public int OtlpSeconds { get; init; } = 60;

    /// <summary>Share of batches of which spans are exported. <value>Default 0.01; 0 to 1.</value></summary>
    public double TraceShare { get; init; } = 0.01;

    /// <summary><c>text</c> for people, or <c>json</c>: one object a line on standard error. <value>Default text.</value></summary>
    public string Messages { get; init; } = "text";

    /// <summary>Name of the service in what is exported. <value>Default rtm.</value></summary>
    public string ServiceName { get; init; } = "rtm";
}
