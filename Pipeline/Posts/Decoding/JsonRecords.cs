using System.Text;
using System.Text.Json;
using RtmPipeline.Posts.Decoding.Bluesky;
using RtmPipeline.Posts.Decoding.Mastodon;
using RtmPipeline.Posts.Decoding.Plain;
using RtmPipeline.Posts.Decoding.X;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Posts.Decoding;

/// <summary>Sends JSON values to the decoder of their form.</summary>
internal static class JsonRecords
{
    /// <summary>Decodes one JSON value: an object, or an array whose elements are decoded each on its own.</summary>
    public static void Decode(in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        Utf8JsonReader reader = JsonFields.Open(json);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            DecodeObject(in part, context);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            DecodeArray(in part, ref reader, context);
        }
        else
        {
            JsonFields.End(ref reader);
            context.Ignore(IgnoreReason.EmptyValue);
        }
    }

    /// <summary>Decodes what a wrapper held; a wrapper in a wrapper is refused.</summary>
    public static void DecodeWrapped(
        in RecordPart outer, ReadOnlyMemory<byte> json, DecodeContext context, string? envelopeId = null, long envelopeTime = 0, long shipperTime = 0)
    {
        if (outer.IsUnwrapped)
            context.Reject(in outer, RejectReason.UnknownFormat, "a wrapper in a wrapper; one is opened");
        else if (json.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
            DecodeObject(outer with { Json = json, IsUnwrapped = true, EnvelopeId = envelopeId, EnvelopeTime = envelopeTime, ShipperTime = shipperTime }, context);
        else
            context.Reject(in outer, RejectReason.UnknownFormat, "the wrapper holds no object");
    }

    /// <summary>Decodes what a wrapper held as a JSON text inside a string.</summary>
    public static void DecodeWrappedText(
        in RecordPart outer, RawText text, DecodeContext context, string? envelopeId = null, long envelopeTime = 0, long shipperTime = 0)
    {
        byte[] json = Encoding.UTF8.GetBytes(PostText.Read(outer.Json.Span, text, TextCoding.Verbatim, int.MaxValue));
        DecodeWrapped(in outer, json, context, envelopeId, envelopeTime, shipperTime);
    }

    private static void DecodeArray(in RecordPart part, ref Utf8JsonReader reader, DecodeContext context)
    {
        int element = 0;
        for (; JsonFields.NextElement(ref reader); element++)
        {
            int start = (int)reader.TokenStartIndex;
            JsonTokenType type = reader.TokenType;
            reader.Skip();
            ReadOnlyMemory<byte> json = part.Json[start..(int)reader.BytesConsumed];
            RecordPart one = part with
            {
                Json = json,
                Element = element,
                Record = part.Record with { Bytes = json, Position = part.Record.Position with { Offset = part.Record.Position.Offset + start } },
            };
            if (type == JsonTokenType.StartObject)
                DecodeObject(in one, context);
            else if (type == JsonTokenType.StartArray && json.Length > 2)
                context.Reject(in one, RejectReason.UnknownFormat, "an array in an array");
            else
                context.Ignore(IgnoreReason.EmptyValue);
        }

        JsonFields.End(ref reader);
        if (element == 0)
            context.Ignore(IgnoreReason.EmptyValue);
    }

    private static void DecodeObject(in RecordPart part, DecodeContext context)
    {
        switch (ShapeSniffer.ShapeOf(part.Json.Span))
        {
            case RecordShape.Plain:
                PlainDecoder.Decode(in part, context);
                break;
            case RecordShape.Envelope:
                XEnvelopeDecoder.Decode(in part, context);
                break;
            case RecordShape.XPost:
                XEnvelopeDecoder.DecodeBare(in part, context);
                break;
            case RecordShape.XNotice:
                XNotice.Decode(in part, context);
                break;
            case RecordShape.Tweet:
                TweetDecoder.Decode(in part, context);
                break;
            case RecordShape.ActivityStream:
                ActivityStreamDecoder.Decode(in part, context);
                break;
            case RecordShape.AccountActivity:
                AccountActivityDecoder.Decode(in part, context);
                break;
            case RecordShape.Favorite:
                AccountActivityDecoder.DecodeFavorite(in part, context);
                break;
            case RecordShape.Jetstream:
                JetstreamDecoder.Decode(in part, context);
                break;
            case RecordShape.MastodonStatus:
                StatusDecoder.Decode(in part, context, isEdit: false);
                break;
            case RecordShape.Wrapper:
                WrapperDecoder.Decode(in part, context);
                break;
            case RecordShape.JsonFeed:
                Check(part.Json.Span);
                FeedDecoder.DecodeJsonFeed(part.Record with { Bytes = part.Json }, context.Into);
                break;
            case RecordShape.Control:
                Check(part.Json.Span);
                context.Ignore(IgnoreReason.ControlMessage);
                break;
            case RecordShape.Other:
                Check(part.Json.Span);
                context.Ignore(IgnoreReason.OtherEvent);
                break;
            case RecordShape.Empty:
                context.Ignore(IgnoreReason.EmptyValue);
                break;
            default:
                context.Reject(in part, RejectReason.UnknownFormat, "an object of none of the known formats");
                break;
        }
    }

    /// <summary>Reads to the end what was known after a few members: broken JSON is refused whatever it seemed to be.</summary>
    private static void Check(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        reader.Skip();
        JsonFields.End(ref reader);
    }
}
