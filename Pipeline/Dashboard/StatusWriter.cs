using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Dashboard.Board;
using RtmPipeline.Health;
using RtmPipeline.Sources.Live;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Dashboard;

/// <summary>Writes the state of the service: its health, its sources, its graph, and how its forecasts have done.</summary>
/// <param name="health">Answers how it stands.</param>
/// <param name="subjects">What is looked at.</param>
/// <param name="board">What it has told.</param>
/// <param name="version">Of the program.</param>
internal sealed class StatusWriter(HealthProbe health, HealthSubjects subjects, IncidentBoard board, string version)
{
    public Route Route => new(HttpMethods.Get, "/api/status", IsPublic: false, (context, _) => Answer.JsonAsync(context, StatusCodes.Status200OK, Write));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", version);
        json.WritePropertyName("health");
        ServiceRoutes.Write(json, health.Ready());
        json.WriteString("board_time", Answer.TimeOrNull(board.StreamTime));
        json.WriteString("board_trouble", board.Trouble);
        json.WriteNumber("board_unreadable", board.Unreadable);
        json.WriteStartArray("sources");
        foreach (SourceWatch source in subjects.Sources)
            Write(json, source);
        json.WriteEndArray();
        if (subjects.Graph() is { } graph)
            Write(json, graph);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SourceWatch source)
    {
        SourceState state = source.State;
        json.WriteStartObject();
        json.WriteString("name", source.Name);
        json.WriteString("kind", source.Kind);
        json.WriteString("phase", state.Phase.ToString().ToLowerInvariant());
        json.WriteString("reason", state.Reason);
        json.WriteString("since", Answer.Time(state.Since));
        json.WriteString("until", state.Until is { } until ? Answer.Time(until) : null);
        json.WriteNumber("records", source.Records);
        json.WriteString("newest", Answer.TimeOrNull(source.Newest));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IGraphReadings graph)
    {
        json.WriteStartObject("graph");
        json.WriteString("stream_time", Answer.TimeOrNull(graph.StreamTime));
        json.WriteNumber("posts", graph.Posts.Sum(static count => count.Count));
        json.WriteNumber("rejected", graph.Rejected.Sum(static count => count.Count));
        json.WriteNumber("topics", graph.Topics);
        json.WriteStartObject("queues");
        foreach ((string block, double fill) in graph.Queues)
            json.WriteNumber(block, Math.Round(fill, 3));
        json.WriteEndObject();
        json.WriteStartArray("forecasts");
        foreach (ForecastReading forecast in graph.Forecasts)
        {
            json.WriteStartObject();
            json.WriteString("horizon", forecast.Horizon);
            json.WriteNumber("judged", forecast.Judged);
            json.WriteNumber("skill", Math.Round(forecast.Skill, 3));
            json.WriteNumber("coverage_50", Math.Round(forecast.Coverage50, 3));
            json.WriteNumber("coverage_90", Math.Round(forecast.Coverage90, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
