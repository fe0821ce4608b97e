using System.Runtime.InteropServices;
using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>
/// Decodes X v2 responses: a stream message or lookup (<c>data</c> is a post), a page (<c>data</c> is an array), activity and compliance
/// events. Envelopes of the same look that hold something else, CloudEvents above all, are opened once.
/// </summary>
internal static class XEnvelopeDecoder
{
    private struct Envelope
    {
        public RawText Data;
        public bool IsPage;
        public bool IsCut;

        /// <summary>Elements of a page that are no objects, beside others that are.</summary>
        public int NoObjects;
        public bool HasErrors;
        public bool IsCloudEvent;
        public RawText Id;
        public RawText Source;
        public RawText Time;
        public RawText Base64;
        public bool HasType;
        public long ShipperTime;
    }

    private static readonly XStatus s_none;

    public static void Decode(in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        XResponse response = context.Response;
        response.Clear();
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        Envelope envelope = default;
        while (JsonFields.Next(ref reader))
            ReadMember(ref reader, json, ref envelope, response);
        JsonFields.End(ref reader);

        if (envelope.IsCloudEvent)
            DecodeCloudEvent(in part, in envelope, context);
        else if (response.Posts.Count > 0)
            AddAll(in part, in envelope, context);
        else if (envelope.Data.IsString)
            JsonRecords.DecodeWrappedText(in part, envelope.Data, context, shipperTime: envelope.ShipperTime);
        else
            context.Ignore(envelope.HasErrors ? IgnoreReason.ControlMessage : IgnoreReason.EmptyValue);
    }

    /// <summary>Decodes a v2 post that stands by itself.</summary>
    public static void DecodeBare(in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        XResponse response = context.Response;
        response.Clear();
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        XStatus status = XStatus.Empty;
        XStatusReader.Read(ref reader, ref status, response);
        JsonFields.End(ref reader);
        if (IsForeign(json, in status))
            Plain.PlainDecoder.Decode(in part, context);
        else
            Add(json, ref status, in part, context);
    }

    private static void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref Envelope envelope, XResponse response)
    {
        ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
        int field = name.Length switch
        {
            2 when name.SequenceEqual("id"u8) => 4,
            4 when name.SequenceEqual("data"u8) => 1,
            4 when name.SequenceEqual("time"u8) => 5,
            4 when name.SequenceEqual("type"u8) => 8,
            6 when name.SequenceEqual("source"u8) => 6,
            6 when name.SequenceEqual("errors"u8) => 3,
            8 when name.SequenceEqual("includes"u8) => 2,
            11 when name.SequenceEqual("specversion"u8) => 7,
            11 when name.SequenceEqual("data_base64"u8) => 9,
            _ => ShipperTimes.IsName(name) ? 10 : 0,
        };
        reader.Read();
        switch (field)
        {
            case 1:
                ReadData(ref reader, ref envelope, response);
                break;
            case 2:
                XIncludesReader.Read(ref reader, response);
                break;
            case 3:
                envelope.HasErrors = true;
                reader.Skip();
                break;
            case 4:
                envelope.Id = RawText.Scalar(ref reader);
                break;
            case 5:
                envelope.Time = RawText.Scalar(ref reader);
                break;
            case 6:
                envelope.Source = RawText.String(ref reader);
                break;
            case 7:
                envelope.IsCloudEvent = reader.TokenType == JsonTokenType.String;
                reader.Skip();
                break;
            case 8:
                envelope.HasType = reader is { TokenType: JsonTokenType.String, ValueSpan.Length: > 0 };
                reader.Skip();
                break;
            case 9:
                envelope.Base64 = RawText.String(ref reader);
                break;
            case 10:
                envelope.ShipperTime = ShipperTimes.Better(envelope.ShipperTime, json, RawText.Scalar(ref reader));
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static void ReadData(ref Utf8JsonReader reader, ref Envelope envelope, XResponse response)
    {
        response.Posts.Clear();
        envelope.NoObjects = 0;
        envelope.IsCut = false;
        envelope.IsPage = reader.TokenType == JsonTokenType.StartArray;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            XStatus status = XStatus.Empty;
            XStatusReader.Read(ref reader, ref status, response);
            response.Posts.Add(status);
            envelope.Data = status.Whole;
        }
        else if (envelope.IsPage)
        {
            while (JsonFields.NextElement(ref reader))
            {
                if (!JsonFields.IsObject(ref reader))
                {
                    envelope.NoObjects++;
                    continue;
                }

                if (response.Posts.Count == XResponse.MaxPosts)
                {
                    envelope.IsCut = true;
                    reader.Skip();
                    continue;
                }

                XStatus status = XStatus.Empty;
                XStatusReader.Read(ref reader, ref status, response);
                response.Posts.Add(status);
            }
        }
        else
        {
            envelope.Data = RawText.String(ref reader);
        }
    }

    private static void DecodeCloudEvent(in RecordPart part, in Envelope envelope, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        string? id = PostText.Name(json, envelope.Id);
        string? source = PostText.Name(json, envelope.Source);

        if (id is null || source is null || !envelope.HasType)
        {
            string missing = id is null ? "id" : source is null ? "source" : "type";
            context.Reject(in part, RejectReason.MissingId, $"an event envelope without '{missing}', or with one of more than {PostText.MaxNameLength} bytes: CloudEvents require id, source and type");
            return;
        }

        // (source, id) is unique by the standard; the id alone is not.
        string identity = $"plain:{source}#{id}";
        long time = PostTime.TryParse(envelope.Time.Bytes(json), out long milliseconds) ? milliseconds : 0;
        if (envelope.Data.IsString)
            JsonRecords.DecodeWrappedText(in part, envelope.Data, context, identity, time);
        else if (envelope.Data.IsSet)
            JsonRecords.DecodeWrapped(in part, part.Json.Slice(envelope.Data.Start, envelope.Data.Length), context, identity, time);
        else if (envelope.Base64.IsSet && Unpacked(json, envelope.Base64) is { } unpacked)
            JsonRecords.DecodeWrapped(in part, unpacked, context, identity, time);
        else
            context.Reject(in part, RejectReason.UnknownFormat, "an event envelope whose data is neither an object nor a text");
    }

    /// <summary>What base64 holds; null when it is none.</summary>
    private static byte[]? Unpacked(ReadOnlySpan<byte> json, RawText base64)
    {
        string text = PostText.Read(json, base64, TextCoding.Verbatim, int.MaxValue);
        byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }

    private static void AddAll(in RecordPart part, in Envelope envelope, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        XResponse response = context.Response;
        Span<XStatus> posts = CollectionsMarshal.AsSpan(response.Posts);
        for (int i = 0; i < posts.Length; i++)
        {
            ref XStatus status = ref posts[i];
            ReadOnlyMemory<byte> whole = part.Json.Slice(status.Whole.Start, status.Whole.Length);
            RecordPart one = envelope.IsPage ? part with { Element = i, Record = part.Record with { Bytes = whole } } : part;

            // What is no post of X goes to another decoder, with lists of its own: this response is still in use.
            if (IsForeign(json, in status))
                JsonRecords.DecodeWrapped(in one, whole, new DecodeContext(context.Into), shipperTime: envelope.ShipperTime);
            else
                Add(json, ref status, in one, context);
        }

        for (int i = 0; i < envelope.NoObjects; i++)
            context.Ignore(IgnoreReason.EmptyValue);
        if (envelope.IsCut)
            context.Reject(in part, RejectReason.TooLong, $"a page of more than {XResponse.MaxPosts} posts (limit {XResponse.MaxPosts}): the rest was left out");
    }

    /// <summary>True when the object has members of another format, or an id that is none of X's: then it is told by its own content.</summary>
    private static bool IsForeign(ReadOnlySpan<byte> json, in XStatus status) =>
        !status.EventType.IsSet && status.Notice == XNoticeKind.None &&
        (status.IsForeign || (status.Id.IsSet && status.Text.IsSet && !status.Id.IsDigits(json)));

    private static void Add(ReadOnlySpan<byte> json, ref XStatus status, in RecordPart part, DecodeContext context)
    {
        if (status.Notice != XNoticeKind.None)
        {
            XNotice.Add(status.Notice, json, status.NoticeBody, in part, context);
            return;
        }

        if (status.EventType.IsSet && !IsPublicEvent(json, in status, in part, context))
            return;
        if (!status.Text.IsSet && !status.IsSurelyPost)
        {
            // Users, lists, spaces, rules, counts, jobs: known answers of the same interface.
            context.Ignore(IgnoreReason.OtherEvent);
            return;
        }

        XResponse response = context.Response;
        int author = response.FindUser(json, status.AuthorId);
        if (author >= 0)
        {
            ref readonly XUser user = ref CollectionsMarshal.AsSpan(response.Users)[author];
            status.AuthorName = user.Name;
            status.AuthorFollowers = user.Followers;
            status.AuthorPosts = user.Posts;
            status.AuthorCreatedAt = user.CreatedAt;
        }

        int original = response.FindIncluded(json, status.RepostOf);
        ref readonly XStatus reposted = ref s_none;
        if (original >= 0)
            reposted = ref CollectionsMarshal.AsSpan(response.Included)[original];
        XPostBuilder.Add(json, in status, in reposted, in part, context);
    }

    /// <summary>True when the event brings a post that is to be added; everything else about the event is done here.</summary>
    private static bool IsPublicEvent(ReadOnlySpan<byte> json, in XStatus status, in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> type = status.EventType.Bytes(json);
        if (type.SequenceEqual("post.delete"u8))
            XNotice.AddDelete(json, status.Id, status.AuthorId, default, in part, context);
        else if (type.SequenceEqual("like.create"u8) && status.Liked.IsDigits(json))
            AccountActivityDecoder.AddLike(json, in status, status.Liked, in part, context);
        else if (type.StartsWith("post."u8) && type.EndsWith(".create"u8))
            return true;
        else
            context.Ignore(IgnoreReason.OtherEvent);
        return false;
    }
}
