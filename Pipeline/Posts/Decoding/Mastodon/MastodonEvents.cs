using System.Text;
using RtmPipeline.Sources;

namespace RtmPipeline.Posts.Decoding.Mastodon;

/// <summary>Decodes Mastodon's streaming events, from server-sent events and from WebSocket frames.</summary>
internal static class MastodonEvents
{
    /// <summary>Longest id of a deleted status taken.</summary>
    private const int MaxIdLength = 128;

    /// <summary>Earliest bits of a server's id are its time, unix milliseconds, above a sequence of 16 bits.</summary>
    private const int SequenceBits = 16;

    /// <summary>Decodes one event; its data is JSON for some events only.</summary>
    public static void Decode(string name, in RecordPart part, DecodeContext context)
    {
        switch (name)
        {
            case "update":
                DecodeStatus(in part, context, isEdit: false);
                break;
            case "status.update":
                DecodeStatus(in part, context, isEdit: true);
                break;
            case "delete":
                AddDelete(Encoding.UTF8.GetString(part.Json.Span), in part, context);
                break;
            default:
                context.Ignore(IgnoreReason.OtherEvent);
                break;
        }
    }

    /// <summary>Decodes a WebSocket frame, whose payload is the event's data as a string.</summary>
    public static void DecodeFrame(string name, RawText payload, in RecordPart part, DecodeContext context)
    {
        byte[] data = Encoding.UTF8.GetBytes(PostText.Read(part.Json.Span, payload, TextCoding.Verbatim, int.MaxValue));
        Decode(name, part with { Json = data }, context);
    }

    private static void DecodeStatus(in RecordPart part, DecodeContext context, bool isEdit)
    {
        // Anything else than an object is either broken, which the reader says, or no status.
        if (part.Json.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
            StatusDecoder.Decode(in part, context, isEdit);
        else
            JsonRecords.Decode(in part, context);
    }

    private static void AddDelete(string data, in RecordPart part, DecodeContext context)
    {
        string id = data.Trim().Trim('"');
        if (id.Length is 0 or > MaxIdLength || id.AsSpan().IndexOfAny('{', '[', '\n') >= 0)
        {
            context.Reject(in part, RejectReason.MissingId, $"a delete event whose data is not an id of 1 to {MaxIdLength} characters");
            return;
        }

        // The time of the deleted status, which is surely not later than the delete; other servers' ids hold none.
        long at = long.TryParse(id, out long number) && number > 0 && PostTime.IsPlausible(number >> SequenceBits) ? number >> SequenceBits : 0;
        RecordPosition from = part.Record.Position;
        context.Into.Add(new Post { Id = StatusDecoder.ServerIdentity(in from, id), Action = PostAction.Delete, Source = "mastodon", PostedAt = at });
    }
}
