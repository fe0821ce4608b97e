using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>
/// Decodes the Activity Streams form of X's enterprise products ("Enriched Native"): a post is an activity with the verb "post",
/// a repost one with the verb "share" whose object is the original's activity.
/// </summary>
internal static class ActivityStreamDecoder
{
    private enum Field : byte
    {
        None, Id, Verb, PostedTime, Body, LongObject, Actor, Object, InReplyTo, Quoted, Lang, Entities, Likes, Reposts, Name, Followers, Posts,
    }

    public static void Decode(in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        XStatus status = XStatus.Empty;
        XStatus original = XStatus.Empty;
        RawText verb = Read(json, ref reader, ref status, ref original, isNested: false);
        JsonFields.End(ref reader);
        bool isShare = verb.IsSet && verb.Bytes(json).SequenceEqual("share"u8);
        if (!isShare && !(verb.IsSet && verb.Bytes(json).SequenceEqual("post"u8)))
        {
            context.Ignore(IgnoreReason.OtherEvent);
            return;
        }

        // Of an ordinary post, the object is a note: the same text once more, without an identity of its own.
        if (!isShare)
            original = default;
        else
            status.RepostOf = original.Id;
        XPostBuilder.Add(json, in status, in original, in part, context);
    }

    private static RawText Read(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ref XStatus status, ref XStatus original, bool isNested)
    {
        RawText verb = default;
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            if (field == Field.Verb)
            {
                verb = RawText.String(ref reader);
            }
            else if (field == Field.Object && !isNested && reader.TokenType == JsonTokenType.StartObject)
            {
                original = XStatus.Empty;
                XStatus none = default;
                Read(json, ref reader, ref original, ref none, isNested: true);
            }
            else
            {
                ReadField(json, field, ref reader, ref status);
            }
        }

        return verb;
    }

    private static void ReadField(ReadOnlySpan<byte> json, Field field, ref Utf8JsonReader reader, ref XStatus status)
    {
        switch (field)
        {
            case Field.Id:
                status.Id = LastPart(json, RawText.String(ref reader));
                break;
            case Field.PostedTime:
                status.CreatedAt = RawText.String(ref reader);
                break;
            case Field.Body:
                status.TakeText(RawText.String(ref reader), XStatus.CutText);
                break;
            case Field.LongObject:
                TweetReader.ReadLongForm(ref reader, ref status, "body"u8, "twitter_entities"u8);
                break;
            case Field.Actor:
                ReadActor(json, ref reader, ref status);
                break;
            case Field.InReplyTo:
                status.ReplyTo = LastPart(json, JsonFields.Member(ref reader, "link"u8));
                break;
            case Field.Quoted:
                status.QuoteOf = LastPart(json, JsonFields.Member(ref reader, "id"u8));
                break;
            case Field.Lang:
                status.Language = RawText.String(ref reader);
                break;
            case Field.Entities:
                TweetReader.ReadEntities(ref reader, ref status, XStatus.CutText);
                break;
            case Field.Likes:
                status.Likes = JsonFields.Count(ref reader);
                break;
            case Field.Reposts:
                status.Reposts = JsonFields.Count(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static Field FieldOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => Field.Id,
        4 when name.SequenceEqual("verb"u8) => Field.Verb,
        4 when name.SequenceEqual("body"u8) => Field.Body,
        5 when name.SequenceEqual("actor"u8) => Field.Actor,
        6 when name.SequenceEqual("object"u8) => Field.Object,
        9 when name.SequenceEqual("inReplyTo"u8) => Field.InReplyTo,
        10 when name.SequenceEqual("postedTime"u8) => Field.PostedTime,
        11 when name.SequenceEqual("long_object"u8) => Field.LongObject,
        12 when name.SequenceEqual("twitter_lang"u8) => Field.Lang,
        12 when name.SequenceEqual("retweetCount"u8) => Field.Reposts,
        13 when name.SequenceEqual("statusesCount"u8) => Field.Posts,
        14 when name.SequenceEqual("favoritesCount"u8) => Field.Likes,
        14 when name.SequenceEqual("followersCount"u8) => Field.Followers,
        16 when name.SequenceEqual("twitter_entities"u8) => Field.Entities,
        17 when name.SequenceEqual("preferredUsername"u8) => Field.Name,
        21 when name.SequenceEqual("twitter_quoted_status"u8) => Field.Quoted,
        _ => Field.None,
    };

    private static void ReadActor(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ref XStatus status)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            switch (field)
            {
                case Field.Id:
                    status.AuthorId = LastPart(json, RawText.String(ref reader));
                    break;
                case Field.Name:
                    status.AuthorName = RawText.String(ref reader);
                    break;
                case Field.PostedTime:
                    status.AuthorCreatedAt = RawText.String(ref reader);
                    break;
                case Field.Followers:
                    status.AuthorFollowers = JsonFields.Count(ref reader);
                    break;
                case Field.Posts:
                    status.AuthorPosts = JsonFields.Count(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>The id at the end of <c>tag:search.x.com,2005:ID</c>, <c>id:twitter.com:ID</c> or <c>…/statuses/ID</c>.</summary>
    private static RawText LastPart(ReadOnlySpan<byte> json, RawText text)
    {
        if (text.Kind != RawKind.Plain)
            return default;
        int cut = text.Bytes(json).LastIndexOfAny((byte)':', (byte)'/') + 1;
        return text with { Start = text.Start + cut, Length = text.Length - cut };
    }
}
