using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>What a message is.</summary>
internal enum MessageShape : byte
{
    /// <summary>An event of a kind that is known.</summary>
    Event,

    /// <summary>An event or something else of a kind that is not known.</summary>
    Unknown,

    /// <summary>The server says something about the stream.</summary>
    Notice,

    /// <summary>The server says why it closes.</summary>
    Error,

    /// <summary>Not JSON.</summary>
    Unreadable,
}

/// <summary>
/// What the connection must know of a message to keep its place: when the server had it, and which change of which record it is. Everything else is the decoder's. Both forms of
/// events are read, whichever was asked for.
/// </summary>
internal struct EventPeek
{
    private const int MaxNameLength = 100;

    private ulong _did;
    private ulong _collection;
    private ulong _key;
    private ulong _revision;
    private ulong _operation;
    private bool _isKnownKind;
    private bool _isNotice;
    private bool _isError;

    private enum Member : byte
    {
        None, Did, TimeUs, Time, Kind, Type, Nested, Revision, Operation, Collection, Key, Error, Message, Name,
    }

    public MessageShape Shape { get; private set; }

    /// <summary>When the server had it, unix microseconds; 0 where it does not tell.</summary>
    public long TimeUs { get; private set; }

    /// <summary>Which change of which record of whom, as a hash; 0 where it is none.</summary>
    public readonly ulong Change => _did == 0 || _collection == 0 || _key == 0 || _revision == 0 || _operation == 0
        ? 0
        : EventHash.Combine(EventHash.Combine(EventHash.Combine(EventHash.Combine(_did, _collection), _key), _revision), _operation);

    /// <summary>Name of an error or notice; else empty.</summary>
    public string Name { get; private set; }

    /// <summary>What an error or notice says; else empty.</summary>
    public string Message { get; private set; }

    public static EventPeek Of(ReadOnlySpan<byte> json)
    {
        EventPeek peek = new() { Name = string.Empty, Message = string.Empty };
        try
        {
            Utf8JsonReader reader = new(json);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                peek.Read(ref reader, depth: 0);
            else
                reader.Skip();

            // Whatever stands behind the value is a fault.
            reader.Read();
            peek.Shape = peek._isError ? MessageShape.Error
                : peek._isNotice ? MessageShape.Notice
                : peek._isKnownKind ? MessageShape.Event
                : MessageShape.Unknown;
        }
        catch (JsonException)
        {
            peek.Shape = MessageShape.Unreadable;
        }

        return peek;
    }

    private void Read(ref Utf8JsonReader reader, int depth)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member member = MemberOf(reader.ValueSpan);
            reader.Read();
            if (member == Member.Nested && depth == 0 && reader.TokenType == JsonTokenType.StartObject)
                Read(ref reader, depth + 1);
            else if (member == Member.TimeUs && reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
                TimeUs = Utf8Parser.TryParse(reader.ValueSpan, out long time, out int used) && used == reader.ValueSpan.Length ? time : 0;
            else if (reader.TokenType == JsonTokenType.String)
                Take(ref reader, member, depth);
            else
                reader.Skip();
        }
    }

    private void Take(ref Utf8JsonReader reader, Member member, int depth)
    {
        ReadOnlySpan<byte> value = reader.ValueSpan;
        switch (member)
        {
            case Member.Did:
                _did = EventHash.Of(value);
                break;
            case Member.Time when depth > 0:
                // Seven digits of a second are the most that it reads; the servers write six.
                TimeUs = reader.TryGetDateTimeOffset(out DateTimeOffset time) ? (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : 0;
                break;
            case Member.Kind:
                _isKnownKind = value.SequenceEqual("commit"u8) || value.SequenceEqual("identity"u8) || value.SequenceEqual("account"u8);
                break;
            case Member.Type:
                TakeType(value, depth);
                break;
            case Member.Revision:
                _revision = EventHash.Of(value);
                break;
            case Member.Operation:
                _operation = EventHash.Of(value);
                break;
            case Member.Collection:
                _collection = EventHash.Of(value);
                break;
            case Member.Key:
                _key = EventHash.Of(value);
                break;
            case Member.Error or Member.Name:
                Name = ServerAnswer.OneLine(Encoding.UTF8.GetString(value), MaxNameLength);
                break;
            case Member.Message:
                Message = ServerAnswer.OneLine(Encoding.UTF8.GetString(value), ServerAnswer.MaxText);
                break;
        }
    }

    /// <summary>The outer type is that of the frame, the inner one ends with the kind after a hash sign.</summary>
    private void TakeType(ReadOnlySpan<byte> type, int depth)
    {
        if (depth == 0)
        {
            _isError = type.SequenceEqual("error"u8);
            return;
        }

        ReadOnlySpan<byte> kind = type[(type.LastIndexOf((byte)'#') + 1)..];
        _isNotice = kind.SequenceEqual("info"u8);
        _isKnownKind |= kind.SequenceEqual("commit"u8) || kind.SequenceEqual("identity"u8) || kind.SequenceEqual("account"u8) || kind.SequenceEqual("sync"u8);
    }

    private static Member MemberOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("did"u8) => Member.Did,
        3 when name.SequenceEqual("rev"u8) => Member.Revision,
        4 when name.SequenceEqual("rkey"u8) => Member.Key,
        4 when name.SequenceEqual("kind"u8) => Member.Kind,
        4 when name.SequenceEqual("time"u8) => Member.Time,
        4 when name.SequenceEqual("name"u8) => Member.Name,
        5 when name.SequenceEqual("$type"u8) => Member.Type,
        5 when name.SequenceEqual("error"u8) => Member.Error,
        6 when name.SequenceEqual("commit"u8) => Member.Nested,
        7 when name.SequenceEqual("time_us"u8) => Member.TimeUs,
        7 when name.SequenceEqual("payload"u8) => Member.Nested,
        7 when name.SequenceEqual("message"u8) => Member.Message,
        9 when name.SequenceEqual("operation"u8) => Member.Operation,
        10 when name.SequenceEqual("collection"u8) => Member.Collection,
        _ => Member.None,
    };
}
