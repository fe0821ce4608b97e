using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Reads as a member of a consumer group. The numbers of its entries have gaps wherever another member got one, so it does not watch them.
/// </summary>
internal sealed class GroupReader(
    OutputStream stream, string key, string group, TailOptions options, TailCommands commands, Action<string> warn, TimeProvider time) : TailReader(stream)
{
    private const string Beginning = "0-0";

    /// <summary>Last of our own old entries that was read; null once they are all handled.</summary>
    private string? _ownAfter = Beginning;

    /// <summary>Where a look for others' old entries goes on; null between looks.</summary>
    private string? _claimFrom = Beginning;

    private long _lookedAt = time.GetTimestamp();

    public override Task OpenAsync(TimeSpan patience, CancellationToken stop) =>
        commands.RunUnlessAsync("BUSYGROUP", "XGROUP", ["CREATE", (RedisKey)key, group, options.From, "MKSTREAM"], patience, stop);

    public override async Task<TailPage> ReadAsync(int most, CancellationToken stop)
    {
        if (_ownAfter is not null)
        {
            TailPage own = await ReadGroupAsync(_ownAfter, most, stop);
            _ownAfter = own.Ids.Count > 0 ? own.Ids[^1] : null;
            if (own.Ids.Count > 0)
                return own;
        }

        if (_claimFrom is null && time.GetElapsedTime(_lookedAt) >= options.ClaimEvery)
            _claimFrom = Beginning;
        if (_claimFrom is not null)
        {
            TailPage claimed = await ClaimAsync(_claimFrom, most, stop);
            if (claimed.Ids.Count > 0)
                return claimed;
        }

        return await ReadGroupAsync(">", most, stop);
    }

    public override async Task AcknowledgeAsync(TailPage page, CancellationToken stop)
    {
        if (page.Ids.Count == 0)
            return;
        await commands.RunAsync("XACK", [(RedisKey)key, group, .. page.Ids], stop);
        int trimmed = page.Ids.Count - page.Entries.Count;
        if (trimmed > 0)
            warn($"{key}: trimmed before {group} had handled them: {trimmed}");
    }

    private async Task<TailPage> ReadGroupAsync(string after, int most, CancellationToken stop)
    {
        object[] arguments = ["GROUP", group, options.Consumer, "COUNT", most, "STREAMS", (RedisKey)key, after];
        return PageOf(RedisReply.EntriesOfOneStream(await commands.RunAsync("XREADGROUP", arguments, stop)));
    }

    private async Task<TailPage> ClaimAsync(string from, int most, CancellationToken stop)
    {
        object[] arguments = [(RedisKey)key, group, options.Consumer, (long)options.ClaimIdle.TotalMilliseconds, from, "COUNT", most];
        RedisResult[] reply = RedisReply.List(await commands.RunAsync("XAUTOCLAIM", arguments, stop));
        string next = (string?)reply[0] ?? Beginning;
        _claimFrom = next == Beginning ? null : next;
        _lookedAt = time.GetTimestamp();

        // From version 7, Redis itself forgets claimed entries that were trimmed, and only names them.
        if (reply.Length > 2 && !reply[2].IsNull && RedisReply.List(reply[2]).Length is > 0 and int trimmed)
            warn($"{key}: trimmed before {group} had handled them: {trimmed}");
        return PageOf(RedisReply.Entries(reply[1]));
    }
}
