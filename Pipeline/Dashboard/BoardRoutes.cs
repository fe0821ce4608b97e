using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Dashboard.Board;
using RtmPipeline.Delivery;

namespace RtmPipeline.Dashboard;

/// <summary>What programs ask of the board: incidents, alerts, and changes as they come.</summary>
internal static class BoardRoutes
{
    /// <summary>Incidents or alerts in one answer, when nothing is said and at most.</summary>
    private const int UsualCount = 100;
    private const int MostCount = 1_000;

    public static IReadOnlyList<Route> Of(IncidentBoard board) =>
    [
        new(HttpMethods.Get, "/api/opportunities", IsPublic: false, (context, _) => OpportunitiesAsync(context, board)),
        new(HttpMethods.Get, "/api/alerts", IsPublic: false, (context, _) => AlertsAsync(context, board)),
        new(HttpMethods.Get, "/api/incidents/{id}", IsPublic: false, (context, id) => IncidentAsync(context, board, id)),
    ];

    private static Task OpportunitiesAsync(HttpContext context, IncidentBoard board)
    {
        Query query = new(context.Request.Query, "brand", "kind", "state", "min_score", "limit");
        string? brand = query.Text("brand");
        string? kind = query.Text("kind");
        string state = query.Word("state", "live", "live", "ended", "all");
        double least = query.Number("min_score", 0, 0, 100);
        int most = (int)query.Number("limit", UsualCount, 1, MostCount);
        if (query.Fault is { } fault)
            return RefuseAsync(context, fault);
        bool IsWanted(BoardIncident incident) =>
            (brand is null || incident.Brand == brand) && (kind is null || incident.Kind == kind) && (state == "all" || incident.IsLive == (state == "live")) && incident.Score >= least;
        return Answer.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            Begin(json, board);
            json.WriteStartArray("opportunities");
            board.WriteIncidents(json, IsWanted, most);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static Task AlertsAsync(HttpContext context, IncidentBoard board)
    {
        Query query = new(context.Request.Query, "brand", "kind", "limit");
        string? brand = query.Text("brand");
        string? kind = query.Text("kind");
        int most = (int)query.Number("limit", UsualCount, 1, MostCount);
        if (query.Fault is { } fault)
            return RefuseAsync(context, fault);
        return Answer.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            Begin(json, board);
            json.WriteStartArray("alerts");
            foreach (BoardAlert alert in board.Alerts(alert => (brand is null || alert.Brand == brand) && (kind is null || alert.Revision.Kind == kind), most))
                Write(json, alert);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task IncidentAsync(HttpContext context, IncidentBoard board, string id)
    {
        bool isKnown = false;
        using MemoryStream body = new();
        await using (Utf8JsonWriter json = new(body))
            isKnown = board.TryWrite(id, json);
        if (isKnown)
            await Answer.BytesAsync(context, StatusCodes.Status200OK, "application/json", body.ToArray());
        else
            await Answer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not Found", "No incident of that id is on the board; the streams may still hold it.");
    }

    /// <summary>Writes an alert without the document of its incident.</summary>
    public static void Write(Utf8JsonWriter json, BoardAlert alert)
    {
        json.WriteStartObject();
        json.WriteString("entry", alert.Revision.EntryId);
        if (alert.Incident.Length > 0)
            json.WriteString("incident", alert.Incident);
        json.WriteString("brand", alert.Brand);
        json.WriteString("kind", alert.Revision.Kind ?? "opportunity");
        json.WriteString("phase", alert.Revision.Phase);
        json.WriteString("t", WireNumbers.Rfc3339(alert.Revision.Time));
        json.WriteNumber("score", alert.Revision.Score);
        json.WriteNumber("severity", alert.Revision.Severity);
        json.WriteString("label", alert.Label);
        json.WriteString("summary", alert.Summary);
        json.WriteString("act_before", alert.ActBefore);
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, IncidentBoard board)
    {
        json.WriteStartObject();
        json.WriteString("event_id", board.IdOf(board.Newest));
        json.WriteString("stream_time", Answer.TimeOrNull(board.StreamTime));
    }

    private static Task RefuseAsync(HttpContext context, string fault) => Answer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Bad Request", fault);

    /// <summary>Reads what stands behind the question mark; the first fault is what is said.</summary>
    private sealed class Query
    {
        private const int LongestText = 100;

        private readonly IQueryCollection _query;

        public Query(IQueryCollection query, params string[] known)
        {
            _query = query;
            if (query.Keys.FirstOrDefault(key => !known.Contains(key, StringComparer.Ordinal)) is { } unknown)
                Fault = $"There is no '{(unknown.Length <= LongestText ? unknown : unknown[..LongestText])}'; there are {string.Join(", ", known)}.";
        }

        public string? Fault { get; private set; }

        public string? Text(string name)
        {
            if (!_query.TryGetValue(name, out var values))
                return null;
            if (values.Count != 1 || values[0] is not { Length: > 0 and <= LongestText } text)
            {
                Fault ??= $"'{name}' must be given once, with 1 to {LongestText} characters.";
                return null;
            }

            return text;
        }

        public string Word(string name, string fallback, params string[] words)
        {
            string word = Text(name) ?? fallback;
            if (!words.Contains(word, StringComparer.Ordinal))
                Fault ??= $"'{name}' must be one of {string.Join(", ", words)}.";
            return word;
        }

        public double Number(string name, double fallback, double least, double most)
        {
            if (Text(name) is not { } text)
                return fallback;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most)
                return number;
            Fault ??= string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a number from {least} to {most}.");
            return fallback;
        }
    }
}
