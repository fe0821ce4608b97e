using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Health;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Dashboard;

/// <summary>What machines ask of the service: health and metrics.</summary>
internal static class ServiceRoutes
{
    public static IReadOnlyList<Route> Of(HealthProbe health, MetricListener metrics, string service, string version) =>
    [
        new(HttpMethods.Get, "/health/live", IsPublic: true, (context, _) => AnswerAsync(context, health.Live())),
        new(HttpMethods.Get, "/health/ready", IsPublic: true, (context, _) => AnswerAsync(context, health.Ready())),
        new(HttpMethods.Get, "/metrics", IsPublic: true, (context, _) => Answer.TextAsync(
            context, StatusCodes.Status200OK, PrometheusText.ContentType, PrometheusText.Write(metrics.Read(), ("service.name", service), ("service.version", version)))),
    ];

    /// <summary>503 where a part is down; what is only degraded does its work.</summary>
    private static Task AnswerAsync(HttpContext context, HealthReport report)
    {
        int status = report.State == HealthState.Down ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return Answer.JsonAsync(context, status, json => Write(json, report));
    }

    public static void Write(Utf8JsonWriter json, HealthReport report)
    {
        json.WriteStartObject();
        json.WriteString("status", Word(report.State));
        json.WriteStartArray("parts");
        foreach (HealthPart part in report.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteString("state", Word(part.State));
            json.WriteString("reason", part.Reason);
            if (part.Since is { } since)
                json.WriteString("since", Answer.Time(since));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word(HealthState state) => state switch
    {
        HealthState.Up => "up",
        HealthState.Degraded => "degraded",
        _ => "down",
    };
}
