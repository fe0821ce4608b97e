namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Follows the streams as any consumer can. Without a group it reads on from an id and watches <c>seq</c> for gaps. In a group it first goes through
/// what it was given before and never acknowledged, then takes new entries, and now and then takes over what others left; each entry is
/// acknowledged after it was handled, so an entry is handled at least once.
/// </summary>
internal sealed class StreamTail : IAsyncDisposable
{
    private readonly TailOptions _options;
    private readonly RedisOptions _redis;
    private readonly TimeProvider _time;
    private readonly RedisLink _link;
    private readonly TailReader[] _readers;
    private long _shown;

    /// <param name="redis">How to reach Redis, and the prefix.</param>
    /// <param name="options">What to follow.</param>
    /// <param name="warn">Gets one sentence for each gap, each entry lost to trimming, and when trouble with Redis begins and ends.</param>
    /// <param name="time">Times the waits.</param>
    public StreamTail(RedisOptions redis, TailOptions options, Action<string> warn, TimeProvider time)
    {
        _options = options;
        _redis = redis;
        _time = time;
        _link = new RedisLink(redis, time);
        RedisKeys keys = new(redis.Prefix);
        RedisRetry retry = new(redis, warn, time);
        TailCommands commands = new(_link, retry);
        _readers = [.. options.Streams.Select(stream => Reader(stream, keys.Stream(stream), commands, warn))];
    }

    /// <summary>Hands over entries until the count is reached; a stop ends it without an exception.</summary>
    /// <param name="handle">Gets each entry; it is acknowledged when this returns.</param>
    /// <param name="stop">Ends following.</param>
    /// <exception cref="DeliveryRefusedException">The options are wrong, or Redis refuses us or cannot be reached at the beginning.</exception>
    /// <exception cref="DeliveryBrokenException">Redis gave an answer nobody planned for, as when the group was destroyed.</exception>
    public async Task RunAsync(Action<TailEntry> handle, CancellationToken stop)
    {
        IReadOnlyList<string> faults = _redis.Faults();
        if (faults.Count > 0)
            throw new DeliveryRefusedException(string.Join(Environment.NewLine, faults));
        try
        {
            foreach (TailReader reader in _readers)
                await reader.OpenAsync(_redis.OpenPatience, stop);
            await FollowAsync(handle, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Being told to stop is how following ends.
        }
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async Task FollowAsync(Action<TailEntry> handle, CancellationToken stop)
    {
        TimeSpan wait = _options.FirstPoll;
        while (true)
        {
            bool found = false;
            foreach (TailReader reader in _readers)
            {
                if (IsDone)
                    return;
                found |= await ReadOnceAsync(reader, handle, stop);
            }

            if (IsDone)
                return;
            if (found)
            {
                wait = _options.FirstPoll;
                continue;
            }

            await Task.Delay(wait, _time, stop);
            wait = wait * 2 < _options.MaxPoll ? wait * 2 : _options.MaxPoll;
        }
    }

    private bool IsDone => _options.Count > 0 && _shown >= _options.Count;

    /// <summary>One page of one stream. No more is asked for than may be shown, so that a group gives us nothing that we leave unhandled.</summary>
    private async Task<bool> ReadOnceAsync(TailReader reader, Action<TailEntry> handle, CancellationToken stop)
    {
        int most = _options.Count == 0 ? _options.PageEntries : (int)Math.Min(_options.PageEntries, _options.Count - _shown);
        TailPage page = await reader.ReadAsync(most, stop);
        foreach (TailEntry entry in page.Entries)
        {
            if (entry.Type is not string type || !_options.Types.Contains(type))
                continue;
            handle(entry);
            _shown++;
        }

        await reader.AcknowledgeAsync(page, stop);
        return page.Ids.Count > 0;
    }

    private TailReader Reader(OutputStream stream, string key, TailCommands commands, Action<string> warn) =>
        _options.Group is string group
            ? new GroupReader(stream, key, group, _options, commands, warn, _time)
            : new PlainReader(stream, key, _options, commands, warn);
}
