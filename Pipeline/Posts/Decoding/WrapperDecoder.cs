using System.Text.Json;
using RtmPipeline.Posts.Decoding.Mastodon;

namespace RtmPipeline.Posts.Decoding;

/// <summary>
/// Opens what log shippers and exports put around a record: <c>{"message":"JSON as a string"}</c>, <c>{"log":"JSON as a string"}</c>, <c>{"payload":{…}}</c>,
/// <c>{"message":{…}}</c>, <c>{"tweet":{…}}</c>, with the time at which they met it in <see cref="ShipperTimes">members of their own</see>; and Mastodon's WebSocket frames <c>{"stream":[…],"event":"…","payload":"…"}</c>.
/// </summary>
internal static class WrapperDecoder
{
    public static void Decode(in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        RawText text = default;
        RawText held = default;
        RawText eventName = default;
        long time = 0;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isHeld = name.SequenceEqual("payload"u8) || name.SequenceEqual("message"u8) || name.SequenceEqual("tweet"u8);
            bool isLog = name.SequenceEqual("log"u8);
            bool isEvent = name.SequenceEqual("event"u8);
            bool isTime = ShipperTimes.IsName(name);
            reader.Read();
            if (isHeld && reader.TokenType == JsonTokenType.StartObject)
                held = RawText.Container(ref reader);
            else if ((isHeld || isLog) && reader.TokenType == JsonTokenType.String)
                text = RawText.String(ref reader);
            else if (isEvent)
                eventName = RawText.String(ref reader);
            else if (isTime)
                time = ShipperTimes.Better(time, json, RawText.Scalar(ref reader));
            else
                reader.Skip();
        }

        JsonFields.End(ref reader);
        if (eventName.IsSet && !held.IsSet)
            MastodonEvents.DecodeFrame(PostText.Read(json, eventName), text, in part, context);
        else if (held.IsSet)
            JsonRecords.DecodeWrapped(in part, part.Json.Slice(held.Start, held.Length), context, shipperTime: time);
        else if (text.IsSet)
            JsonRecords.DecodeWrappedText(in part, text, context, shipperTime: time);
        else
            context.Reject(in part, RejectReason.UnknownFormat, "an object of none of the known formats");
    }
}
