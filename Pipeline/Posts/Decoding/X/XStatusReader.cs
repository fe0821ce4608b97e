using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>Reads v2 posts into <see cref="XStatus"/>, under the guide's names and the schema's newer ones.</summary>
internal static class XStatusReader
{
    private enum Field : byte
    {
        None, Id, Text, Lang, AuthorId, CreatedAt, EditHistory, Note, References, Metrics, Entities, Payload, Includes, EventType,
        DirectMessage, Liked, Conversation, Foreign, ReplyTo,
    }

    /// <summary>Reads the post under the reader.</summary>
    /// <param name="reader">Stands on the object's brace.</param>
    /// <param name="status">Filled.</param>
    /// <param name="response">Takes what an activity event includes.</param>
    /// <param name="isNested">True inside of an activity event's payload.</param>
    public static void Read(ref Utf8JsonReader reader, ref XStatus status, XResponse response, bool isNested = false)
    {
        int start = (int)reader.TokenStartIndex;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            Field field = FieldOf(name);
            XNoticeKind notice = field == Field.None ? XNotice.KindOf(name) : XNoticeKind.None;
            reader.Read();
            if (notice != XNoticeKind.None && reader.TokenType == JsonTokenType.StartObject)
            {
                status.Notice = notice;
                status.NoticeBody = RawText.Container(ref reader);
            }
            else if (field == Field.Payload && !isNested && reader.TokenType == JsonTokenType.StartObject)
            {
                Read(ref reader, ref status, response, isNested: true);
            }
            else if (field == Field.Includes && !isNested)
            {
                XIncludesReader.Read(ref reader, response);
            }
            else
            {
                ReadField(field, ref reader, ref status);
            }
        }

        status.Whole = new RawText(start, (int)reader.BytesConsumed - start, RawKind.Container);
    }

    private static void ReadField(Field field, ref Utf8JsonReader reader, ref XStatus status)
    {
        switch (field)
        {
            case Field.Id:
                status.Id = RawText.Scalar(ref reader);
                break;
            case Field.Text:
                status.TakeText(RawText.String(ref reader), XStatus.CutText);
                break;
            case Field.Lang:
                status.Language = RawText.String(ref reader);
                break;
            case Field.AuthorId:
                status.AuthorId = RawText.Scalar(ref reader);
                status.IsSurelyPost = true;
                break;
            case Field.CreatedAt:
                status.CreatedAt = RawText.Scalar(ref reader);
                break;
            case Field.EditHistory:
                ReadEditHistory(ref reader, ref status);
                status.IsSurelyPost = true;
                break;
            case Field.Note:
                ReadNote(ref reader, ref status);
                break;
            case Field.References:
                ReadReferences(ref reader, ref status);
                status.IsSurelyPost = true;
                break;
            case Field.Metrics:
                ReadMetrics(ref reader, ref status);
                break;
            case Field.Entities:
                status.TakeUrls(ReadUrls(ref reader), XStatus.CutText);
                break;
            case Field.ReplyTo:
                status.ReplyTo = RawText.Better(status.ReplyTo, RawText.Scalar(ref reader));
                break;
            case Field.Conversation:
                status.IsSurelyPost = true;
                reader.Skip();
                break;
            case Field.EventType or Field.DirectMessage:
                RawText type = RawText.Scalar(ref reader);
                status.EventType = field == Field.EventType || !status.EventType.IsSet ? type : status.EventType;
                break;
            case Field.Liked:
                status.Liked = RawText.Scalar(ref reader);
                break;
            case Field.Foreign:
                status.IsForeign = true;
                reader.Skip();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static Field FieldOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 when name.SequenceEqual("t"u8) => Field.Foreign,
        2 when name.SequenceEqual("id"u8) => Field.Id,
        3 when name.SequenceEqual("did"u8) => Field.Foreign,
        4 when name.SequenceEqual("text"u8) => Field.Text,
        4 when name.SequenceEqual("lang"u8) => Field.Lang,
        4 when name.SequenceEqual("user"u8) || name.SequenceEqual("data"u8) || name.SequenceEqual("time"u8) || name.SequenceEqual("verb"u8) => Field.Foreign,
        6 when name.SequenceEqual("id_str"u8) => Field.Foreign,
        7 when name.SequenceEqual("payload"u8) => Field.Payload,
        7 when name.SequenceEqual("account"u8) || name.SequenceEqual("content"u8) => Field.Foreign,
        8 when name.SequenceEqual("entities"u8) => Field.Entities,
        8 when name.SequenceEqual("includes"u8) => Field.Includes,
        9 when name.SequenceEqual("author_id"u8) => Field.AuthorId,
        9 when name.SequenceEqual("note_post"u8) => Field.Note,
        9 when name.SequenceEqual("sender_id"u8) => Field.DirectMessage,
        9 when name.SequenceEqual("full_text"u8) || name.SequenceEqual("truncated"u8) => Field.Foreign,
        10 when name.SequenceEqual("created_at"u8) => Field.CreatedAt,
        10 when name.SequenceEqual("note_tweet"u8) => Field.Note,
        10 when name.SequenceEqual("event_type"u8) => Field.EventType,
        11 when name.SequenceEqual("specversion"u8) => Field.Foreign,
        14 when name.SequenceEqual("public_metrics"u8) => Field.Metrics,
        14 when name.SequenceEqual("liked_tweet_id"u8) => Field.Liked,
        _ => FieldOfLongName(name),
    };

    private static Field FieldOfLongName(ReadOnlySpan<byte> name) => name.Length switch
    {
        13 when name.SequenceEqual("liked_post_id"u8) => Field.Liked,
        15 when name.SequenceEqual("conversation_id"u8) => Field.Conversation,
        16 when name.SequenceEqual("referenced_posts"u8) => Field.References,
        17 when name.SequenceEqual("referenced_tweets"u8) => Field.References,
        18 when name.SequenceEqual("dm_conversation_id"u8) => Field.DirectMessage,
        20 when name.SequenceEqual("in_reply_to_tweet_id"u8) => Field.ReplyTo,
        21 when name.SequenceEqual("edit_history_post_ids"u8) => Field.EditHistory,
        22 when name.SequenceEqual("edit_history_tweet_ids"u8) => Field.EditHistory,
        _ => Field.None,
    };

    private static void ReadEditHistory(ref Utf8JsonReader reader, ref XStatus status)
    {
        status.FirstVersion = default;
        status.Versions = 0;
        if (!JsonFields.IsArray(ref reader))
            return;
        while (JsonFields.NextElement(ref reader))
        {
            RawText id = RawText.Scalar(ref reader);
            if (status.Versions++ == 0)
                status.FirstVersion = id;
        }
    }

    private static void ReadNote(ref Utf8JsonReader reader, ref XStatus status)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            if (field == Field.Text)
                status.TakeText(RawText.String(ref reader), XStatus.LongText);
            else if (field == Field.Entities)
                status.TakeUrls(ReadUrls(ref reader), XStatus.LongText);
            else
                reader.Skip();
        }
    }

    private static void ReadReferences(ref Utf8JsonReader reader, ref XStatus status)
    {
        if (!JsonFields.IsArray(ref reader))
            return;
        while (JsonFields.NextElement(ref reader))
        {
            if (!JsonFields.IsObject(ref reader))
                continue;
            RawText id = default;
            byte type = 0;
            while (JsonFields.Next(ref reader))
            {
                ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
                bool isId = name.SequenceEqual("id"u8);
                bool isType = name.SequenceEqual("type"u8);
                reader.Read();
                if (isId)
                    id = RawText.Scalar(ref reader);
                else if (isType && reader.TokenType == JsonTokenType.String)
                    type = ReferenceType(reader.ValueSpan);
                else
                    reader.Skip();
            }

            if (type == (byte)'t')
                status.RepostOf = id;
            else if (type == (byte)'q')
                status.QuoteOf = id;
            else if (type == (byte)'r')
                status.ReplyTo = id;
        }
    }

    private static byte ReferenceType(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("retweeted"u8) || type.SequenceEqual("reposted"u8) ? (byte)'t'
        : type.SequenceEqual("quoted"u8) ? (byte)'q'
        : type.SequenceEqual("replied_to"u8) ? (byte)'r'
        : (byte)0;

    private static void ReadMetrics(ref Utf8JsonReader reader, ref XStatus status)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            int field = name.Length switch
            {
                10 when name.SequenceEqual("like_count"u8) => 1,
                11 when name.SequenceEqual("reply_count"u8) => 2,
                12 when name.SequenceEqual("repost_count"u8) => 3,
                13 when name.SequenceEqual("retweet_count"u8) => 3,
                16 when name.SequenceEqual("impression_count"u8) => 4,
                _ => 0,
            };
            reader.Read();
            switch (field)
            {
                case 1:
                    status.Likes = JsonFields.Count(ref reader);
                    break;
                case 2:
                    status.Replies = JsonFields.Count(ref reader);
                    break;
                case 3:
                    status.Reposts = JsonFields.Count(ref reader);
                    break;
                case 4:
                    status.Views = JsonFields.Count(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>Captures the array <c>urls</c> of the entities under the reader.</summary>
    private static RawText ReadUrls(ref Utf8JsonReader reader)
    {
        RawText urls = default;
        if (!JsonFields.IsObject(ref reader))
            return urls;
        while (JsonFields.Next(ref reader))
        {
            bool isUrls = JsonFields.Name(ref reader).SequenceEqual("urls"u8);
            reader.Read();
            if (isUrls && reader.TokenType == JsonTokenType.StartArray)
                urls = RawText.Container(ref reader);
            else
                reader.Skip();
        }

        return urls;
    }
}
