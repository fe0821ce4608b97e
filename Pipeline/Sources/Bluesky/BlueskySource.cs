using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>
/// Reads Bluesky through a Jetstream server: one WebSocket at a time, the next server when one fails, and after every break from some seconds before the newest event.
/// </summary>
/// <remarks>
/// Counts <c>reconnect</c>, <c>failover</c>, <c>stall</c>, <c>renewal</c>, <c>held-back</c>, <c>gap</c>, <c>skipped</c>, <c>duplicate</c>, <c>unknown</c>, <c>unreadable</c>, <c>too-long</c>,
/// <c>binary</c>, <c>broken</c>, <c>error</c>, <c>outdated-cursor</c>, <c>future-cursor</c> and <c>unsaved</c>.
/// A delete of a like or repost does not name the post: a repost is taken back by its own id, a like stays counted where likes are.
/// </remarks>
internal sealed class BlueskySource(BlueskyOptions options, SourceHost host) : ILiveSource
{
    private EventProgress? _progress;

    public string Name => host.Watch.Name;

    public SourceWatch Watch => host.Watch;

    /// <summary>It goes on at its cursor.</summary>
    public bool MayLag => true;

    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        RecordQueue queue = new(options.QueueBytes);
        await foreach (RawBatch batch in queue.TakeFromAsync(stop => RunAsync(queue, batchSize, stop.Token), stopReading))
            yield return batch;
        Watch.Ended();
    }

    public Task<SourceTrial> TryAsync(CancellationToken hardStop) => new JetstreamTrial(options, host).RunAsync(hardStop);

    public void Remember()
    {
        try
        {
            _progress?.Save(host.Memory);
        }
        catch (IOException)
        {
            // What was written before still stands: more comes again after a restart, and nothing is lost.
            Watch.Count("unsaved");
        }
    }

    private async Task RunAsync(RecordQueue queue, int batchSize, CancellationToken stop)
    {
        if (Load() is { } progress)
            await ReadHostsAsync(progress, queue, batchSize, stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, host.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private EventProgress? Load()
    {
        try
        {
            _progress = EventProgress.Load(options, host.Clock, host.Memory, out string? fault);
            if (fault is not null)
                Watch.Tell(fault);
            return _progress;
        }
        catch (IOException fault)
        {
            Watch.Refused($"cannot read where it was: {fault.Message}");
            return null;
        }
    }

    /// <summary>Reads server after server until it is stopped, or all refuse.</summary>
    private async Task ReadHostsAsync(EventProgress progress, RecordQueue queue, int batchSize, CancellationToken stop)
    {
        JetstreamHosts hosts = new(JetstreamAddress.All(options.Hosts), host.Clock, host.Seed);
        foreach (Uri open in JetstreamAddress.All(options.Hosts).Where(JetstreamAddress.IsOpen))
            Watch.Tell($"{open.Authority} is read without encryption");
        using JetstreamDialer dialer = new(options, host.Clock);
        bool isFirst = true;
        long? floor = null;
        while (!stop.IsCancellationRequested)
        {
            if (hosts.Current is not { } at)
            {
                Watch.Refused(hosts.Refusals);
                return;
            }

            if (at.NotBefore > host.Clock.GetUtcNow())
                await Task.Delay(at.NotBefore - host.Clock.GetUtcNow(), host.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                return;
            if (!isFirst)
                Watch.Count("reconnect");
            isFirst = false;
            DateTimeOffset openedAt = host.Clock.GetUtcNow();
            EventReader reader = new(options, host, progress, queue, batchSize) { Given = at.Backoff.Healthy };
            ConnectionEnd end = await ReadHostAsync(at, dialer, reader, floor ?? progress.Next(), stop);
            floor = null;
            if (end.Kind == EndKind.Stopped)
                return;
            floor = Follow(end, progress, openedAt);
            hosts.Take(end);
            TellEnd(at, hosts, end);
        }
    }

    private async Task<ConnectionEnd> ReadHostAsync(JetstreamHost at, JetstreamDialer dialer, EventReader reader, long? cursor, CancellationToken stop)
    {
        Watch.Connecting(at.Name);
        (ClientWebSocket? socket, ConnectionEnd? failure) = await dialer.DialAsync(at.Address, cursor, stop);
        if (socket is null)
            return failure!;
        using (socket)
        {
            _progress!.Opened(cursor);
            Watch.Streaming(at.Name);
            return await reader.ReadAsync(socket, stop);
        }
    }

    /// <summary>What an end means for where the next connection begins.</summary>
    /// <returns>A sequence number that the server named to begin at; null to begin where we were.</returns>
    private long? Follow(ConnectionEnd end, EventProgress progress, DateTimeOffset openedAt)
    {
        switch (end.Kind)
        {
            case EndKind.Renewed:
                Watch.Count("renewal");
                progress.SeenUpTo(openedAt);
                break;
            case EndKind.Broken when progress.Broke() is { Ticks: > 0 } skipped:
                Watch.Count("skipped");
                Watch.Tell($"what came at the same place again and again is no message: {skipped.TotalSeconds:0} s of events are passed over");
                break;
            case EndKind.CursorTooOld:
                Watch.Count("gap");
                Watch.Tell($"the server does not go back to where it was: {end.Reason}");
                return end.Floor;
        }

        return null;
    }

    private void TellEnd(JetstreamHost at, JetstreamHosts hosts, ConnectionEnd end)
    {
        if (hosts.Current is not { } next)
            return;
        if (next != at)
            Watch.Count("failover");
        if (end.Kind != EndKind.Renewed)
            Watch.Waiting($"{at.Name}: {end.Reason}", next.NotBefore > host.Clock.GetUtcNow() ? next.NotBefore : null);
    }
}
