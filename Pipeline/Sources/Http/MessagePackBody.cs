using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using MessagePack;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// Makes lines of JSON of MessagePack: of Fluent Bit's events, <c>[[TIME, METADATA], RECORD]</c> and before its version 2.1 <c>[TIME, RECORD]</c>, one after the other
/// (docs.fluentbit.io/manual/concepts/key-concepts, "Event format"), which is what its HTTP output sends by default; of records alone, as Fluentd's format <c>msgpack</c>
/// has them; and of arrays of either. The time becomes the member <c>date</c>, where Fluent Bit's own JSON has it.
/// </summary>
/// <param name="into">Takes the lines.</param>
/// <param name="maxBytes">Most bytes of lines.</param>
/// <param name="noRoom">What is said when there is no room for them.</param>
internal sealed class MessagePackBody(IngestBody into, int maxBytes, IngestRefusal noRoom)
{
    /// <summary>Deepest nesting of a record, as of JSON records.</summary>
    public const int MaxDepth = 64;

    /// <summary>Fluentd's and Fluent Bit's time: seconds and nanoseconds, each 32 bits, big-endian.</summary>
    private const sbyte EventTime = 0;

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _record = new();

    /// <summary>Why it goes no further; null while it goes on.</summary>
    private IngestRefusal? _why;

    /// <summary>True for maps and arrays of MessagePack; their first bytes begin neither JSON nor XML.</summary>
    public static bool IsMessagePack(ReadOnlySpan<byte> body) => body is [(>= 0x80 and <= 0x9f) or (>= 0xdc and <= 0xdf), ..];

    /// <summary>Reads a body.</summary>
    /// <returns>Null, or why its lines are not to be used.</returns>
    public IngestRefusal? Read(ReadOnlyMemory<byte> body)
    {
        MessagePackReader reader = new(body);
        try
        {
            using Utf8JsonWriter json = new(_record, s_json);
            while (!reader.End && _why is null)
                ReadEvents(ref reader, json, isWithin: false);
            return _why;
        }
        // The last is what the library says of lengths of 2 GiB and more.
        catch (Exception broken) when (broken is MessagePackSerializationException or EndOfStreamException or FormatException or ArgumentOutOfRangeException)
        {
            return IngestRefusal.BadBody("the body is no MessagePack of maps, or breaks off", reader.Consumed);
        }
    }

    /// <summary>An event, a record, or an array of them.</summary>
    private void ReadEvents(ref MessagePackReader reader, Utf8JsonWriter json, bool isWithin)
    {
        if (reader.NextMessagePackType == MessagePackType.Map)
        {
            WriteRecord(ref reader, json, time: null);
            return;
        }

        MessagePackReader ahead = reader.CreatePeekReader();
        if (ahead.ReadArrayHeader() == 2 && TryReadTime(ref ahead, out double time) && ahead.NextMessagePackType == MessagePackType.Map)
        {
            reader = ahead;
            // Before and after a group of events there is one with the time -1 or -2, which holds what they share.
            if (time < 0)
                Skip(ref reader);
            else
                WriteRecord(ref reader, json, time);
            return;
        }

        if (isWithin)
            throw new FormatException();
        for (int left = reader.ReadArrayHeader(); left > 0 && _why is null; left--)
            ReadEvents(ref reader, json, isWithin: true);
    }

    /// <summary>A time, or a time and metadata; seconds.</summary>
    private static bool TryReadTime(ref MessagePackReader reader, out double seconds)
    {
        seconds = 0;
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Array:
                if (reader.ReadArrayHeader() != 2 || reader.NextMessagePackType == MessagePackType.Array || !TryReadTime(ref reader, out seconds))
                    return false;
                Skip(ref reader);
                return true;
            case MessagePackType.Integer or MessagePackType.Float:
                seconds = reader.ReadDouble();
                return true;
            case MessagePackType.Extension:
                ExtensionResult extension = reader.ReadExtensionFormat();
                Span<byte> parts = stackalloc byte[8];
                if (extension.TypeCode != EventTime || extension.Data.Length != parts.Length)
                    return false;
                extension.Data.CopyTo(parts);
                // The seconds are signed to their sender: the markers of groups are below zero.
                seconds = BinaryPrimitives.ReadInt32BigEndian(parts) + (BinaryPrimitives.ReadUInt32BigEndian(parts[4..]) / 1e9);
                return true;
            default:
                return false;
        }
    }

    private void WriteRecord(ref MessagePackReader reader, Utf8JsonWriter json, double? time)
    {
        json.WriteStartObject();
        // What the record itself says of its date comes later, and counts.
        if (time is { } seconds)
            json.WriteNumber("date"u8, Math.Round(seconds, 6));
        WriteMembers(ref reader, json, depth: 1);
        json.WriteEndObject();
        json.Flush();
        _record.Write("\n"u8);
        if (into.Length + _record.WrittenCount > maxBytes)
            _why = IngestRefusal.TooLarge($"as JSON the body is longer than {maxBytes} bytes (MaxBodyBytes); send smaller batches");
        else if (!into.TryAdd(_record.WrittenSpan))
            _why = noRoom;
        _record.ResetWrittenCount();
        json.Reset();
    }

    private static void WriteMembers(ref MessagePackReader reader, Utf8JsonWriter json, int depth)
    {
        for (int left = reader.ReadMapHeader(); left > 0; left--)
        {
            json.WritePropertyName(reader.NextMessagePackType switch
            {
                MessagePackType.String => TextOf(reader.ReadStringSequence() ?? default),
                MessagePackType.Binary => TextOf(reader.ReadBytes() ?? default),
                MessagePackType.Integer => reader.ReadInt64().ToString(CultureInfo.InvariantCulture),
                _ => throw new FormatException(),
            });
            WriteValue(ref reader, json, depth + 1);
        }
    }

    private static void WriteValue(ref MessagePackReader reader, Utf8JsonWriter json, int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException();
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.String:
                json.WriteStringValue(TextOf(reader.ReadStringSequence() ?? default));
                break;
            case MessagePackType.Binary:
                WriteBinary(reader.ReadBytes() ?? default, json);
                break;
            case MessagePackType.Boolean:
                json.WriteBooleanValue(reader.ReadBoolean());
                break;
            case MessagePackType.Integer:
                WriteInteger(ref reader, json);
                break;
            case MessagePackType.Float:
                double number = reader.ReadDouble();
                // JSON has no words for what is no number.
                if (double.IsFinite(number))
                    json.WriteNumberValue(number);
                else
                    json.WriteNullValue();
                break;
            case MessagePackType.Array:
                json.WriteStartArray();
                for (int left = reader.ReadArrayHeader(); left > 0; left--)
                    WriteValue(ref reader, json, depth + 1);
                json.WriteEndArray();
                break;
            case MessagePackType.Map:
                json.WriteStartObject();
                WriteMembers(ref reader, json, depth);
                json.WriteEndObject();
                break;
            case MessagePackType.Extension:
                WriteExtension(ref reader, json);
                break;
            default:
                reader.ReadNil();
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>Passes over a value, however deeply it is nested: the library's own way calls itself for each level, and a sender can make that overflow the stack.</summary>
    private static void Skip(ref MessagePackReader reader)
    {
        for (long left = 1; left > 0; left--)
        {
            switch (reader.NextMessagePackType)
            {
                case MessagePackType.Array:
                    left += reader.ReadArrayHeader();
                    break;
                case MessagePackType.Map:
                    left += 2L * reader.ReadMapHeader();
                    break;
                case MessagePackType.String:
                    reader.ReadStringSequence();
                    break;
                case MessagePackType.Binary:
                    reader.ReadBytes();
                    break;
                case MessagePackType.Extension:
                    reader.ReadExtensionFormat();
                    break;
                case MessagePackType.Boolean:
                    reader.ReadBoolean();
                    break;
                case MessagePackType.Integer or MessagePackType.Float:
                    reader.ReadDouble();
                    break;
                default:
                    reader.ReadNil();
                    break;
            }
        }
    }

    private static void WriteInteger(ref MessagePackReader reader, Utf8JsonWriter json)
    {
        if (reader.NextCode == MessagePackCode.UInt64)
            json.WriteNumberValue(reader.ReadUInt64());
        else
            json.WriteNumberValue(reader.ReadInt64());
    }

    /// <summary>Times are told as such; of other extensions nobody says here what they mean.</summary>
    private static void WriteExtension(ref MessagePackReader reader, Utf8JsonWriter json)
    {
        MessagePackReader ahead = reader.CreatePeekReader();
        ExtensionHeader header = ahead.ReadExtensionFormatHeader();
        if (header.TypeCode == ReservedMessagePackExtensionTypeCode.DateTime)
        {
            json.WriteStringValue(reader.ReadDateTime());
        }
        else if (TryReadTime(ref reader, out double seconds))
        {
            json.WriteNumberValue(Math.Round(seconds, 6));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Bytes that are UTF-8 are a text whose sender had no word for texts; others are base64.</summary>
    private static void WriteBinary(in ReadOnlySequence<byte> bytes, Utf8JsonWriter json)
    {
        byte[] whole = bytes.ToArray();
        if (Utf8.IsValid(whole))
            json.WriteStringValue(whole);
        else
            json.WriteBase64StringValue(whole);
    }

    /// <summary>What is no UTF-8 within a text is replaced, as where JSON is read.</summary>
    private static string TextOf(in ReadOnlySequence<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
