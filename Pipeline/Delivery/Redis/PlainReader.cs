using System.Globalization;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>Reads on from an id, and reports numbers that are missing.</summary>
internal sealed class PlainReader : TailReader
{
    private readonly string _key;
    private readonly TailCommands _commands;
    private readonly Action<string> _warn;
    private readonly int _newest;
    private string _after;

    /// <summary>Number of the last entry seen; null while the first one can be any.</summary>
    private long? _lastSeq;

    public PlainReader(OutputStream stream, string key, TailOptions options, TailCommands commands, Action<string> warn)
        : base(stream)
    {
        _key = key;
        _commands = commands;
        _warn = warn;
        _newest = options.Newest;
        _after = options.From;
        _lastSeq = _after == "0" && _newest == 0 ? 0 : null;
    }

    public override async Task OpenAsync(TimeSpan patience, CancellationToken stop)
    {
        RedisResult reply = await _commands.RunAsync("XREVRANGE", [(RedisKey)_key, "+", "-", "COUNT", 1 + _newest], patience, stop);
        if (_newest > 0)
        {
            // One more than is wanted is the one behind which reading begins.
            List<StoredEntry> newest = RedisReply.Entries(reply);
            _after = newest.Count > _newest ? newest[^1].Id : "0";
            return;
        }

        if (_after != "$")
            return;

        // "$" means new at every call; between two of our calls entries would be passed over.
        List<StoredEntry> last = RedisReply.Entries(reply);
        _after = last.Count == 0 ? "0" : last[0].Id;
        _lastSeq = last.Count == 0 ? null : SeqOf(PageOf(last).Entries[0]);
    }

    public override async Task<TailPage> ReadAsync(int most, CancellationToken stop)
    {
        RedisResult reply = await _commands.RunAsync("XREAD", ["COUNT", most, "STREAMS", (RedisKey)_key, _after], stop);
        TailPage page = PageOf(RedisReply.EntriesOfOneStream(reply));
        foreach (TailEntry entry in page.Entries)
            CheckSeq(entry);
        if (page.Ids.Count > 0)
            _after = page.Ids[^1];
        return page;
    }

    public override Task AcknowledgeAsync(TailPage page, CancellationToken stop) => Task.CompletedTask;

    private void CheckSeq(TailEntry entry)
    {
        if (SeqOf(entry) is not long seq)
        {
            _warn($"{_key}: entry {entry.EntryId} has no seq; it is not ours");
            return;
        }

        if (_lastSeq is long last && seq > last + 1)
            _warn($"{_key}: seq {last + 1} to {seq - 1} are missing; they were trimmed or lost");
        else if (_lastSeq is long before && seq <= before)
            _warn($"{_key}: seq went from {before} back to {seq}; the stream was begun anew");
        _lastSeq = seq;
    }

    private static long? SeqOf(TailEntry entry) =>
        long.TryParse(entry.Text("seq"), NumberStyles.None, CultureInfo.InvariantCulture, out long seq) ? seq : null;
}
