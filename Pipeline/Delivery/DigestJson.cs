using System.Buffers;
using System.Text.Json;
using RtmPipeline.Alerts;

namespace RtmPipeline.Delivery;

/// <summary>Writes a digest as CloudEvents 1.0 structured JSON, by the same rules as <see cref="RevisionJson"/>.</summary>
internal static class DigestJson
{
    /// <summary>A digest has no topic; the subject of an event must not be empty.</summary>
    public const string Subject = "digest";

    private const int UsualBytes = 4 * 1024;

    public static byte[] Write(AlertDigest digest)
    {
        ArrayBufferWriter<byte> buffer = new(UsualBytes);
        using (Utf8JsonWriter json = new(buffer))
            WriteEvent(json, digest);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, AlertDigest digest)
    {
        EventJson.Begin(json, OutputTypes.Digest, OutputEntries.IdOf(digest), digest.Brand, digest.Time, Subject);
        json.WriteString("brand", digest.Brand);
        json.WriteString("from", WireNumbers.Rfc3339(digest.From));
        json.WriteString("to", WireNumbers.Rfc3339(digest.To));
        json.WriteNumber("count", digest.Count);
        json.WriteStartArray("held_back");
        foreach (HeldAlert held in digest.HeldBack)
            WriteHeld(json, held);
        json.WriteEndArray();
        json.WriteString("summary", digest.Summary);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteHeld(Utf8JsonWriter json, HeldAlert held)
    {
        json.WriteStartObject();
        json.WriteString("incident", held.Incident);
        json.WriteString("kind", held.Kind.Word());
        json.WriteString("label", held.Label);
        json.WriteNumber("score", WireNumbers.Round(held.Score, WireNumbers.ScoreDecimals, "score"));
        json.WriteNumber("severity", WireNumbers.Round(held.Severity, WireNumbers.ScoreDecimals, "severity"));
        json.WriteString("held_at", WireNumbers.Rfc3339(held.HeldAt));
        json.WriteString("because", held.Because.Word());
        json.WriteEndObject();
    }
}
