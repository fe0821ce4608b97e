using System.Globalization;
using System.Net.WebSockets;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>
/// Reads one connection until it ends, and puts what comes into the queue. While the queue is full it does not read: the server waits for a while, then drops us, and the next
/// connection goes on from the cursor.
/// </summary>
/// <param name="options">Limits.</param>
/// <param name="host">Clock, state and counts.</param>
/// <param name="progress">Where reading is.</param>
/// <param name="queue">Takes the records.</param>
/// <param name="batchSize">Most records in a batch.</param>
internal sealed class EventReader(BlueskyOptions options, SourceHost host, EventProgress progress, RecordQueue queue, int batchSize)
{
    /// <summary>Most records in a batch, whatever may be in one.</summary>
    private const int MaxBatch = 256;

    /// <summary>How long the server may take to answer our goodbye.</summary>
    private static readonly TimeSpan s_closeTime = TimeSpan.FromSeconds(2);

    /// <summary>A connection that ends this soon after the queue was full ends because of it.</summary>
    private static readonly TimeSpan s_heldBackFor = TimeSpan.FromMinutes(1);

    private readonly EventBatch _batch = new(host, Math.Min(batchSize, MaxBatch));
    private long? _heldBackAt;

    /// <summary>Called when events were handed on.</summary>
    public required Action Given { get; init; }

    /// <summary>Reads until the connection ends or <paramref name="stop"/> comes, then says goodbye where somebody listens.</summary>
    public async Task<ConnectionEnd> ReadAsync(ClientWebSocket socket, CancellationToken stop)
    {
        using CancellationTokenSource cut = new();
        using QuietTimer quiet = new(host.Clock, options.QuietLimit, cut.Cancel);
        Task closing = Task.CompletedTask;
        await using ITimer late = host.Clock.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), cut, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        ConnectionEnd end;
        await using (CancellationTokenRegistration onStop = stop.Register(() =>
        {
            late.Change(s_closeTime, Timeout.InfiniteTimeSpan);
            closing = CloseAsync(socket, cut.Token);
        }))
        {
            try
            {
                end = await ReadMessagesAsync(new MessageReader(socket, options.MaxMessageBytes), quiet, cut.Token, stop);
            }
            catch (OperationCanceledException)
            {
                end = quiet.HasExpired || stop.IsCancellationRequested ? Quiet(quiet) : Unanswered();
            }
            catch (WebSocketException fault)
            {
                end = quiet.HasExpired ? Quiet(quiet) : EndOf(socket, fault);
            }
        }

        await FlushAsync(quiet, stop);
        await closing;
        if (socket.State == WebSocketState.CloseReceived)
            await CloseAsync(socket, cut.Token);
        return stop.IsCancellationRequested ? new ConnectionEnd(EndKind.Stopped, string.Empty) : end;
    }

    /// <summary>A batch is handed on when the next message has not come yet, so that what came together goes together and nothing waits for what comes later.</summary>
    private async Task<ConnectionEnd> ReadMessagesAsync(MessageReader messages, QuietTimer quiet, CancellationToken cut, CancellationToken stop)
    {
        while (true)
        {
            ValueTask<ReceivedMessage> next = messages.ReadAsync(cut);
            if (_batch.IsFull || (!next.IsCompleted && !_batch.IsEmpty))
                await FlushAsync(quiet, stop);
            ReceivedMessage message = await next;
            if (message.Kind == MessageKind.Close)
                return HeldBack("closed by the server") ?? new ConnectionEnd(EndKind.Cut, "closed by the server");
            quiet.Touch();
            if (!stop.IsCancellationRequested && Take(in message) is { } end)
                return end;
        }
    }

    private ConnectionEnd? Take(in ReceivedMessage message)
    {
        switch (message.Kind)
        {
            case MessageKind.Binary:
                host.Watch.Count("binary");
                return null;
            case MessageKind.TooLong:
                host.Watch.Count("too-long");
                _batch.Add(message.Bytes.Span, 0, string.Create(CultureInfo.InvariantCulture, $"too long: {message.Length} bytes are more than the {options.MaxMessageBytes} of MaxMessageBytes"));
                return null;
            default:
                return Take(message.Bytes.Span);
        }
    }

    private ConnectionEnd? Take(ReadOnlySpan<byte> json)
    {
        EventPeek peek = EventPeek.Of(json);
        switch (peek.Shape)
        {
            case MessageShape.Error:
                host.Watch.Count("error");
                return new ConnectionEnd(peek.Name == "ConsumerTooSlow" ? EndKind.TooSlow : EndKind.Cut, $"the server says {peek.Name}: {peek.Message}");
            case MessageShape.Notice:
                TakeNotice(in peek);
                return null;
            case MessageShape.Unknown:
                host.Watch.Count("unknown");
                break;
            case MessageShape.Unreadable:
                host.Watch.Count("unreadable");
                break;
        }

        if (peek.TimeUs > 0 && progress.Take(peek.TimeUs) is { } gap)
        {
            host.Watch.Count("gap");
            host.Watch.Tell($"nothing came from {Shown(gap.FromUs)} to {Shown(gap.ToUs)} UTC ({gap.Length.TotalSeconds:0} s): the server does not have it any more, or nothing happened");
        }

        if (peek.Change != 0 && !progress.IsNew(peek.Change))
            host.Watch.Count("duplicate");
        else
            _batch.Add(json, peek.TimeUs);
        return null;
    }

    private void TakeNotice(in EventPeek peek)
    {
        switch (peek.Name)
        {
            case "OutdatedCursor":
                host.Watch.Count("outdated-cursor");
                progress.Outdated();
                break;
            case "FutureCursor":
                host.Watch.Count("future-cursor");
                break;
            default:
                host.Watch.Count("unknown");
                break;
        }
    }

    private async Task FlushAsync(QuietTimer quiet, CancellationToken stop)
    {
        if (_batch.IsEmpty)
            return;
        ProgressMark mark = progress.Mark();
        RawBatch batch = _batch.Take(() => progress.Accept(mark));
        Given();
        if (queue.TryAdd(batch))
            return;
        quiet.Pause();
        host.Watch.Count("held-back");
        try
        {
            await queue.AddAsync(batch, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was not accepted, and comes again after a restart.
        }

        quiet.Resume();
        _heldBackAt = host.Clock.GetTimestamp();
    }

    private ConnectionEnd Quiet(QuietTimer quiet)
    {
        if (!quiet.HasExpired)
            return new ConnectionEnd(EndKind.Stopped, string.Empty);
        if (options.IsSparse)
            return new ConnectionEnd(EndKind.Renewed, "quiet");
        host.Watch.Count("stall");
        return new ConnectionEnd(EndKind.Stalled, $"no event within {options.QuietLimit.TotalSeconds:0.#} s");
    }

    /// <summary>
    /// Nobody cancelled: the runtime gave the connection up, as a ping was not answered in time, and says so by this exception. While we are held back no answer is read either, and the
    /// server is not at fault.
    /// </summary>
    private ConnectionEnd Unanswered()
    {
        if (HeldBack(JetstreamDialer.NoPong) is { } heldBack)
            return heldBack;
        host.Watch.Count("stall");
        return new ConnectionEnd(EndKind.Stalled, JetstreamDialer.NoPong);
    }

    /// <summary>The runtime closes with one of these two where what came is no message, or no UTF-8; a connection that was cut has neither.</summary>
    private ConnectionEnd EndOf(ClientWebSocket socket, WebSocketException fault)
    {
        string reason = JetstreamDialer.ReasonOf(fault);
        if (fault.WebSocketErrorCode is WebSocketError.ConnectionClosedPrematurely or WebSocketError.NativeError || socket.State == WebSocketState.Open)
            return HeldBack(reason) ?? new ConnectionEnd(EndKind.Cut, reason);
        host.Watch.Count("broken");
        return new ConnectionEnd(EndKind.Broken, reason);
    }

    private ConnectionEnd? HeldBack(string reason) =>
        _heldBackAt is { } at && host.Clock.GetElapsedTime(at) < s_heldBackFor ? new ConnectionEnd(EndKind.TooSlow, $"{reason}, after it was held back") : null;

    /// <summary>Sends our goodbye. The server's answer ends the reading; where it does not come in time, the connection is cut.</summary>
    private static async Task CloseAsync(ClientWebSocket socket, CancellationToken cut)
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, string.Empty, cut);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // It is over, which is all that was wanted.
        }
    }

    private static string Shown(long timeUs) => DateTimeOffset.FromUnixTimeMilliseconds(timeUs / 1000).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
