using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;

namespace RtmPipeline.Delivery;

/// <summary>Turns retractions of posts into entries of the stream that named the posts, by the same rules as <see cref="RevisionJson"/>.</summary>
internal static class RetractionEntries
{
    private const int UsualBytes = 1024;

    public static OutputStream StreamOf(PostRetraction retraction) =>
        retraction.Output == OutputKind.Alert ? OutputStream.Alerts : OutputStream.Opportunities;

    /// <summary>The entry of a retraction.</summary>
    /// <param name="retraction">Complete in itself.</param>
    /// <param name="seq">Its number in its stream, from 1.</param>
    /// <exception cref="ArgumentException">A number of the retraction is not finite.</exception>
    public static OutputEntry Of(PostRetraction retraction, long seq)
    {
        OutputStream stream = StreamOf(retraction);
        long time = Math.Max(0, retraction.Time);
        // A live opportunity's state is written anew by the revision that follows; nothing follows an end.
        bool forgets = stream == OutputStream.Opportunities && retraction.HasEnded;
        return new OutputEntry
        {
            Stream = stream,
            Seq = seq,
            Time = time,
            OpportunityId = forgets ? retraction.Incident : null,
            IsLive = false,
            ForgetsState = forgets,
            Values =
            [
                Encoding.UTF8.GetBytes(EntryId(retraction, retraction.Revision)),
                Encoding.UTF8.GetBytes(OutputTypes.Retraction),
                WireNumbers.Whole(seq),
                WireNumbers.Whole(time),
                Encoding.UTF8.GetBytes(retraction.Brand),
                Encoding.UTF8.GetBytes(retraction.Topic.Key),
                WireNumbers.Score(retraction.Severity, "severity"),
                WireNumbers.Score(retraction.Score, "score"),
                Write(retraction),
            ],
        };
    }

    private static string EntryId(PostRetraction retraction, int revision) => string.Create(CultureInfo.InvariantCulture, $"{retraction.Incident}.{revision}");

    private static byte[] Write(PostRetraction retraction)
    {
        ArrayBufferWriter<byte> buffer = new(UsualBytes);
        using (Utf8JsonWriter json = new(buffer))
            WriteEvent(json, retraction);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, PostRetraction retraction)
    {
        EventJson.Begin(json, OutputTypes.Retraction, EntryId(retraction, retraction.Revision), retraction.Brand, retraction.Time, retraction.Topic.Key);
        json.WriteString("incident", retraction.Incident);
        json.WriteNumber("rev", retraction.Revision);
        if (retraction.Output == OutputKind.Alert)
            json.WriteString("kind", retraction.Kind.Word());
        json.WriteString("brand", retraction.Brand);
        RevisionJson.WriteTopic(json, retraction.Topic);
        json.WriteString("because", retraction.Because.Word());
        WriteTexts(json, "posts", retraction.Posts);
        WriteTexts(json, "entries", retraction.NamedIn.Select(revision => EntryId(retraction, revision)));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
