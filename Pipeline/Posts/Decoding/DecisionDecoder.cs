using System.Globalization;
using System.Text.Json;
using RtmPipeline.Sources;

namespace RtmPipeline.Posts.Decoding;

/// <summary>
/// Decodes a team's decision: <c>{"incident","verdict","at"}</c> and optionally <c>id</c>, <c>until</c>, <c>reason</c> and <c>by</c>, bare or as the <c>data</c> of a CloudEvents object, whose
/// <c>id</c> then counts. Only records that a source gave as <see cref="RecordForm.Decision"/> come here, so that no post can be one.
/// </summary>
internal static class DecisionDecoder
{
    /// <summary>Where decisions come from, in counts by network.</summary>
    public const string Source = "decisions";

    private const int MaxDepth = 8;
    private const int MaxId = 100;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static void Decode(in RawRecord record, DecodedBatch into)
    {
        using JsonDocument? document = Parse(in record, into);
        if (document is null)
            return;
        JsonElement told = document.RootElement;
        string? id = null;
        if (told.ValueKind == JsonValueKind.Object && told.TryGetProperty("specversion", out _) && told.TryGetProperty("data", out JsonElement data))
        {
            id = TextOf(told, "id");
            told = data;
        }

        if (told.ValueKind != JsonValueKind.Object)
            into.Add(Rejection.Of(in record, RejectReason.UnknownFormat, "a decision is an object"));
        else if (FaultOf(told) is var (reason, fault))
            into.Add(Rejection.Of(in record, reason, fault));
        else
            into.Add(PostOf(in record, told, id ?? TextOf(told, "id")));
    }

    /// <returns>Null where it is broken, which was said.</returns>
    private static JsonDocument? Parse(in RawRecord record, DecodedBatch into)
    {
        try
        {
            return JsonDocument.Parse(record.Bytes, s_options);
        }
        catch (JsonException fault)
        {
            into.Add(Rejection.Of(in record, RejectReason.InvalidJson, $"a decision that is no JSON, {(fault.LineNumber is { } line ? $"line {line + 1}, byte {fault.BytePositionInLine}: " : "")}{JsonFault.ReasonOf(fault)}"));
            return null;
        }
    }

    private static Post PostOf(in RawRecord record, JsonElement told, string? id)
    {
        DecisionVerdict verdict = VerdictOf(TextOf(told, "verdict"))!.Value;
        long at = TimeOf(told, "at") ?? record.ReceivedAt;
        return new Post
        {
            Id = $"decision:{(id is { Length: > 0 and <= MaxId } ? id : record.Position.ToString())}",
            Action = PostAction.Decision,
            Source = Source,
            PostedAt = at,
            Decision = new Decision(
                TextOf(told, "incident")!, verdict, at, verdict == DecisionVerdict.Snooze ? TimeOf(told, "until")!.Value : 0, TextOf(told, "reason"), TextOf(told, "by")),
        };
    }

    /// <returns>Null for a sound one.</returns>
    private static (RejectReason Reason, string Fault)? FaultOf(JsonElement told)
    {
        if (TextOf(told, "incident") is not { Length: > 0 and <= Decision.MaxIncident })
            return (RejectReason.MissingId, $"a decision without the id of an incident, 1 to {Decision.MaxIncident} characters");
        if (VerdictOf(TextOf(told, "verdict")) is not { } verdict)
            return (RejectReason.UnknownFormat, "a decision whose verdict is none of accept, reject and snooze");
        if (told.TryGetProperty("at", out _) && TimeOf(told, "at") is null)
            return (RejectReason.BadTime, "a decision whose 'at' is no time of RFC 3339");
        if (TextOf(told, "reason") is { Length: > Decision.MaxReason } || TextOf(told, "by") is { Length: > Decision.MaxBy })
            return (RejectReason.TooLong, $"a decision whose reason is longer than {Decision.MaxReason} characters, or 'by' than {Decision.MaxBy}");
        if (verdict == DecisionVerdict.Snooze && TimeOf(told, "until") is null)
            return (RejectReason.MissingTime, "a snooze without the time at which it ends, 'until', of RFC 3339");
        return null;
    }

    private static DecisionVerdict? VerdictOf(string? word) => word switch
    {
        "accept" => DecisionVerdict.Accept,
        "reject" => DecisionVerdict.Reject,
        "snooze" => DecisionVerdict.Snooze,
        _ => null,
    };

    private static string? TextOf(JsonElement told, string name) =>
        told.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? TimeOf(JsonElement told, string name) =>
        DateTimeOffset.TryParse(TextOf(told, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) && time.Year is >= 2000 and < 2100 ? time.ToUnixTimeMilliseconds() : null;
}
