using System.Text.Json;
using RtmPipeline.Posts.Decoding.Mastodon;
using RtmPipeline.Posts.News;
using RtmPipeline.Sources;

namespace RtmPipeline.Posts.Decoding;

/// <summary>
/// Decodes raw records of any known format, told by content, into posts. It holds no state: several workers may share one,
/// and a record's outcome depends on nothing but the record and its position.
/// </summary>
/// <remarks>
/// A record that is broken JSON is refused as a whole, with what stood before the break: it is taken for truncated,
/// and its sender is expected to send it again.
/// </remarks>
internal sealed class PostDecoder
{
    private const string TooLongFault = "too long:";
    private const string BadCompressionFault = "bad compression:";

    /// <summary>Decodes every record in order. The batch stays the caller's to dispose; nothing in the outcome points into it.</summary>
    public DecodedBatch Decode(RawBatch batch)
    {
        DecodedBatch into = new();
        Decode(batch, into);
        return into;
    }

    /// <summary>As <see cref="Decode(RawBatch)"/>, behind what is there already. When it throws, the last of <see cref="DecodedBatch.Records"/> is the record it stood at.</summary>
    public void Decode(RawBatch batch, DecodedBatch into)
    {
        into.Items.EnsureCapacity(into.Items.Count + batch.Records.Length);
        into.Places.EnsureCapacity(into.Places.Count + batch.Records.Length);
        DecodeContext context = new(into);
        foreach (ref readonly RawRecord record in batch.Records)
        {
            into.Places.Add(record.Position);
            into.Bytes += record.Bytes.Length;
            int first = into.Items.Count;
            Decode(in record, context);
            Place(in record, into, first);
        }
    }

    /// <summary>Counts records and does not decode them.</summary>
    public void Pass(RawBatch batch, DecodedBatch into)
    {
        foreach (ref readonly RawRecord record in batch.Records)
        {
            into.Places.Add(record.Position);
            into.Bytes += record.Bytes.Length;
        }
    }

    /// <summary>Notes where posts come from, and when they were received where their own record does not tell.</summary>
    private static void Place(in RawRecord record, DecodedBatch into, int first)
    {
        for (int i = first; i < into.Items.Count; i++)
        {
            if (into.Items[i].Post is not { } post)
                continue;
            post.Place = new RecordPlace(record.Position, i - first);
            if (post.ReceivedAt == 0)
                post.ReceivedAt = record.ReceivedAt;
        }
    }

    private static void Decode(in RawRecord record, DecodeContext context)
    {
        switch (record.Form)
        {
            case RecordForm.Json:
                DecodeJson(in record, context);
                break;
            case RecordForm.Xml:
                FeedDecoder.DecodeXml(in record, context.Into);
                break;
            case RecordForm.ServerSentEvent when record.EventName is not (null or "" or "message"):
                DecodeGuarded(in record, record.Bytes, context, isEvent: true);
                break;
            case RecordForm.ServerSentEvent:
                DecodeJson(in record, context);
                break;
            case RecordForm.Quiet:
                context.Into.AddQuiet(record.ReceivedAt);
                break;
            case RecordForm.Decision:
                DecisionDecoder.Decode(in record, context.Into);
                break;
            case RecordForm.Fault:
                string fault = record.Fault ?? "the record could not be framed";
                context.Into.Add(Rejection.Of(in record, ReasonOf(fault), fault));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(record), record.Form, "not a record form");
        }
    }

    private static RejectReason ReasonOf(string fault) =>
        fault.StartsWith(TooLongFault, StringComparison.Ordinal) ? RejectReason.TooLong
        : fault.StartsWith(BadCompressionFault, StringComparison.Ordinal) ? RejectReason.BadCompression
        : RejectReason.InvalidJson;

    private static void DecodeJson(in RawRecord record, DecodeContext context)
    {
        ReadOnlyMemory<byte> json = record.Bytes;
        if (json.Span.StartsWith("\uFEFF"u8))
            json = json[3..];
        if (json.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            context.Ignore(IgnoreReason.KeepAlive);
        else
            DecodeGuarded(in record, json, context, isEvent: false);
    }

    private static void DecodeGuarded(in RawRecord record, ReadOnlyMemory<byte> json, DecodeContext context, bool isEvent)
    {
        DecodedBatch into = context.Into;
        int items = into.Items.Count;
        Span<long> ignored = stackalloc long[into.Ignored.Length];
        into.Ignored.CopyTo(ignored);
        RecordPart part = new(in record) { Json = json };
        try
        {
            if (isEvent)
                MastodonEvents.Decode(record.EventName!, in part, context);
            else
                JsonRecords.Decode(in part, context);
        }
        catch (JsonException fault)
        {
            into.Items.RemoveRange(items, into.Items.Count - items);
            ignored.CopyTo(into.Ignored);
            into.Add(Rejection.Of(in record, RejectReason.InvalidJson, DetailOf(fault)));
        }
    }

    /// <summary>Names the place within the record, and at most one offending byte of it.</summary>
    private static string DetailOf(JsonException fault) =>
        $"line {fault.LineNumber + 1} of the record, byte {fault.BytePositionInLine}: {JsonFault.ReasonOf(fault)}";
}
