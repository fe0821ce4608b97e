using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Topology;

namespace RtmPipeline.Commands.Bench;

/// <summary>
/// How long it takes from when the post was due that closes a tick to when a reader of Redis has what was decided in it. Due, and not taken: a graph that falls behind is
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
    private readonly List<long> _deadLettersReadAt = [];
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
        TailOptions follow = new() { Types = [OutputTypes.Opportunity, OutputTypes.Alert, OutputTypes.Retraction, OutputTypes.Digest, OutputTypes.DeadLetter], From = "0", FirstPoll = s_poll, MaxPoll = s_poll };
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using StreamTail tail = new(redis, follow, static _ => { }, _clock);
        Task reading = Task.Run(() => tail.RunAsync(Read, end.Token), CancellationToken.None);
        try
        {
            await WriteAsync(settings, redis, stop);
        }
        finally
        {
            await end.CancelAsync();
            await reading;
        }

        return Figure(perSecond, seconds);
    }

    /// <summary>Runs the graph, and waits until all that it wrote was read.</summary>
    private async Task WriteAsync(PipelineSettings settings, RedisOptions redis, CancellationToken stop)
    {
        await using RedisDelivery delivery = new(redis, static _ => { }, _clock);
        await delivery.OpenAsync(stop);
        await new DataflowGraph(settings.Topology).RunAsync([_night], PipelineRun.StagesOf(settings, delivery), stop, stop);
        long written = delivery.Counts.Opportunities + delivery.Counts.Alerts + delivery.Counts.DeadLetters;
        long begun = _clock.GetTimestamp();
        while (Interlocked.Read(ref _read) < written && _clock.GetElapsedTime(begun) < s_limit)
            await Task.Delay(s_poll, _clock, stop);
        if (Interlocked.Read(ref _read) != written)
            throw new InvalidOperationException($"{written} entries were written, and {_read} of them were readable within {s_limit.TotalSeconds:0} s");
    }

    private void Read(TailEntry entry)
    {
        if (entry.Stream == OutputStream.DeadLetters)
            _deadLettersReadAt.Add(_clock.GetTimestamp());
        else
            _entries.Add((long.Parse(entry.Text("t") ?? "0", CultureInfo.InvariantCulture), _clock.GetTimestamp()));
        Interlocked.Increment(ref _read);
    }

    private DelayFigure Figure(int perSecond, int seconds)
    {
        if (_deadLettersReadAt.Count != _night.Closings.Count)
            throw new InvalidOperationException($"{_night.Closings.Count} broken records came, and {_deadLettersReadAt.Count} dead letters");
        List<double> ticks = [.. _night.Closings.Select((due, i) => (Due: due, ReadAt: _deadLettersReadAt[i])).Where(one => IsJudged(one.Due)).Select(one => Milliseconds(one.Due, one.ReadAt))];
        // The last tick is closed by the end of the stream, and by no post.
        double[] entries = [.. _entries.Where(entry => _night.DueOf(entry.Tick) is { } due && IsJudged(due)).Select(entry => Milliseconds(_night.DueOf(entry.Tick)!.Value, entry.ReadAt))];
        ticks.Sort();
        double At(double share) => ticks.Count == 0 ? 0 : ticks[Math.Min(ticks.Count - 1, (int)(share * ticks.Count))];
        return new DelayFigure(perSecond, seconds, ticks.Count, At(0.5), At(0.99), At(1), entries.Length, entries.DefaultIfEmpty().Max(), Math.Round(_night.Late.TotalMilliseconds, 1));
    }

    private bool IsJudged(long due) => _clock.GetElapsedTime(_night.BegunAt, due) >= s_catchUp;

    private double Milliseconds(long from, long to) => Math.Round(_clock.GetElapsedTime(from, to).TotalMilliseconds, 1);
}
