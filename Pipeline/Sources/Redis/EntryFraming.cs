using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Sources.Redis;

/// <summary>Makes a raw record out of an entry: the value of one field, or all fields as one JSON object. What cannot be framed is a fault with the head of its bytes.</summary>
/// <param name="options">The field, and limits.</param>
internal sealed class EntryFraming(RedisStreamOptions options)
{
    /// <summary>Bytes of an entry that cannot be framed which are kept.</summary>
    public const int HeadBytes = 4096;

    /// <summary>Ids of servers are of their clocks; one from before 2010 was made up, as by counting, and tells no time.</summary>
    private const long FirstTime = 1_262_304_000_000;

    /// <summary>
    /// Fields that by custom hold the whole record: Dapr and this program's own streams have <c>data</c>, Redpanda Connect <c>body</c>, Debezium <c>value</c>; the rest are the
    /// names that people choose. They are looked for in this order, and taken when JSON or XML begins in them.
    /// </summary>
    public static IReadOnlyList<string> KnownFields { get; } = ["data", "payload", "body", "value", "message", "event", "record", "json", "post", "tweet"];

    /// <summary>Frames one entry.</summary>
    /// <param name="entry">With its fields.</param>
    /// <param name="source">Name of the lane it came by.</param>
    /// <param name="now">Unix milliseconds: no record was received later.</param>
    public RawRecord Frame(StreamEntry entry, string source, long now)
    {
        RecordPosition position = new(source, 0, 0) { Origin = entry.Id.Origin };
        long time = entry.Id.Milliseconds <= long.MaxValue ? (long)entry.Id.Milliseconds : 0;
        long receivedAt = time < FirstTime ? now : Math.Min(time, now);
        long size = entry.Values.Sum(static value => (long)value.Length);
        if (size > options.MaxEntryBytes)
            return Fault(Longest(entry), position, receivedAt, $"too long: an entry of {size} bytes (limit {options.MaxEntryBytes})");
        if (FieldOf(entry) is { } field)
            return Record(entry.Values[field], position, receivedAt);
        if (options.Field.Length > 0 && options.Field != RedisStreamOptions.AllFields)
            return Fault(ObjectOf(entry, isLenient: true), position, receivedAt, $"an entry without the field '{options.Field}'");
        for (int i = 0; i < entry.Values.Count; i++)
        {
            if (!Utf8.IsValid(entry.Values[i]))
                return Fault(entry.Values[i], position, receivedAt, $"a field (number {i + 1} of {entry.Values.Count}) that is no UTF-8, in an entry whose fields are the record");
        }

        return Record(ObjectOf(entry, isLenient: false), position, receivedAt);
    }

    /// <summary>Index of the field that holds the record; null where all of them do, or none.</summary>
    private int? FieldOf(StreamEntry entry)
    {
        if (options.Field == RedisStreamOptions.AllFields)
            return null;
        if (options.Field.Length > 0)
            return IndexOf(entry, options.Field);
        if (entry.Names.Count == 1)
            return 0;
        foreach (string name in KnownFields)
        {
            if (IndexOf(entry, name) is { } index && Blanks.FirstOf(entry.Values[index]) is ('{' or '[' or '<'))
                return index;
        }

        return null;
    }

    private static int? IndexOf(StreamEntry entry, string name)
    {
        for (int i = 0; i < entry.Names.Count; i++)
        {
            if (entry.Names[i] == name)
                return i;
        }

        return null;
    }

    private RawRecord Record(byte[] bytes, RecordPosition position, long receivedAt) => new()
    {
        Form = options.HoldsDecisions ? RecordForm.Decision : Blanks.FirstOf(bytes) == '<' ? RecordForm.Xml : RecordForm.Json,
        Bytes = bytes,
        Position = position,
        ReceivedAt = receivedAt,
    };

    /// <summary>The fields as texts, which the plain form takes for numbers too; a delete is the one member that it wants as JSON has it.</summary>
    private static byte[] ObjectOf(StreamEntry entry, bool isLenient)
    {
        ArrayBufferWriter<byte> bytes = new(256);
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            for (int i = 0; i < entry.Names.Count; i++)
            {
                byte[] value = entry.Values[i];
                if (entry.Names[i] == "deleted" && (value.AsSpan().SequenceEqual("true"u8) || value.AsSpan().SequenceEqual("1"u8)))
                    json.WriteBoolean("deleted"u8, value: true);
                else if (isLenient && !Utf8.IsValid(value))
                    json.WriteString(entry.Names[i], Encoding.UTF8.GetString(value));
                else
                    json.WriteString(entry.Names[i], value);
            }

            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static byte[] Longest(StreamEntry entry) => entry.Values.MaxBy(static value => value.Length) ?? [];

    private static RawRecord Fault(byte[] bytes, RecordPosition position, long receivedAt, string fault) => new()
    {
        Form = RecordForm.Fault,
        Bytes = bytes.AsSpan(0, Math.Min(bytes.Length, HeadBytes)).ToArray(),
        Position = position,
        ReceivedAt = receivedAt,
        Fault = fault,
    };
}
