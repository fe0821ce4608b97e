using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// Makes raw records out of Kafka's: the value as it is; without a value, a delete of the post of the key; without the frame of a schema registry where JSON is in it; within an
/// envelope where headers tell of a CloudEvent. What cannot be framed is a fault with the head of its bytes.
/// </summary>
/// <param name="options">Limits, and whose ids the keys are.</param>
internal sealed class RecordFraming(KafkaOptions options)
{
    /// <summary>Bytes of a value that is too long which are kept.</summary>
    public const int HeadBytes = 4096;

    /// <summary>Longest key that is taken for an id.</summary>
    public const int MaxKeyBytes = 1024;

    /// <summary>Longest value of a header that is passed on.</summary>
    private const int MaxHeaderBytes = 1024;

    /// <summary>A registry's frame: a zero, then the number of the schema.</summary>
    private const int FrameBytes = 5;

    /// <summary>Frames one record.</summary>
    /// <param name="message">As it came.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="now">Unix milliseconds: no record was received later.</param>
    public RawRecord Frame(Message<byte[]?, byte[]?> message, RecordPosition position, long now)
    {
        long receivedAt = message.Timestamp.Type == TimestampType.NotAvailable || message.Timestamp.UnixTimestampMs <= 0 ? now : Math.Min(message.Timestamp.UnixTimestampMs, now);
        if (message.Value is not { } value)
            return Tombstone(message.Key, position, receivedAt);
        if (value.Length > options.MaxValueBytes)
            return Fault(value, position, receivedAt, $"too long: a value of {value.Length} bytes (limit {options.MaxValueBytes})");
        ReadOnlyMemory<byte> content = value;
        if (value.Length > FrameBytes && value[0] == 0)
        {
            content = content[FrameBytes..];
            if (Blanks.FirstOf(content.Span) is not ('{' or '['))
                return Fault(value, position, receivedAt, $"a value in the frame of a schema registry (schema {BinaryPrimitives.ReadInt32BigEndian(value.AsSpan(1))}) that is no JSON: Avro and Protobuf are not read");
        }

        bool isXml = Blanks.FirstOf(content.Span) == '<';
        return new RawRecord
        {
            Form = isXml ? RecordForm.Xml : RecordForm.Json,
            Bytes = isXml ? content : Enveloped(content, message.Headers),
            Position = position,
            ReceivedAt = receivedAt,
            ContentType = isXml ? HeaderOf(message.Headers, "content-type") is { Length: <= RawRecord.MaxContentType } type ? type : null : null,
        };
    }

    private RawRecord Tombstone(byte[]? key, RecordPosition position, long receivedAt)
    {
        if (key is null || key.Length is 0 or > MaxKeyBytes || !System.Text.Unicode.Utf8.IsValid(key))
            return Fault(key ?? [], position, receivedAt, $"a record without a value whose key is no id: it must be 1 to {MaxKeyBytes} bytes of UTF-8");
        string id = Encoding.UTF8.GetString(key).Trim().Trim('"');
        ArrayBufferWriter<byte> bytes = new(64 + id.Length);
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            json.WriteString("source"u8, options.KeySource.Length > 0 ? options.KeySource : SourceOf(id));
            json.WriteBoolean("deleted"u8, value: true);
            json.WriteEndObject();
        }

        return new RawRecord { Form = RecordForm.Json, Bytes = bytes.WrittenMemory, Position = position, ReceivedAt = receivedAt };
    }

    /// <summary>Whose id a key looks like: identities as the pipeline writes them, and plain ids for the rest.</summary>
    private static string SourceOf(string id) =>
        id.StartsWith("at://", StringComparison.Ordinal) ? "bluesky"
        : id.StartsWith("https://", StringComparison.Ordinal) || id.StartsWith("http://", StringComparison.Ordinal) ? "mastodon"
        : id.IndexOf(':', StringComparison.Ordinal) is > 0 and <= 32 and var colon ? id[..colon]
        : "plain";

    /// <summary>A CloudEvent in binary mode has its attributes in the headers; they are put around the value, as the structured mode has them, so that its id and time are not lost.</summary>
    private static ReadOnlyMemory<byte> Enveloped(ReadOnlyMemory<byte> value, Headers? headers)
    {
        if (headers is not { Count: > 0 } || Blanks.FirstOf(value.Span) != '{' || HeaderOf(headers, "ce_specversion") is not { } version || HeaderOf(headers, "ce_id") is not { } id)
            return value;
        if (value.Span.StartsWith("\uFEFF"u8))
            value = value[3..];
        ArrayBufferWriter<byte> bytes = new(value.Length + 256);
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString("specversion"u8, version);
            json.WriteString("id"u8, id);
            foreach (string attribute in (ReadOnlySpan<string>)["source", "type", "time", "subject"])
            {
                if (HeaderOf(headers, "ce_" + attribute) is { } told)
                    json.WriteString(attribute, told);
            }

            json.WritePropertyName("data"u8);
            // What is wrong with the value is found and told where it is decoded.
            json.WriteRawValue(value.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static string? HeaderOf(Headers? headers, string name) =>
        headers is { Count: > 0 } && headers.TryGetLastBytes(name, out byte[] bytes) && bytes is { Length: > 0 and <= MaxHeaderBytes } ? Encoding.UTF8.GetString(bytes) : null;

    private static RawRecord Fault(byte[] bytes, RecordPosition position, long receivedAt, string fault) => new()
    {
        Form = RecordForm.Fault,
        Bytes = bytes.AsMemory(0, Math.Min(bytes.Length, HeadBytes)),
        Position = position,
        ReceivedAt = receivedAt,
        Fault = fault,
    };
}
