using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>What a notice of X asks for.</summary>
internal enum XNoticeKind : byte
{
    None,

    /// <summary>The post is gone, or not to be shown any more.</summary>
    Delete,

    /// <summary>All posts of the user are gone, or not to be shown any more.</summary>
    DeleteAuthor,

    /// <summary>Concerns a user, and takes nothing away for good.</summary>
    Account,

    /// <summary>Concerns a post, and takes nothing away: an edit without its text, a country's withholding, a location removed.</summary>
    Post,

    /// <summary>Concerns the stream.</summary>
    Stream,
}

/// <summary>
/// Decodes notices of X's streams: compliance events of v2 (under <c>data</c>) and of the enterprise streams, and the v1.1 stream's messages.
/// A protected or suspended account's posts must not be used, so these count as deletes; they are not brought back by the opposite notice.
/// </summary>
internal static class XNotice
{
    private struct Body
    {
        public RawText PostId;
        public RawText UserId;
        public RawText Time;
        public bool IsMessage;
    }

    public static XNoticeKind KindOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when name.SequenceEqual("drop"u8) => XNoticeKind.Delete,
        5 when name.SequenceEqual("limit"u8) => XNoticeKind.Stream,
        6 when name.SequenceEqual("delete"u8) => XNoticeKind.Delete,
        6 when name.SequenceEqual("undrop"u8) => XNoticeKind.Post,
        7 when name.SequenceEqual("warning"u8) => XNoticeKind.Stream,
        8 when name.SequenceEqual("withheld"u8) => XNoticeKind.Post,
        9 when name.SequenceEqual("scrub_geo"u8) || name.SequenceEqual("post_edit"u8) => XNoticeKind.Post,
        10 when name.SequenceEqual("tweet_edit"u8) => XNoticeKind.Post,
        10 when name.SequenceEqual("disconnect"u8) => XNoticeKind.Stream,
        11 when name.SequenceEqual("user_delete"u8) => XNoticeKind.DeleteAuthor,
        12 when name.SequenceEqual("user_protect"u8) || name.SequenceEqual("user_suspend"u8) => XNoticeKind.DeleteAuthor,
        13 when name.SequenceEqual("user_undelete"u8) || name.SequenceEqual("user_withheld"u8) => XNoticeKind.Account,
        14 when name.SequenceEqual("user_unprotect"u8) || name.SequenceEqual("user_unsuspend"u8) => XNoticeKind.Account,
        15 when name.SequenceEqual("status_withheld"u8) => XNoticeKind.Post,
        23 when name.SequenceEqual("public_tweet_unviewable"u8) => XNoticeKind.Delete,
        25 when name.SequenceEqual("user_profile_modification"u8) => XNoticeKind.Account,
        _ => XNoticeKind.None,
    };

    /// <summary>Decodes an object that has a notice as its member, as the v1.1 streams send them.</summary>
    public static void Decode(in RecordPart part, DecodeContext context)
    {
        Utf8JsonReader reader = JsonFields.OpenObject(part.Json.Span);
        XNoticeKind kind = XNoticeKind.None;
        RawText body = default;
        while (JsonFields.Next(ref reader))
        {
            XNoticeKind named = KindOf(JsonFields.Name(ref reader));
            reader.Read();
            if (named != XNoticeKind.None && reader.TokenType == JsonTokenType.StartObject)
            {
                kind = named;
                body = RawText.Container(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        JsonFields.End(ref reader);
        Add(kind, part.Json.Span, body, in part, context);
    }

    /// <summary>Adds what the notice asks for.</summary>
    public static void Add(XNoticeKind kind, ReadOnlySpan<byte> json, RawText captured, in RecordPart part, DecodeContext context)
    {
        switch (kind)
        {
            case XNoticeKind.Delete:
                Body about = ReadBody(captured.Bytes(json));
                if (about.IsMessage)
                    context.Ignore(IgnoreReason.OtherEvent);
                else
                    AddDelete(captured.Bytes(json), about.PostId, about.UserId, about.Time, in part, context);
                break;
            case XNoticeKind.DeleteAuthor:
                AddDeleteAuthor(captured.Bytes(json), in part, context);
                break;
            case XNoticeKind.Account:
                context.Ignore(IgnoreReason.AccountEvent);
                break;
            case XNoticeKind.Post:
                context.Ignore(IgnoreReason.OtherEvent);
                break;
            default:
                context.Ignore(IgnoreReason.ControlMessage);
                break;
        }
    }

    /// <summary>Adds a delete. Without a time of its own it takes the deleted post's, which is surely not later.</summary>
    public static void AddDelete(ReadOnlySpan<byte> json, RawText postId, RawText userId, RawText time, in RecordPart part, DecodeContext context)
    {
        string? id = XIds.Of(json, postId);
        if (id is null)
        {
            context.Reject(in part, RejectReason.MissingId, "a delete notice of X without the id of a post");
            return;
        }

        if (!PostTime.TryParse(time.Bytes(json), out long at) && !PostTime.TryFromSnowflake(postId.Bytes(json), out at))
            at = 0;
        context.Into.Add(new Post
        {
            Id = id,
            Action = PostAction.Delete,
            Source = XIds.Source,
            PostedAt = at,
            AuthorKey = XIds.AuthorKey(json, userId),
        });
    }

    private static void AddDeleteAuthor(ReadOnlySpan<byte> json, in RecordPart part, DecodeContext context)
    {
        Body about = ReadBody(json);
        string? user = PostText.Name(json, about.UserId.IsSet ? about.UserId : about.PostId);
        if (user is null)
        {
            context.Reject(in part, RejectReason.MissingId, "a notice of X about a user without the user's id");
            return;
        }

        context.Into.Add(new Post
        {
            Id = $"x:user:{user}",
            Action = PostAction.DeleteAuthor,
            Source = XIds.Source,
            PostedAt = PostTime.TryParse(about.Time.Bytes(json), out long at) ? at : 0,
            AuthorKey = XIds.AuthorKey(json, about.UserId.IsSet ? about.UserId : about.PostId),
        });
    }

    private static Body ReadBody(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        Body body = default;
        ReadBody(ref reader, ref body, isUser: false, isNested: false);
        return body;
    }

    /// <summary>Reads ids wherever the generations of the interface put them: in <c>tweet</c>, <c>post</c>, <c>status</c>, <c>user</c>, or at once.</summary>
    private static void ReadBody(ref Utf8JsonReader reader, ref Body body, bool isUser, bool isNested)
    {
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isId = name.SequenceEqual("id"u8) || name.SequenceEqual("id_str"u8);
            bool isUserId = name.SequenceEqual("author_id"u8) || name.SequenceEqual("user_id_str"u8) || name.SequenceEqual("user_id"u8);
            bool isTime = name.SequenceEqual("event_at"u8) || name.SequenceEqual("timestamp_ms"u8);
            bool isUserObject = name.SequenceEqual("user"u8);
            bool isPost = name.SequenceEqual("tweet"u8) || name.SequenceEqual("post"u8) || name.SequenceEqual("status"u8);
            body.IsMessage |= name.SequenceEqual("direct_message"u8);
            reader.Read();
            if (isId && isUser)
                body.UserId = RawText.Better(body.UserId, RawText.Scalar(ref reader));
            else if (isId)
                body.PostId = RawText.Better(body.PostId, RawText.Scalar(ref reader));
            else if (isUserId)
                body.UserId = RawText.Better(body.UserId, RawText.Scalar(ref reader));
            else if (isTime)
                body.Time = RawText.Scalar(ref reader);
            else if ((isPost || isUserObject) && !isNested && reader.TokenType == JsonTokenType.StartObject)
                ReadBody(ref reader, ref body, isUserObject, isNested: true);
            else
                reader.Skip();
        }
    }
}
