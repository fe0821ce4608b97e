using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>Reads v1.1 posts into <see cref="XStatus"/>: the live form (cut text, whole one in extended_tweet) and the archive form (full_text).</summary>
internal static class TweetReader
{
    private enum Field : byte
    {
        None, Id, Text, FullText, Extended, CreatedAt, TimestampMs, Lang, ReplyTo, QuotedId, Quoted, Reposted, User, Likes, Reposts, Replies,
        Entities, EditHistory, Name, Followers, Posts, Urls, Media,
    }

    /// <summary>Reads the post under the reader.</summary>
    /// <param name="reader">Stands on the object's brace.</param>
    /// <param name="status">Filled.</param>
    /// <param name="original">Filled with the post it reposts.</param>
    /// <param name="isNested">True for the reposted post, which reposts nothing itself.</param>
    public static void Read(ref Utf8JsonReader reader, ref XStatus status, ref XStatus original, bool isNested = false)
    {
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            if (field == Field.Reposted && !isNested && reader.TokenType == JsonTokenType.StartObject)
            {
                original = XStatus.Empty;
                XStatus none = default;
                Read(ref reader, ref original, ref none, isNested: true);
                status.RepostOf = original.Id;
            }
            else
            {
                ReadField(field, ref reader, ref status);
            }
        }
    }

    /// <summary>Reads the author under the reader.</summary>
    public static void ReadUser(ref Utf8JsonReader reader, ref XStatus status)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        status.AuthorId = default;
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            switch (field)
            {
                case Field.Id:
                    status.AuthorId = RawText.Better(status.AuthorId, RawText.Scalar(ref reader));
                    break;
                case Field.Name:
                    status.AuthorName = RawText.String(ref reader);
                    break;
                case Field.CreatedAt:
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

    /// <summary>Captures the link arrays of the entities under the reader.</summary>
    public static void ReadEntities(ref Utf8JsonReader reader, ref XStatus status, int rank)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            if (field == Field.Urls && reader.TokenType == JsonTokenType.StartArray)
                status.TakeUrls(RawText.Container(ref reader), rank);
            else if (field == Field.Media && reader.TokenType == JsonTokenType.StartArray)
                status.Media = RawText.Container(ref reader);
            else
                reader.Skip();
        }
    }

    /// <summary>Reads the whole text of a long post, and the links in it, out of the object under the reader.</summary>
    public static void ReadLongForm(ref Utf8JsonReader reader, ref XStatus status, ReadOnlySpan<byte> textName, ReadOnlySpan<byte> entitiesName)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isText = name.SequenceEqual(textName);
            bool isEntities = name.SequenceEqual(entitiesName);
            reader.Read();
            if (isText)
                status.TakeText(RawText.String(ref reader), XStatus.LongText);
            else if (isEntities)
                ReadEntities(ref reader, ref status, XStatus.LongText);
            else
                reader.Skip();
        }
    }

    private static void ReadField(Field field, ref Utf8JsonReader reader, ref XStatus status)
    {
        switch (field)
        {
            case Field.Id:
                status.Id = RawText.Better(status.Id, RawText.Scalar(ref reader));
                break;
            case Field.Text:
                status.TakeText(RawText.String(ref reader), XStatus.CutText);
                break;
            case Field.FullText:
                status.TakeText(RawText.String(ref reader), XStatus.WholeText);
                break;
            case Field.Extended:
                ReadLongForm(ref reader, ref status, "full_text"u8, "entities"u8);
                break;
            case Field.CreatedAt:
                status.CreatedAt = RawText.Scalar(ref reader) is { IsSet: true } time ? time : status.CreatedAt;
                break;
            case Field.TimestampMs:
                // Only where created_at is missing: it has the same instant with more digits, but not in every copy of a post.
                RawText milliseconds = RawText.Scalar(ref reader);
                status.CreatedAt = status.CreatedAt.IsSet ? status.CreatedAt : milliseconds;
                break;
            case Field.Lang:
                status.Language = RawText.String(ref reader);
                break;
            case Field.ReplyTo:
                status.ReplyTo = RawText.Better(status.ReplyTo, RawText.Scalar(ref reader));
                break;
            case Field.QuotedId:
                status.QuoteOf = RawText.Better(status.QuoteOf, RawText.Scalar(ref reader));
                break;
            case Field.Quoted:
                status.QuoteOf = RawText.Better(status.QuoteOf, JsonFields.Member(ref reader, "id_str"u8));
                break;
            case Field.User:
                ReadUser(ref reader, ref status);
                break;
            case Field.Likes:
                status.Likes = JsonFields.Count(ref reader);
                break;
            case Field.Reposts:
                status.Reposts = JsonFields.Count(ref reader);
                break;
            case Field.Replies:
                status.Replies = JsonFields.Count(ref reader);
                break;
            case Field.Entities:
                ReadEntities(ref reader, ref status, XStatus.CutText);
                break;
            case Field.EditHistory:
                ReadEditHistory(ref reader, ref status);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static Field FieldOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => Field.Id,
        4 when name.SequenceEqual("text"u8) => Field.Text,
        4 when name.SequenceEqual("user"u8) => Field.User,
        4 when name.SequenceEqual("lang"u8) => Field.Lang,
        4 when name.SequenceEqual("urls"u8) => Field.Urls,
        5 when name.SequenceEqual("media"u8) => Field.Media,
        6 when name.SequenceEqual("id_str"u8) => Field.Id,
        8 when name.SequenceEqual("entities"u8) => Field.Entities,
        9 when name.SequenceEqual("full_text"u8) => Field.FullText,
        10 when name.SequenceEqual("created_at"u8) => Field.CreatedAt,
        11 when name.SequenceEqual("screen_name"u8) => Field.Name,
        11 when name.SequenceEqual("reply_count"u8) => Field.Replies,
        12 when name.SequenceEqual("edit_history"u8) => Field.EditHistory,
        12 when name.SequenceEqual("timestamp_ms"u8) => Field.TimestampMs,
        13 when name.SequenceEqual("quoted_status"u8) => Field.Quoted,
        13 when name.SequenceEqual("retweet_count"u8) => Field.Reposts,
        14 when name.SequenceEqual("favorite_count"u8) => Field.Likes,
        14 when name.SequenceEqual("statuses_count"u8) => Field.Posts,
        14 when name.SequenceEqual("extended_tweet"u8) => Field.Extended,
        15 when name.SequenceEqual("followers_count"u8) => Field.Followers,
        16 when name.SequenceEqual("quoted_status_id"u8) => Field.QuotedId,
        16 when name.SequenceEqual("retweeted_status"u8) => Field.Reposted,
        20 when name.SequenceEqual("quoted_status_id_str"u8) => Field.QuotedId,
        21 when name.SequenceEqual("in_reply_to_status_id"u8) => Field.ReplyTo,
        25 when name.SequenceEqual("in_reply_to_status_id_str"u8) => Field.ReplyTo,
        _ => Field.None,
    };

    private static void ReadEditHistory(ref Utf8JsonReader reader, ref XStatus status)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        status.Versions = 0;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isInitial = name.SequenceEqual("initial_tweet_id"u8);
            bool isList = name.SequenceEqual("edit_tweet_ids"u8);
            reader.Read();
            if (isInitial)
                status.FirstVersion = RawText.Scalar(ref reader);
            else if (isList && reader.TokenType == JsonTokenType.StartArray)
                status.Versions = CountElements(ref reader);
            else
                reader.Skip();
        }
    }

    private static int CountElements(ref Utf8JsonReader reader)
    {
        int count = 0;
        for (; JsonFields.NextElement(ref reader); count++)
            reader.Skip();
        return count;
    }
}
