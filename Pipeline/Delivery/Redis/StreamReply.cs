using System.Globalization;
using RtmPipeline.Sources.Redis;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>Reads answers about streams and groups; whatever is not what was asked for is a <see cref="RedisFaultException"/>.</summary>
internal sealed class StreamReply
{
    private readonly Dictionary<string, RedisResult> _values;

    private StreamReply(Dictionary<string, RedisResult> values) => _values = values;

    /// <summary>Names and values in turn, as XINFO gives them.</summary>
    public static StreamReply Named(RedisResult reply)
    {
        RedisResult[] flat = Parts(reply);
        Dictionary<string, RedisResult> values = new(StringComparer.Ordinal);
        for (int i = 0; i + 1 < flat.Length; i += 2)
            values[(string?)flat[i] ?? string.Empty] = flat[i + 1];
        return new StreamReply(values);
    }

    /// <summary>Entries of one stream, in the order of their ids.</summary>
    /// <param name="reply">Of XREADGROUP.</param>
    /// <param name="stream">The stream that was asked for.</param>
    /// <param name="after">All ids are behind this one; null where any will do.</param>
    public static IReadOnlyList<StreamEntry> Entries(RedisResult reply, string stream, StreamId? after)
    {
        RedisResult[] outer = Parts(reply);
        RedisResult[] one = outer.Length == 1 ? Parts(outer[0]) : outer;
        if (one.Length != 2 || (string?)one[0] != stream)
            throw Strange();
        List<StoredEntry> stored = RedisReply.Entries(one[1]);
        List<StreamEntry> entries = new(stored.Count);
        foreach (StoredEntry entry in stored)
        {
            if (!StreamId.TryParse(entry.Id, out StreamId id) || (after is { } before && !id.IsAfter(before)))
                throw Strange();
            entries.Add(new StreamEntry(id, entry.Names, entry.Values));
            after = id;
        }

        return entries;
    }

    /// <summary>A number from 0 to a limit.</summary>
    public static long Whole(RedisResult reply, long most) => NumberOf(reply) is { } number && number >= 0 && number <= most ? number : throw Strange();

    /// <summary>An id that is not before another.</summary>
    public static StreamId IdOf(RedisResult reply, StreamId from) => StreamId.TryParse(TextOf(reply), out StreamId id) && !from.IsAfter(id) ? id : throw Strange();

    public static RedisFaultException Strange() => new(RedisFaultKind.Unexpected, "an answer that is none to the question", null);

    public string Text(string name) => _values.TryGetValue(name, out RedisResult? value) ? TextOf(value) : throw Strange();

    public StreamId Id(string name) => StreamId.TryParse(Text(name), out StreamId id) ? id : throw Strange();

    /// <summary>A number; null where it is missing or nil.</summary>
    public long? Number(string name) => _values.TryGetValue(name, out RedisResult? value) && !value.IsNull ? NumberOf(value) : null;

    private static string TextOf(RedisResult reply)
    {
        try
        {
            return (string?)reply ?? throw Strange();
        }
        catch (InvalidCastException)
        {
            throw Strange();
        }
    }

    private static long? NumberOf(RedisResult reply) => long.TryParse(TextOf(reply), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static RedisResult[] Parts(RedisResult reply) => reply.IsNull ? throw Strange() : RedisReply.List(reply);
}
