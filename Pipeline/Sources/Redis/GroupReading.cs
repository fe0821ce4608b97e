using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Redis;

/// <summary>Reads all streams of a source in turn over one connection, and says how that goes.</summary>
internal sealed class GroupReading
{
    /// <summary>A stop does not wait longer for the journal to have what was taken, and for Redis to be told.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    /// <summary>Wait after a round that found nothing, and the longest one: what an idle source adds to the age of an entry. Redis' client cannot wait for an entry.</summary>
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>How far, by the ids of entries, a stream may be ahead of another with a backlog.</summary>
    private static readonly TimeSpan s_mostAhead = TimeSpan.FromSeconds(60);

    /// <summary>How often one who was refused tries again: somebody may have done something about it.</summary>
    private static readonly TimeSpan s_refusedFor = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);
    private static readonly BackoffRule s_rule = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(10));
    private static readonly Version s_leastVersion = new(6, 2);

    private readonly StreamParts _parts;
    private readonly StreamReading[] _readings;
    private readonly Backoff _backoff;
    private string _told = string.Empty;
    private bool _isTroubled;
    private bool _isVersionKnown;

    public GroupReading(StreamParts parts)
    {
        _parts = parts;
        _readings = [.. parts.Options.Streams.Select(stream => new StreamReading(parts, stream))];
        _backoff = new Backoff(parts.Host.Clock, parts.Host.Seed, healthyAfter: TimeSpan.FromSeconds(10));
    }

    private SourceWatch Watch => _parts.Host.Watch;

    private TimeProvider Clock => _parts.Host.Clock;

    /// <summary>Reads until it is stopped, through all trouble.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        Watch.Connecting();
        while (!stop.IsCancellationRequested)
        {
            if (await ReadAsync(stop) is { } wait)
                await Task.Delay(wait, Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await FinishAsync();
    }

    /// <summary>Reads until there is trouble.</summary>
    /// <returns>How long to wait before another try; null when it was stopped.</returns>
    private async Task<TimeSpan?> ReadAsync(CancellationToken stop)
    {
        try
        {
            await CheckVersionAsync(stop);
            await GoRoundAsync(stop);
            return null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (StreamTroubleException refused) when (refused.Kind == StreamTroubleKind.Refused)
        {
            Watch.Count("refused");
            Trouble();
            Watch.Refused(refused.Message);
            return s_refusedFor;
        }
        catch (StreamTroubleException passing)
        {
            return Wait(passing.Message);
        }
        catch (IOException disk)
        {
            Watch.Count("memory-failed");
            return Wait($"its memory cannot be written: {disk.Message}");
        }
    }

    private TimeSpan Wait(string reason)
    {
        Trouble();
        TimeSpan wait = _backoff.Failed(s_rule);
        Watch.Count("reconnect");
        Watch.Waiting(reason, Clock.GetUtcNow() + wait);
        return wait;
    }

    private void Trouble()
    {
        _isTroubled = true;
        foreach (StreamReading reading in _readings)
            reading.Reopen();
    }

    /// <summary>Before version 6.2 old entries cannot be found by their age.</summary>
    private async Task CheckVersionAsync(CancellationToken stop)
    {
        if (_isVersionKnown)
            return;
        if (await _parts.Redis.VersionAsync(stop) is { } version && version < s_leastVersion)
            throw new StreamTroubleException(StreamTroubleKind.Refused, $"Redis at {_parts.Options.Endpoint} is version {version}; {s_leastVersion} or newer is needed");
        _isVersionKnown = true;
    }

    private async Task GoRoundAsync(CancellationToken stop)
    {
        TimeSpan pause = s_firstPause;
        while (!stop.IsCancellationRequested)
        {
            int done = 0;
            _parts.HandOver.Pass();
            foreach (StreamReading reading in _readings)
                done += await reading.StepAsync(IsAhead(reading), stop);
            Tell();
            if (done > 0)
            {
                pause = s_firstPause;
                continue;
            }

            await Task.Delay(pause, Clock, stop);
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }

    /// <summary>Streams of a backlog are kept together in time: else the posts of one would be late for the others' sake.</summary>
    private bool IsAhead(StreamReading reading)
    {
        if (!reading.HasMore || _readings.Length == 1)
            return false;
        ulong slowest = _readings.Where(static one => one.HasMore && one.Trouble is null).Min(static one => (ulong?)one.Time) ?? 0;
        return reading.Time > slowest + (ulong)s_mostAhead.TotalMilliseconds;
    }

    /// <summary>The state is that of the streams together; one of several that cannot be read is told, and the others go on.</summary>
    private void Tell()
    {
        _backoff.Healthy();
        if (_isTroubled)
            Watch.Count("recovered");
        _isTroubled = false;
        StreamReading[] troubled = [.. _readings.Where(reading => reading.Trouble is not null)];
        string reason = string.Join("; ", troubled.Select(reading => reading.Trouble));
        if (troubled.Length < _readings.Length)
            Watch.Streaming(reason);
        else if (Array.Exists(troubled, reading => reading.IsRefused))
            Watch.Refused(reason);
        else
            Watch.Waiting(reason);
        if (reason != _told && reason.Length > 0 && troubled.Length < _readings.Length)
            Watch.Tell(reason);
        _told = reason;
    }

    /// <summary>What was taken from the source is about to be in the journal; telling Redis so keeps others from taking it over while we are away.</summary>
    private async Task FinishAsync()
    {
        using CancellationTokenSource limit = new(StopPatience, Clock);
        try
        {
            while (_parts.Host.IsJournalled && !_parts.HandOver.IsSettled)
                await Task.Delay(s_look, Clock, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // What is not acknowledged is known by the journal after a restart.
        }

        using CancellationTokenSource rest = new(StopPatience, Clock);
        try
        {
            foreach (StreamReading reading in _readings)
            {
                await reading.AcknowledgeAsync(rest.Token);
                if (!_parts.Host.IsJournalled && _parts.Options.Consumer.Length == 0)
                    await reading.LeaveAsync(rest.Token);
            }
        }
        catch (Exception unreachable) when (unreachable is StreamTroubleException or OperationCanceledException)
        {
            // The same.
        }
    }
}
