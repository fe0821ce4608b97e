using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Topology;

namespace RtmPipeline.Commands.Bench;

/// <summary>
/// How long an entry takes: from when the post was due that closed the deciding tick, to when a reader of Redis has the entry. Due, and not taken: a graph that falls behind is
/// not let off the posts that it kept waiting.
/// </summary>
internal sealed class DelayRun
{
    /// <summary>The graph catches up with the time before, and is not judged meanwhile.</summary>
    private static readonly TimeSpan s_catchUp = TimeSpan.FromSeconds(5);

    /// <summary>How often the reader asks; half of it is in each delay.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(1);

    /// <summary>What was written is readable within this, or the run fails.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly PacedNight _night;
    private readonly List<(long Tick, long ReadAt)> _entries = [];
    private readonly TimeProvider _clock = TimeProvider.System;
    private long _read;

    private DelayRun(PacedNight night) => _night = night;

    /// <summary>Runs once.</summary>
    /// <param name="perSecond">Posts a second.</param>
    /// <param name="seconds">Seconds that are judged.</param>
    /// <param name="settings">Of the graph.</param>
    /// <param name="redis">A Redis without entries under the prefix.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="InvalidOperationException">An entry did not become readable.</exception>
    public static async Task<DelayFigure> OfAsync(int perSecond, int seconds, PipelineSettings settings, RedisOptions redis, CancellationToken stop)
    {
        PacedNight night = new(perSecond, (int)s_catchUp.TotalSeconds + seconds, TimeProvider.System);
        return await new DelayRun(night).RunAsync(perSecond, seconds, settings, redis, stop);
    }

    private async Task<DelayFigure> RunAsync(int perSecond, int seconds, PipelineSettings settings, RedisOptions redis, CancellationToken stop)
    {
        TailOptions follow = new() { From = "0", FirstPoll = s_poll, MaxPoll = s_poll };
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using StreamTail tail = new(redis, follow, static _ => { }, _clock);
        Task reading = Task.Run(() => tail.RunAsync(Read, end.Token), CancellationToken.None);
        RedisDelivery delivery = new(redis, static _ => { }, _clock);
        await using (delivery)
        {
            await delivery.OpenAsync(stop);
            await new DataflowGraph(settings.Topology).RunAsync([_night], PipelineRun.StagesOf(settings, delivery), stop, stop);
            long written = delivery.Counts.Opportunities + delivery.Counts.Alerts;
            long begun = _clock.GetTimestamp();
            while (Interlocked.Read(ref _read) < written && _clock.GetElapsedTime(begun) < s_limit)
                await Task.Delay(s_poll, _clock, stop);
            if (Interlocked.Read(ref _read) != written)
                throw new InvalidOperationException($"{written} entries were written, and {_read} of them were readable within {s_limit.TotalSeconds:0} s");
        }

        await end.CancelAsync();
        await reading;
        return Figure(perSecond, seconds);
    }

    private void Read(TailEntry entry)
    {
        _entries.Add((long.Parse(entry.Text("t") ?? "0", CultureInfo.InvariantCulture), _clock.GetTimestamp()));
        Interlocked.Increment(ref _read);
    }

    private DelayFigure Figure(int perSecond, int seconds)
    {
        List<double> delays = [];
        HashSet<long> ticks = [];
        foreach ((long tick, long readAt) in _entries)
        {
            // The last tick is closed by the end of the stream, and by no post.
            if (_night.DueOf(tick) is not { } due || _clock.GetElapsedTime(_night.BegunAt, due) < s_catchUp)
                continue;
            ticks.Add(tick);
            delays.Add(_clock.GetElapsedTime(due, readAt).TotalMilliseconds);
        }

        delays.Sort();
        double At(double share) => delays.Count == 0 ? 0 : Math.Round(delays[Math.Min(delays.Count - 1, (int)(share * delays.Count))], 1);
        return new DelayFigure(perSecond, seconds, delays.Count, ticks.Count, At(0.5), At(0.99), At(1), Math.Round(_night.Late.TotalMilliseconds, 1));
    }
}
