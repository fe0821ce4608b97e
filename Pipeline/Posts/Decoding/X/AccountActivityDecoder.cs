using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>
/// Decodes account activity deliveries (<c>for_user_id</c> with arrays of v1.1 objects) and single likes. Posts, deletes and likes are taken;
/// follows, blocks, direct messages and typing signs are not.
/// </summary>
internal static class AccountActivityDecoder
{
    public static void Decode(in RecordPart part, DecodeContext context)
    {
        Utf8JsonReader reader = JsonFields.OpenObject(part.Json.Span);
        bool isAny = false;
        int noObjects = 0;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            int field = name.Length switch
            {
                15 when name.SequenceEqual("favorite_events"u8) => 3,
                19 when name.SequenceEqual("tweet_create_events"u8) => 1,
                19 when name.SequenceEqual("tweet_delete_events"u8) => 2,
                _ => 0,
            };
            reader.Read();
            if (field == 0 || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            for (int i = 0; JsonFields.NextElement(ref reader); i++)
            {
                RawText element = RawText.Container(ref reader);
                if (element.Kind != RawKind.Container || part.Json.Span[element.Start] != (byte)'{')
                {
                    noObjects++;
                    continue;
                }

                isAny = true;
                ReadOnlyMemory<byte> json = part.Json.Slice(element.Start, element.Length);
                RecordPart one = part with { Json = json, Element = i, Record = part.Record with { Bytes = json } };
                DecodeOne(field, in one, context);
            }
        }

        JsonFields.End(ref reader);
        if (!isAny)
            context.Ignore(IgnoreReason.OtherEvent);
        for (int i = 0; isAny && i < noObjects; i++)
            context.Ignore(IgnoreReason.EmptyValue);
    }

    /// <summary>Decodes a like: <c>{"id","created_at","favorited_status":{…},"user":{…}}</c>.</summary>
    public static void DecodeFavorite(in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        XStatus like = XStatus.Empty;
        RawText liked = default;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isLiked = name.SequenceEqual("favorited_status"u8);
            bool isUser = name.SequenceEqual("user"u8);
            bool isId = name.SequenceEqual("id"u8);
            bool isTime = name.SequenceEqual("timestamp_ms"u8) || (name.SequenceEqual("created_at"u8) && !like.CreatedAt.IsSet);
            reader.Read();
            if (isLiked)
                liked = JsonFields.Member(ref reader, "id_str"u8);
            else if (isUser)
                TweetReader.ReadUser(ref reader, ref like);
            else if (isId)
                like.Id = RawText.Scalar(ref reader);
            else if (isTime)
                like.CreatedAt = RawText.Scalar(ref reader);
            else
                reader.Skip();
        }

        JsonFields.End(ref reader);
        AddLike(json, in like, liked, in part, context);
    }

    /// <summary>Adds a like of the post <paramref name="liked"/>.</summary>
    public static void AddLike(ReadOnlySpan<byte> json, in XStatus like, RawText liked, in RecordPart part, DecodeContext context)
    {
        string? target = XIds.Of(json, liked);
        string? id = PostText.Name(json, like.Id);
        if (target is null || id is null)
        {
            context.Reject(in part, RejectReason.MissingId, "a like on X without its own id or the liked post's");
            return;
        }

        if (!XPostBuilder.TryTime(json, in like, in part, context, out long at))
            return;
        context.Into.Add(new Post
        {
            Id = $"x:like:{id}",
            Action = PostAction.Like,
            Source = XIds.Source,
            PostedAt = at,
            Author = PostText.Name(json, like.AuthorName),
            AuthorKey = XIds.AuthorKey(json, like.AuthorId),
            AuthorFollowers = like.AuthorFollowers,
            AuthorCreatedAt = PostTime.TryParse(like.AuthorCreatedAt.Bytes(json), out long accountMade) ? accountMade : 0,
            RepostOf = target,
        });
    }

    private static void DecodeOne(int field, in RecordPart one, DecodeContext context)
    {
        if (field == 1)
            TweetDecoder.Decode(in one, context);
        else if (field == 2)
            XNotice.Add(XNoticeKind.Delete, one.Json.Span, new RawText(0, one.Json.Length, RawKind.Container), in one, context);
        else
            DecodeFavorite(in one, context);
    }
}
