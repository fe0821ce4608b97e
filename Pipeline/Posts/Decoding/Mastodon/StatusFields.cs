using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.Mastodon;

/// <summary>What a Mastodon status tells, as places in its bytes.</summary>
internal struct StatusFields
{
    public RawText Id;
    public RawText Uri;
    public RawText Url;
    public RawText CreatedAt;
    public RawText EditedAt;
    public RawText Content;
    public RawText Warning;
    public RawText Visibility;
    public RawText Language;
    public RawText ReplyTo;
    public RawText QuoteOf;
    public RawText CardUrl;
    public RawText AuthorId;
    public RawText AuthorName;
    public RawText AuthorUrl;
    public RawText AuthorCreatedAt;

    /// <summary>True for an account that says of itself that no person writes there.</summary>
    public bool IsAutomated;
    public long AuthorFollowers = -1;
    public long AuthorPosts = -1;
    public long Likes = -1;
    public long Reposts = -1;
    public long Replies = -1;

    public StatusFields()
    {
    }

    private enum Field : byte
    {
        None, Id, Uri, Url, CreatedAt, EditedAt, Content, Warning, Visibility, Language, ReplyTo, Quote, Card, Account, Name, Followers, Posts,
        Likes, Reposts, Replies, Reblog, Bot,
    }

    /// <summary>Reads the status under the reader.</summary>
    /// <param name="reader">Stands on the object's brace.</param>
    /// <param name="status">Filled.</param>
    /// <param name="reblogged">Filled with the status it boosts.</param>
    /// <param name="isNested">True for the boosted status, which boosts nothing itself.</param>
    /// <returns>True when it boosts a status.</returns>
    public static bool Read(ref Utf8JsonReader reader, ref StatusFields status, ref StatusFields reblogged, bool isNested = false)
    {
        bool hasReblog = false;
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            if (field == Field.Reblog && !isNested && reader.TokenType == JsonTokenType.StartObject)
            {
                reblogged = new StatusFields();
                StatusFields none = default;
                Read(ref reader, ref reblogged, ref none, isNested: true);
                hasReblog = true;
            }
            else
            {
                status.ReadField(field, ref reader);
            }
        }

        return hasReblog;
    }

    private void ReadField(Field field, ref Utf8JsonReader reader)
    {
        switch (field)
        {
            case Field.Id:
                Id = RawText.Scalar(ref reader);
                break;
            case Field.Uri:
                Uri = RawText.String(ref reader);
                break;
            case Field.Url:
                Url = RawText.String(ref reader);
                break;
            case Field.CreatedAt:
                CreatedAt = RawText.String(ref reader);
                break;
            case Field.EditedAt:
                EditedAt = RawText.String(ref reader);
                break;
            case Field.Content:
                Content = RawText.String(ref reader);
                break;
            case Field.Warning:
                Warning = RawText.String(ref reader);
                break;
            case Field.Visibility:
                Visibility = RawText.String(ref reader);
                break;
            case Field.Language:
                Language = RawText.String(ref reader);
                break;
            case Field.ReplyTo:
                ReplyTo = RawText.Scalar(ref reader);
                break;
            case Field.Quote:
                ReadQuote(ref reader);
                break;
            case Field.Card:
                CardUrl = JsonFields.Member(ref reader, "url"u8);
                break;
            case Field.Account:
                ReadAccount(ref reader);
                break;
            case Field.Likes:
                Likes = JsonFields.Count(ref reader);
                break;
            case Field.Reposts:
                Reposts = JsonFields.Count(ref reader);
                break;
            case Field.Replies:
                Replies = JsonFields.Count(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static Field FieldOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => Field.Id,
        3 when name.SequenceEqual("uri"u8) => Field.Uri,
        3 when name.SequenceEqual("url"u8) => Field.Url,
        3 when name.SequenceEqual("bot"u8) => Field.Bot,
        4 when name.SequenceEqual("card"u8) => Field.Card,
        4 when name.SequenceEqual("acct"u8) => Field.Name,
        5 when name.SequenceEqual("quote"u8) => Field.Quote,
        6 when name.SequenceEqual("reblog"u8) => Field.Reblog,
        7 when name.SequenceEqual("content"u8) => Field.Content,
        7 when name.SequenceEqual("account"u8) => Field.Account,
        8 when name.SequenceEqual("language"u8) => Field.Language,
        9 when name.SequenceEqual("edited_at"u8) => Field.EditedAt,
        10 when name.SequenceEqual("created_at"u8) => Field.CreatedAt,
        10 when name.SequenceEqual("visibility"u8) => Field.Visibility,
        12 when name.SequenceEqual("spoiler_text"u8) => Field.Warning,
        13 when name.SequenceEqual("replies_count"u8) => Field.Replies,
        13 when name.SequenceEqual("reblogs_count"u8) => Field.Reposts,
        14 when name.SequenceEqual("in_reply_to_id"u8) => Field.ReplyTo,
        14 when name.SequenceEqual("statuses_count"u8) => Field.Posts,
        15 when name.SequenceEqual("followers_count"u8) => Field.Followers,
        16 when name.SequenceEqual("favourites_count"u8) => Field.Likes,
        _ => Field.None,
    };

    private void ReadAccount(ref Utf8JsonReader reader)
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
                    AuthorId = RawText.Scalar(ref reader);
                    break;
                case Field.Name:
                    AuthorName = RawText.String(ref reader);
                    break;
                case Field.Url:
                    AuthorUrl = RawText.String(ref reader);
                    break;
                case Field.CreatedAt:
                    AuthorCreatedAt = RawText.String(ref reader);
                    break;
                case Field.Bot:
                    IsAutomated = reader.TokenType == JsonTokenType.True;
                    reader.Skip();
                    break;
                case Field.Followers:
                    AuthorFollowers = JsonFields.Count(ref reader);
                    break;
                case Field.Posts:
                    AuthorPosts = JsonFields.Count(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>Since 4.4 a quote is <c>{"state":"…","quoted_status":{…}}</c>; forks put the status there at once.</summary>
    private void ReadQuote(ref Utf8JsonReader reader)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isUri = name.SequenceEqual("uri"u8);
            bool isStatus = name.SequenceEqual("quoted_status"u8);
            reader.Read();
            if (isUri)
                QuoteOf = RawText.String(ref reader);
            else if (isStatus)
                QuoteOf = JsonFields.Member(ref reader, "uri"u8);
            else
                reader.Skip();
        }
    }
}
