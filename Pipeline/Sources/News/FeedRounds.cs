using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.News.Lists;
using RtmPipeline.Sources.News.State;

namespace RtmPipeline.Sources.News;

/// <summary>
/// Polls each feed when it is due: a few at once, one or two of a host, none of a host that asked to be left alone. A feed is not polled again before what it brought was
/// accepted, so what is known of it never runs ahead.
/// </summary>
internal sealed class FeedRounds(FeedOptions options, SourceHost host, FeedBook book, FeedList list, FeedPoller poller, RecordQueue queue)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _firstDue = new(StringComparer.Ordinal);
    private readonly List<Task> _polls = [];
    private readonly SeededJitter _spread = new(host.Seed);
    private TaskCompletionSource _changed = New();
    private long _sleepsUntil;
    private long _lookAt;

    /// <summary>Until when nothing is to be done, unix milliseconds, when nothing is being done; 0 else.</summary>
    public long SleepsUntil
    {
        get
        {
            lock (_gate)
                return _busy.Count == 0 ? Volatile.Read(ref _sleepsUntil) : 0;
        }
    }

    public async Task RunAsync(int batchSize, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Task changed = Changed;
            await JoinFinishedAsync();
            LookAtFiles();
            long next = StartDue(batchSize, stop);
            ShowState();
            await SleepAsync(next, changed, stop);
        }

        await Task.WhenAll(_polls);
    }

    private Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <summary>A poll that failed for a reason nobody foresaw ends the source.</summary>
    private async Task JoinFinishedAsync()
    {
        foreach (Task poll in _polls.Where(static poll => poll.IsCompleted).ToArray())
        {
            _polls.Remove(poll);
            await poll;
        }
    }

    private void LookAtFiles()
    {
        if (host.Now < _lookAt)
            return;
        _lookAt = list.HasFiles ? host.Now + (long)FeedList.LookEvery.TotalMilliseconds : long.MaxValue;
        if (!list.Look())
            return;
        foreach (string finding in list.Findings)
            host.Watch.Tell(finding);
        foreach (FeedAddress feed in list.Feeds)
            _firstDue.TryAdd(feed.Key, host.Now + (long)(options.StartSpread.TotalMilliseconds * _spread.Next()));
    }

    /// <summary>Starts what is due and may be polled.</summary>
    /// <returns>When something is due next, unix milliseconds; what waits for a poll to end is not counted.</returns>
    private long StartDue(int batchSize, CancellationToken stop)
    {
        long now = host.Now;
        long next = _lookAt;
        // Whoever waits longest comes first, so that a feed whose host always answers 429 cannot keep the host's others from being asked.
        foreach (FeedAddress feed in list.Feeds.OrderBy(feed => book[feed.Key].DueAt))
        {
            FeedState state;
            string site;
            lock (_gate)
            {
                if (_busy.Contains(feed.Key))
                    continue;
                // Read in here: what was read before may be older than what a poll that has just ended made of it, and the feed would be asked twice.
                state = book[feed.Key];
                site = FeedPoller.AddressOf(feed, state).IdnHost;
                long due = Math.Max(Math.Max(state.DueAt, _firstDue[feed.Key]), book.PausedUntil(site));
                if (due > now)
                {
                    next = Math.Min(next, due);
                    continue;
                }

                if (_busy.Count >= options.Concurrency || _hosts.GetValueOrDefault(site) >= options.PerHost)
                    continue;
                _busy.Add(feed.Key);
                _hosts[site] = _hosts.GetValueOrDefault(site) + 1;
            }

            _polls.Add(PollAsync(feed, state, site, batchSize, stop));
        }

        return next;
    }

    private async Task PollAsync(FeedAddress feed, FeedState state, string site, int batchSize, CancellationToken stop)
    {
        await Task.Yield();
        bool isHandedOn = false;
        try
        {
            FeedStep step = await poller.PollAsync(feed, state, stop);
            if (step.Tell is { } line)
                host.Watch.Tell(line);
            if (step.Records.Length == 0)
            {
                book[feed.Key] = step.Next;
                return;
            }

            host.Watch.Received(step.Records.Length, step.Records.Sum(static record => (long)record.Bytes.Length), host.Now);
            await HandOnAsync(feed, step, batchSize, stop);
            isHandedOn = true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was not handed on comes again after the stop.
        }
        finally
        {
            Free(isHandedOn ? null : feed.Key, site);
        }
    }

    private async Task HandOnAsync(FeedAddress feed, FeedStep step, int batchSize, CancellationToken stop)
    {
        for (int from = 0; from < step.Records.Length; from += batchSize)
        {
            RawRecord[] some = step.Records[from..Math.Min(step.Records.Length, from + batchSize)];
            bool isLast = from + batchSize >= step.Records.Length;
            await queue.AddAsync(new RawBatch(some, some.Length, null) { Accepted = isLast ? () => Accept(feed, step) : null }, stop);
        }
    }

    private void Accept(FeedAddress feed, FeedStep step)
    {
        book[feed.Key] = step.Next;
        Free(feed.Key, null);
    }

    private void Free(string? feed, string? site)
    {
        lock (_gate)
        {
            if (feed is not null)
                _busy.Remove(feed);
            if (site is not null)
                _hosts[site]--;
            Volatile.Write(ref _sleepsUntil, 0);
            _changed.TrySetResult();
            _changed = New();
        }
    }

    private async Task SleepAsync(long next, Task changed, CancellationToken stop)
    {
        using CancellationTokenSource awake = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Timers reach 49 days; a day is enough.
        long wait = Math.Clamp(next - host.Now, 0, (long)TimeSpan.FromDays(1).TotalMilliseconds);
        Task sleep = Task.Delay(TimeSpan.FromMilliseconds(wait), host.Clock, awake.Token);
        lock (_gate)
            Volatile.Write(ref _sleepsUntil, changed.IsCompleted ? 0 : next);
        await Task.WhenAny(changed, sleep);
        Volatile.Write(ref _sleepsUntil, 0);
        await awake.CancelAsync();
    }

    private void ShowState()
    {
        FeedState[] states = [.. list.Feeds.Select(feed => book[feed.Key])];
        string counts = string.Join(", ", states.GroupBy(static state => state.Status).OrderBy(static group => group.Key).Select(static group => $"{group.Count()} {FeedPoller.WordOf(group.Key)}"));
        string all = $"{states.Length} feeds: {counts}";
        if (states.Length == 0)
            host.Watch.Waiting("no feed is listed");
        else if (states.Any(static state => state.Status == FeedStatus.Good))
            host.Watch.Streaming(all);
        else if (states.Any(static state => state.Status == FeedStatus.New))
            host.Watch.Connecting(all);
        else if (states.All(static state => state.Status == FeedStatus.Gone))
            host.Watch.Refused("all feeds are gone");
        else
            host.Watch.Waiting(all, At(states.Min(static state => state.DueAt)));
    }

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(unixMs, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
