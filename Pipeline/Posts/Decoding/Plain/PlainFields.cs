using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.Plain;

/// <summary>What a record in the plain form tells, as places in its bytes.</summary>
internal struct PlainFields
{
    public RawText Id;
    public RawText Text;
    public RawText Title;
    public RawText Time;
    public RawText ShipperTime;
    public RawText Author;
    public RawText Language;
    public RawText Kind;
    public RawText RepostOf;
    public RawText Url;
    public RawText Source;
    public long AuthorFollowers = -1;
    public long Likes = -1;
    public long Reposts = -1;
    public long Replies = -1;
    public long Views = -1;
    public bool IsDeleted;

    private int _timeRank;

    public PlainFields()
    {
    }

    private enum Field : byte
    {
        None, Id, Text, Title, Time, CreatedAt, T, TimestampMs, Author, Followers, Language, Kind, RepostOf, Likes, Reposts, Replies, Views, Url, Source, ShipperTime, Deleted,
    }

    /// <summary>Reads the object under the reader.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            ReadField(field, ref reader);
        }
    }

    private void ReadField(Field field, ref Utf8JsonReader reader)
    {
        switch (field)
        {
            case Field.Id:
                Id = RawText.Scalar(ref reader);
                break;
            case Field.Text:
                Text = RawText.String(ref reader);
                break;
            case Field.Title:
                Title = RawText.String(ref reader);
                break;
            case Field.Time or Field.CreatedAt or Field.T or Field.TimestampMs:
                TakeTime(RawText.Scalar(ref reader), rank: Field.TimestampMs - field + 1);
                break;
            case Field.ShipperTime:
                ShipperTime = RawText.Scalar(ref reader) is { IsSet: true } time ? time : ShipperTime;
                break;
            case Field.Author:
                Author = RawText.Scalar(ref reader) is { IsSet: true } author ? author : Author;
                break;
            case Field.Followers:
                AuthorFollowers = JsonFields.Count(ref reader);
                break;
            case Field.Language:
                Language = RawText.String(ref reader);
                break;
            case Field.Kind:
                Kind = RawText.String(ref reader);
                break;
            case Field.RepostOf:
                RepostOf = RawText.Scalar(ref reader);
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
            case Field.Views:
                Views = JsonFields.Count(ref reader);
                break;
            case Field.Url:
                Url = RawText.String(ref reader);
                break;
            case Field.Source:
                Source = RawText.String(ref reader);
                break;
            case Field.Deleted:
                IsDeleted = reader.TokenType == JsonTokenType.True;
                reader.Skip();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <summary>Of several times, "time" goes before "created_at", "t" and "timestamp_ms".</summary>
    private void TakeTime(RawText time, int rank)
    {
        if (!time.IsSet || rank < _timeRank)
            return;
        Time = time;
        _timeRank = rank;
    }

    /// <summary>The documented names, and three of common exports: screen_name, retweet_of, language.</summary>
    private static Field FieldOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 when name.SequenceEqual("t"u8) => Field.T,
        2 when name.SequenceEqual("id"u8) => Field.Id,
        3 when name.SequenceEqual("url"u8) => Field.Url,
        4 when name.SequenceEqual("text"u8) => Field.Text,
        4 when name.SequenceEqual("time"u8) => Field.Time,
        4 when name.SequenceEqual("lang"u8) => Field.Language,
        4 when name.SequenceEqual("kind"u8) => Field.Kind,
        5 when name.SequenceEqual("title"u8) => Field.Title,
        5 when name.SequenceEqual("likes"u8) => Field.Likes,
        5 when name.SequenceEqual("views"u8) => Field.Views,
        6 when name.SequenceEqual("author"u8) => Field.Author,
        6 when name.SequenceEqual("source"u8) => Field.Source,
        7 when name.SequenceEqual("deleted"u8) => Field.Deleted,
        7 when name.SequenceEqual("reposts"u8) => Field.Reposts,
        7 when name.SequenceEqual("replies"u8) => Field.Replies,
        8 when name.SequenceEqual("language"u8) => Field.Language,
        9 when name.SequenceEqual("repost_of"u8) => Field.RepostOf,
        10 when name.SequenceEqual("created_at"u8) => Field.CreatedAt,
        10 when name.SequenceEqual("retweet_of"u8) => Field.RepostOf,
        11 when name.SequenceEqual("screen_name"u8) => Field.Author,
        12 when name.SequenceEqual("timestamp_ms"u8) => Field.TimestampMs,
        16 when name.SequenceEqual("author_followers"u8) => Field.Followers,
        _ => ShipperTimes.IsName(name) ? Field.ShipperTime : Field.None,
    };
}
