using System.Text.Json;

namespace RtmPipeline.Posts.Decoding;

/// <summary>
/// Tells the form of an object by the names of its members. The first telling name decides, so that most records are
/// known after a few tokens; records in the plain form, which are short, are read to the end.
/// Names that several forms share (id, text, created_at, entities, kind, event, source) tell nothing.
/// </summary>
internal static class ShapeSniffer
{
    public static RecordShape ShapeOf(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        bool isEmpty = true;
        bool hasText = false;
        bool hasId = false;
        bool hasTime = false;
        bool isDeleted = false;
        RecordShape hint = RecordShape.Unknown;
        while (JsonFields.Next(ref reader))
        {
            isEmpty = false;
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            RecordShape shape = ShapeOfName(name);
            if (shape != RecordShape.Unknown)
                return shape;
            hasText |= name.SequenceEqual("text"u8) || name.SequenceEqual("title"u8);
            hasId |= name.SequenceEqual("id"u8);
            hasTime |= name.SequenceEqual("time"u8) || name.SequenceEqual("created_at"u8) || name.SequenceEqual("t"u8) || name.SequenceEqual("timestamp_ms"u8);
            if (hint == RecordShape.Unknown)
                hint = HintOfName(name);
            bool isMaybe = IsTellingByValue(name);
            reader.Read();
            isDeleted |= reader.TokenType == JsonTokenType.True && name.SequenceEqual("deleted"u8);
            if (isMaybe && ShapeOfValue(name, ref reader) is var told && told != RecordShape.Unknown)
                return told;
            reader.Skip();
        }

        JsonFields.End(ref reader);
        if (isEmpty)
            return RecordShape.Empty;
        if (hasText)
            return RecordShape.Plain;
        if (hint != RecordShape.Unknown)
            return hint;
        return hasId && (hasTime || isDeleted) ? RecordShape.Plain : RecordShape.Unknown;
    }

    /// <summary>Names that tell only where there is no text: beside one they are columns of a plain record, which must not be passed over in silence.</summary>
    private static RecordShape HintOfName(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when name.SequenceEqual("meta"u8) => RecordShape.Envelope,
        5 when name.SequenceEqual("error"u8) => RecordShape.Control,
        6 when name.SequenceEqual("errors"u8) => RecordShape.Envelope,
        8 when name.SequenceEqual("username"u8) => RecordShape.Other,
        _ => RecordShape.Unknown,
    };

    /// <summary>Names that belong to one form whatever their value.</summary>
    private static RecordShape ShapeOfName(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("did"u8) => RecordShape.Jetstream,
        4 when name.SequenceEqual("data"u8) => RecordShape.Envelope,
        4 when name.SequenceEqual("verb"u8) => RecordShape.ActivityStream,
        6 when name.SequenceEqual("id_str"u8) => RecordShape.Tweet,
        6 when name.SequenceEqual("reblog"u8) => RecordShape.MastodonStatus,
        7 when name.SequenceEqual("time_us"u8) => RecordShape.Jetstream,
        8 when name.SequenceEqual("includes"u8) => RecordShape.Envelope,
        9 when name.SequenceEqual("author_id"u8) || name.SequenceEqual("note_post"u8) => RecordShape.XPost,
        9 when name.SequenceEqual("truncated"u8) || name.SequenceEqual("full_text"u8) => RecordShape.Tweet,
        10 when name.SequenceEqual("note_tweet"u8) => RecordShape.XPost,
        10 when name.SequenceEqual("objectType"u8) || name.SequenceEqual("postedTime"u8) => RecordShape.ActivityStream,
        10 when name.SequenceEqual("visibility"u8) => RecordShape.MastodonStatus,
        11 when name.SequenceEqual("specversion"u8) => RecordShape.Envelope,
        11 when name.SequenceEqual("for_user_id"u8) => RecordShape.AccountActivity,
        12 when name.SequenceEqual("contributors"u8) => RecordShape.Tweet,
        12 when name.SequenceEqual("spoiler_text"u8) => RecordShape.MastodonStatus,
        13 when name.SequenceEqual("quoted_status"u8) => RecordShape.Tweet,
        13 when name.SequenceEqual("reblogs_count"u8) => RecordShape.MastodonStatus,
        _ => ShapeOfLongName(name),
    };

    private static RecordShape ShapeOfLongName(ReadOnlySpan<byte> name) => name.Length switch
    {
        14 when name.SequenceEqual("matching_rules"u8) => RecordShape.Envelope,
        14 when name.SequenceEqual("public_metrics"u8) => RecordShape.XPost,
        14 when name.SequenceEqual("extended_tweet"u8) => RecordShape.Tweet,
        15 when name.SequenceEqual("conversation_id"u8) => RecordShape.XPost,
        15 when name.SequenceEqual("disconnect_type"u8) => RecordShape.Control,
        16 when name.SequenceEqual("referenced_posts"u8) => RecordShape.XPost,
        16 when name.SequenceEqual("retweeted_status"u8) => RecordShape.Tweet,
        16 when name.SequenceEqual("favorited_status"u8) => RecordShape.Favorite,
        16 when name.SequenceEqual("connection_issue"u8) => RecordShape.Control,
        16 when name.SequenceEqual("favourites_count"u8) => RecordShape.MastodonStatus,
        17 when name.SequenceEqual("referenced_tweets"u8) => RecordShape.XPost,
        18 when name.SequenceEqual("dm_conversation_id"u8) => RecordShape.Other,
        19 when name.SequenceEqual("context_annotations"u8) => RecordShape.XPost,
        21 when name.SequenceEqual("edit_history_post_ids"u8) => RecordShape.XPost,
        21 when name.SequenceEqual("in_reply_to_status_id"u8) => RecordShape.Tweet,
        22 when name.SequenceEqual("edit_history_tweet_ids"u8) => RecordShape.XPost,
        22 when name.SequenceEqual("in_reply_to_account_id"u8) => RecordShape.MastodonStatus,
        25 when name.SequenceEqual("in_reply_to_status_id_str"u8) => RecordShape.Tweet,
        _ => RecordShape.Unknown,
    };

    /// <summary>Names that a plain record might use for something of its own, but with another type of value.</summary>
    private static bool IsTellingByValue(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 => name.SequenceEqual("log"u8),
        4 => name.SequenceEqual("user"u8),
        5 => name.SequenceEqual("tweet"u8) || name.SequenceEqual("$type"u8),
        6 => name.SequenceEqual("stream"u8),
        7 => name.SequenceEqual("message"u8) || name.SequenceEqual("payload"u8) || name.SequenceEqual("account"u8) || name.SequenceEqual("version"u8),
        10 => name.SequenceEqual("event_type"u8),
        _ => false,
    } || X.XNotice.KindOf(name) != X.XNoticeKind.None;

    private static RecordShape ShapeOfValue(scoped ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        bool isString = reader.TokenType == JsonTokenType.String;
        if (isObject && X.XNotice.KindOf(name) != X.XNoticeKind.None)
            return RecordShape.XNotice;
        return name[0] switch
        {
            (byte)'$' when isString => RecordShape.Jetstream,
            (byte)'a' when isObject => RecordShape.MastodonStatus,
            (byte)'e' when isString && IsMessageEvent(reader.ValueSpan) => RecordShape.Other,
            (byte)'l' when isString && LooksLikeJson(reader.ValueSpan) => RecordShape.Wrapper,
            (byte)'m' when isObject || (isString && LooksLikeJson(reader.ValueSpan)) => RecordShape.Wrapper,
            (byte)'p' when isString || isObject => RecordShape.Wrapper,
            (byte)'s' when reader.TokenType == JsonTokenType.StartArray => RecordShape.Wrapper,
            (byte)'t' when isObject => RecordShape.Wrapper,
            (byte)'u' when isObject => RecordShape.Tweet,
            (byte)'v' when isString && reader.ValueSpan.IndexOf("jsonfeed.org/version/"u8) is >= 0 and < 16 => RecordShape.JsonFeed,
            _ => RecordShape.Unknown,
        };
    }

    private static bool IsMessageEvent(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("MessageCreate"u8) || type.SequenceEqual("ParticipantsJoin"u8) || type.SequenceEqual("ParticipantsLeave"u8);

    private static bool LooksLikeJson(ReadOnlySpan<byte> text) => text.TrimStart((byte)' ').StartsWith((byte)'{');
}
