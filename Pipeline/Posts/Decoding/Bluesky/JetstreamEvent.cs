using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.Bluesky;

/// <summary>What a Jetstream event tells, as places in its bytes. Both envelopes fill it: v1 nests by kind, v2 nests under payload.</summary>
internal struct JetstreamEvent
{
    public RawText Did;
    public RawText Kind;
    public RawText Type;
    public RawText TimeUs;
    public RawText Time;
    public RawText Operation;
    public RawText Collection;
    public RawText Key;
    public RawText Status;
    public bool IsInactive;

    public RawText Text;
    public RawText CreatedAt;
    public RawText Language;
    public RawText Facets;
    public RawText Subject;
    public RawText ReplyParent;
    public RawText QuoteOf;
    public RawText EmbedLink;

    private enum Field : byte
    {
        None, Did, Kind, Type, TimeUs, Time, Nested, Operation, Collection, Key, Record, Status, Active,
        Text, CreatedAt, Langs, Facets, Subject, Reply, Embed, Parent, Uri, External, Media,
    }

    /// <summary>Reads the event under the reader.</summary>
    /// <param name="reader">Stands on the object's brace.</param>
    /// <param name="depth">Envelopes around this one: payload, and within it the part named after the kind.</param>
    public void Read(ref Utf8JsonReader reader, int depth = 0)
    {
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            switch (field)
            {
                case Field.Nested when depth < 2 && reader.TokenType == JsonTokenType.StartObject:
                    Read(ref reader, depth + 1);
                    break;
                case Field.Did:
                    Did = RawText.String(ref reader);
                    break;
                case Field.Kind:
                    Kind = RawText.String(ref reader);
                    break;
                case Field.Type:
                    Type = RawText.String(ref reader);
                    break;
                case Field.TimeUs:
                    TimeUs = RawText.Scalar(ref reader);
                    break;
                case Field.Time:
                    Time = RawText.String(ref reader);
                    break;
                case Field.Operation:
                    Operation = RawText.String(ref reader);
                    break;
                case Field.Collection:
                    Collection = RawText.String(ref reader);
                    break;
                case Field.Key:
                    Key = RawText.String(ref reader);
                    break;
                case Field.Status:
                    Status = RawText.String(ref reader);
                    break;
                case Field.Active:
                    IsInactive = reader.TokenType == JsonTokenType.False;
                    reader.Skip();
                    break;
                case Field.Record:
                    ReadRecord(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadRecord(ref Utf8JsonReader reader)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            switch (field)
            {
                case Field.Text:
                    Text = RawText.String(ref reader);
                    break;
                case Field.CreatedAt:
                    CreatedAt = RawText.String(ref reader);
                    break;
                case Field.Langs:
                    Language = FirstOf(ref reader);
                    break;
                case Field.Facets:
                    Facets = reader.TokenType == JsonTokenType.StartArray ? RawText.Container(ref reader) : RawText.String(ref reader);
                    break;
                case Field.Subject when reader.TokenType == JsonTokenType.StartObject:
                    Subject = JsonFields.Member(ref reader, "uri"u8);
                    break;
                case Field.Reply:
                    ReadReply(ref reader);
                    break;
                case Field.Embed:
                    ReadEmbed(ref reader, depth: 0);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static Field FieldOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("did"u8) => Field.Did,
        3 when name.SequenceEqual("uri"u8) => Field.Uri,
        4 when name.SequenceEqual("kind"u8) => Field.Kind,
        4 when name.SequenceEqual("time"u8) => Field.Time,
        4 when name.SequenceEqual("rkey"u8) => Field.Key,
        4 when name.SequenceEqual("text"u8) => Field.Text,
        5 when name.SequenceEqual("$type"u8) => Field.Type,
        5 when name.SequenceEqual("langs"u8) => Field.Langs,
        5 when name.SequenceEqual("reply"u8) => Field.Reply,
        5 when name.SequenceEqual("embed"u8) => Field.Embed,
        5 when name.SequenceEqual("media"u8) => Field.Media,
        6 when name.SequenceEqual("commit"u8) => Field.Nested,
        6 when name.SequenceEqual("record"u8) => Field.Record,
        6 when name.SequenceEqual("facets"u8) => Field.Facets,
        6 when name.SequenceEqual("status"u8) => Field.Status,
        6 when name.SequenceEqual("active"u8) => Field.Active,
        6 when name.SequenceEqual("parent"u8) => Field.Parent,
        7 when name.SequenceEqual("time_us"u8) => Field.TimeUs,
        7 when name.SequenceEqual("subject"u8) => Field.Subject,
        7 when name.SequenceEqual("payload"u8) || name.SequenceEqual("account"u8) => Field.Nested,
        8 when name.SequenceEqual("external"u8) => Field.External,
        9 when name.SequenceEqual("operation"u8) => Field.Operation,
        9 when name.SequenceEqual("createdAt"u8) => Field.CreatedAt,
        10 when name.SequenceEqual("collection"u8) => Field.Collection,
        _ => Field.None,
    };

    private static RawText FirstOf(ref Utf8JsonReader reader)
    {
        RawText first = default;
        if (!JsonFields.IsArray(ref reader))
            return first;
        while (JsonFields.NextElement(ref reader))
        {
            RawText next = RawText.String(ref reader);
            first = first.IsSet ? first : next;
        }

        return first;
    }

    private void ReadReply(ref Utf8JsonReader reader)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            if (field == Field.Parent)
                ReplyParent = JsonFields.Member(ref reader, "uri"u8);
            else
                reader.Skip();
        }
    }

    /// <summary>Reads external{uri}, record{uri}, and recordWithMedia, which holds both: record{record{uri}} and media{external{uri}}.</summary>
    private void ReadEmbed(ref Utf8JsonReader reader, int depth)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            Field field = FieldOf(JsonFields.Name(ref reader));
            reader.Read();
            if (field == Field.External)
                EmbedLink = JsonFields.Member(ref reader, "uri"u8);
            else if (field is Field.Record or Field.Media && depth < 2)
                ReadEmbed(ref reader, depth + 1);
            else if (field == Field.Uri && depth > 0)
                QuoteOf = RawText.String(ref reader);
            else
                reader.Skip();
        }
    }
}
