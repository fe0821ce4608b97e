namespace RtmPipeline.Tests.Kills.Audit;

/// <summary>All that stands in Redis under one prefix, but for who may write: the streams whole, and beside them the numbers, the board and the states of opportunities.</summary>
internal sealed class StreamBook
{
    /// <summary>The streams' names as consumers know them, written down here again: were they changed in the program, consumers would find nothing.</summary>
    public static readonly IReadOnlyList<string> Names = ["opportunities", "alerts", "deadletter"];

    private const int EntriesAtOnce = 500;

    /// <summary>Entries in their order, by the name of the stream.</summary>
    public Dictionary<string, IReadOnlyList<AuditedEntry>> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys that are no streams, without the prefix, and all that stands there as text.</summary>
    public Dictionary<string, string> Beside { get; } = new(StringComparer.Ordinal);

    public int Entries => Streams.Values.Sum(entries => entries.Count);

    public IReadOnlyList<AuditedEntry> this[string stream] => Streams.GetValueOrDefault(stream) ?? [];

    /// <exception cref="IOException">Redis cannot be read.</exception>
    public static StreamBook Read(int port, string prefix)
    {
        using RespLink link = new(port);
        StreamBook book = new();
        foreach (string name in Names)
            book.Streams[name] = ReadStream(link, $"{prefix}:{name}");
        book.Beside["seq"] = Pairs(link.Get("HGETALL", $"{prefix}:seq"));
        book.Beside["board"] = Pairs(link.Get("ZRANGE", $"{prefix}:board", "0", "-1", "WITHSCORES"));
        foreach (string key in Keys(link, $"{prefix}:opportunity:"))
            book.Beside[key[(prefix.Length + 1)..]] = Pairs(link.Get("HGETALL", key));
        return book;
    }

    /// <summary>Entries in all streams of a prefix.</summary>
    public static long Count(RespLink link, string prefix) => Names.Sum(name => link.Get("XLEN", $"{prefix}:{name}").Number);

    private static List<AuditedEntry> ReadStream(RespLink link, string key)
    {
        List<AuditedEntry> entries = [];
        string from = "-";
        while (true)
        {
            IReadOnlyList<RespValue> page = link.Get("XRANGE", key, from, "+", "COUNT", $"{EntriesAtOnce}").Items;
            entries.AddRange(page.Select(EntryOf));
            if (page.Count < EntriesAtOnce)
                return entries;
            from = $"({entries[^1].Id}";
        }
    }

    private static AuditedEntry EntryOf(RespValue entry)
    {
        IReadOnlyList<RespValue> flat = entry.Items[1].Items;
        var fields = new (string, byte[])[flat.Count / 2];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = (flat[2 * i].Text, flat[(2 * i) + 1].Bytes ?? []);
        return new AuditedEntry(entry.Items[0].Text, fields);
    }

    /// <summary>Names with values, by name: Redis may keep a hash in any order.</summary>
    private static string Pairs(RespValue answer) => string.Join('\n', answer.Items.Chunk(2).Select(pair => $"{pair[0].Text}={pair[1].Text}").Order(StringComparer.Ordinal));

    private static IEnumerable<string> Keys(RespLink link, string beginning)
    {
        // In a pattern a backslash takes away what a character means.
        string pattern = string.Concat(beginning.Select(c => c is '[' or ']' or '*' or '?' or '\\' or '^' ? $"\\{c}" : $"{c}")) + "*";
        HashSet<string> keys = new(StringComparer.Ordinal);
        string cursor = "0";
        do
        {
            IReadOnlyList<RespValue> page = link.Get("SCAN", cursor, "MATCH", pattern, "COUNT", "1000").Items;
            cursor = page[0].Text;
            keys.UnionWith(page[1].Items.Select(key => key.Text));
        }
        while (cursor != "0");
        return keys.Order(StringComparer.Ordinal);
    }
}
