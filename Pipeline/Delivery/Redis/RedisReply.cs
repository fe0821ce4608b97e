using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>One entry as Redis gives it. An entry that was trimmed while it was pending has no fields.</summary>
internal sealed record StoredEntry(string Id, IReadOnlyList<string> Names, IReadOnlyList<byte[]> Values);

/// <summary>Reads answers. Lists of pairs come nested in Redis' protocol 2 and flat in protocol 3; both are read.</summary>
internal static class RedisReply
{
    /// <summary>A list of texts; missing ones are empty.</summary>
    /// <exception cref="RedisFaultException">The answer is not a list.</exception>
    public static string[] Texts(RedisResult reply) => Array.ConvertAll(List(reply), item => (string?)item ?? string.Empty);

    /// <summary>The entries of XRANGE, or the inner list of other commands; nothing for nil.</summary>
    public static List<StoredEntry> Entries(RedisResult reply)
    {
        List<StoredEntry> entries = [];
        if (reply.IsNull)
            return entries;
        foreach (RedisResult item in List(reply))
        {
            if (item.IsNull)
                continue;
            RedisResult[] pair = List(item);
            if (pair.Length < 2)
                throw Unreadable("an entry without an id or fields");
            entries.Add(Entry((string?)pair[0] ?? string.Empty, pair[1]));
        }

        return entries;
    }

    /// <summary>The entries of XREAD or XREADGROUP on one stream: a list of one pair, or a flat pair.</summary>
    public static List<StoredEntry> EntriesOfOneStream(RedisResult reply)
    {
        if (reply.IsNull)
            return [];
        RedisResult[] outer = List(reply);
        return outer.Length switch
        {
            0 => [],
            1 => Entries(List(outer[0])[1]),
            2 => Entries(outer[1]),
            _ => throw Unreadable($"{outer.Length} parts for one stream"),
        };
    }

    public static RedisResult[] List(RedisResult reply)
    {
        try
        {
            return (RedisResult[]?)reply ?? throw Unreadable("nil where a list was due");
        }
        catch (InvalidCastException cause)
        {
            throw new RedisFaultException(RedisFaultKind.Unexpected, "not a list", cause);
        }
    }

    private static StoredEntry Entry(string id, RedisResult fields)
    {
        if (fields.IsNull)
            return new StoredEntry(id, [], []);
        RedisResult[] flat = List(fields);
        string[] names = new string[flat.Length / 2];
        byte[][] values = new byte[names.Length][];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = (string?)flat[2 * i] ?? string.Empty;
            values[i] = (byte[]?)flat[(2 * i) + 1] ?? [];
        }

        return new StoredEntry(id, names, values);
    }

    private static RedisFaultException Unreadable(string what) => new(RedisFaultKind.Unexpected, what, null);
}
