using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Dashboard.Board;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Posts;

namespace RtmPipeline.Dashboard;

/// <summary>
/// Takes down what a team decides on an incident: <c>{"verdict":"accept|reject|snooze"}</c> with <c>minutes</c> for a snooze, and optionally <c>reason</c> and <c>by</c>. It is written into the stream of
/// decisions; the pipeline takes it from there, so the incident tells of it a moment later.
/// </summary>
/// <param name="board">Knows the incidents.</param>
/// <param name="log">Where decisions are written down; null where nothing would read them.</param>
/// <param name="clock">Says when.</param>
internal sealed class DecisionRoute(IncidentBoard board, DecisionLog? log, TimeProvider clock)
{
    /// <summary>Longest body.</summary>
    private const int MaxBodyBytes = 8 << 10;

    private const int MaxMinutes = (int)(Decision.MaxSnoozeMs / 60_000);

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 4, AllowDuplicateProperties = false };
    private static readonly string[] s_members = ["verdict", "minutes", "reason", "by"];

    public Route Route => new(HttpMethods.Post, "/api/incidents/{id}/decision", IsPublic: false, AnswerAsync);

    private async Task AnswerAsync(HttpContext context, string id)
    {
        if (log is null)
            await Answer.ProblemAsync(context, StatusCodes.Status409Conflict, "Conflict", "This run takes no decisions: they need live sources, and outputs that go to Redis.");
        else if (!context.Request.HasJsonContentType())
            await Answer.ProblemAsync(context, StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type", "Send application/json.");
        else if (await ReadAsync(context) is not { } body)
            await Answer.ProblemAsync(context, StatusCodes.Status413PayloadTooLarge, "Content Too Large", $"A decision has at most {MaxBodyBytes} bytes.");
        else if (board.SightOf(id) is not { } sight)
            await Answer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not Found", "No incident of that id is on the board.");
        else if (sight.MergedInto is { } other)
            await Answer.ProblemAsync(context, StatusCodes.Status409Conflict, "Conflict", $"It turned out to be another event's; decide on {other}.");
        else if (Read(body, id, DashboardServer.KeyOf(context), out string fault) is not { } decision)
            await Answer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Bad Request", fault);
        else
            await WriteAsync(context, log, decision, new SeenIncident(sight.Brand, sight.Kind, sight.Phase, sight.Revision, sight.Score));
    }

    private static async Task WriteAsync(HttpContext context, DecisionLog log, Decision decision, SeenIncident seen)
    {
        string written;
        try
        {
            written = await log.WriteAsync(decision, seen, context.RequestAborted);
        }
        catch (Exception refused) when (refused is DeliveryRefusedException or DeliveryBrokenException)
        {
            context.Response.Headers.RetryAfter = "5";
            await Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Service Unavailable", $"It could not be written down: {refused.Message}");
            return;
        }

        await Answer.JsonAsync(context, StatusCodes.Status202Accepted, json =>
        {
            json.WriteStartObject();
            json.WriteString("id", written);
            json.WriteString("incident", decision.Incident);
            DecisionJson.WriteMembers(json, decision);
            json.WriteEndObject();
        });
    }

    /// <returns>Null for a body that is too long.</returns>
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        byte[] body = new byte[MaxBodyBytes + 1];
        int length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length > MaxBodyBytes ? null : body[..length];
    }

    private Decision? Read(byte[] body, string id, string? key, out string fault)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, s_options);
            fault = FaultOf(document.RootElement) ?? string.Empty;
            return fault.Length == 0 ? DecisionOf(document.RootElement, id, key) : null;
        }
        catch (JsonException broken)
        {
            fault = broken.LineNumber is { } line ? $"The body is no JSON: line {line + 1}, byte {broken.BytePositionInLine}." : "The body has a member twice.";
            return null;
        }
    }

    private static string? FaultOf(JsonElement told)
    {
        if (told.ValueKind != JsonValueKind.Object)
            return "A decision is an object.";
        if (told.EnumerateObject().Select(static member => member.Name).FirstOrDefault(static name => !s_members.Contains(name, StringComparer.Ordinal)) is not null)
            return $"There is a member that is none of {string.Join(", ", s_members)}.";
        if (TextOf(told, "verdict") is not ("accept" or "reject" or "snooze"))
            return "'verdict' must be one of accept, reject, snooze.";
        bool isSnooze = TextOf(told, "verdict") == "snooze";
        if (isSnooze != told.TryGetProperty("minutes", out JsonElement minutes) || (isSnooze && !(minutes.ValueKind == JsonValueKind.Number && minutes.TryGetInt32(out int count) && count is >= 1 and <= MaxMinutes)))
            return string.Create(CultureInfo.InvariantCulture, $"A snooze, and nothing else, has 'minutes', a whole number from 1 to {MaxMinutes}.");
        if (!IsShort(told, "reason", Decision.MaxReason))
            return $"'reason' must be a text of at most {Decision.MaxReason} characters.";
        return IsShort(told, "by", Decision.MaxBy) ? null : $"'by' must be a text of at most {Decision.MaxBy} characters.";
    }

    private Decision DecisionOf(JsonElement told, string id, string? key)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        string? by = TextOf(told, "by");
        // Who sent it is known by the key alone; what somebody says of himself stands beside it.
        string? who = key is null ? by : by is null ? key : $"{by} ({key})";
        DecisionVerdict verdict = TextOf(told, "verdict") switch { "accept" => DecisionVerdict.Accept, "reject" => DecisionVerdict.Reject, _ => DecisionVerdict.Snooze };
        long until = verdict == DecisionVerdict.Snooze ? now + (told.GetProperty("minutes").GetInt32() * 60_000L) : 0;
        return new Decision(id, verdict, now, until, TextOf(told, "reason"), who?.Length > Decision.MaxBy ? who[..Decision.MaxBy] : who);
    }

    private static string? TextOf(JsonElement told, string name) =>
        told.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static bool IsShort(JsonElement told, string name, int most) =>
        !told.TryGetProperty(name, out JsonElement value) || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= most);
}
