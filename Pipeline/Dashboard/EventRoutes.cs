using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Dashboard.Board;

namespace RtmPipeline.Dashboard;

/// <summary>
/// Changes as server-sent events. <c>incident</c> has an incident whole, and the alert that came with it; <c>digest</c> an alert without one; <c>status</c> the state of the service;
/// <c>reset</c> says that something was missed, and all must be asked for again. Whoever comes back with <c>Last-Event-ID</c> gets what he missed, where it is still known.
/// </summary>
/// <param name="board">What changes.</param>
/// <param name="status">Writes the state of the service.</param>
/// <param name="clock">Times the states.</param>
/// <param name="stop">Ends every stream with the program.</param>
internal sealed class EventRoutes(IncidentBoard board, Action<Utf8JsonWriter> status, TimeProvider clock, CancellationToken stop)
{
    /// <summary>Time between two states of the service; they keep the connection alive too.</summary>
    public static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(2);

    /// <summary>Streams at once; beyond them the answer is 503.</summary>
    public const int MaxStreams = 100;

    /// <summary>Bytes after which what was written is sent, however much is to come: a slow reader costs no more.</summary>
    private const int PageBytes = 1 << 16;

    private int _streams;

    public IReadOnlyList<Route> Routes => [new(HttpMethods.Get, "/api/events", IsPublic: false, (context, _) => FollowAsync(context))];

    private async Task FollowAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _streams) > MaxStreams)
        {
            Interlocked.Decrement(ref _streams);
            context.Response.Headers.RetryAfter = "5";
            await Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Service Unavailable", $"{MaxStreams} streams are open, and there may be no more.");
            return;
        }

        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(stop, context.RequestAborted);
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            if (!HttpMethods.IsHead(context.Request.Method))
                await SendAllAsync(context, gone.Token);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The reader has gone, or the program ends.
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private async Task SendAllAsync(HttpContext context, CancellationToken gone)
    {
        ArrayBufferWriter<byte> page = new();
        (long number, bool isMissed) = Begin(context.Request.Headers["Last-Event-ID"].ToString());
        Write(page, "retry: 2000\n\n");
        if (isMissed)
            Event(page, "reset", number, static json => WriteNothing(json));
        long statusAt = 0;
        while (true)
        {
            Task changed = board.Changed;
            if (board.ChangesAfter(number) is not { } changes)
            {
                number = board.Newest;
                Event(page, "reset", number, static json => WriteNothing(json));
                continue;
            }

            foreach (BoardChange change in changes)
            {
                Event(page, change.Incident is null ? "digest" : "incident", change.Number, json => Write(json, change));
                if (page.WrittenCount > PageBytes)
                    await FlushAsync(context, page, gone);
            }

            number = changes.Count > 0 ? changes[^1].Number : number;
            if (statusAt == 0 || clock.GetElapsedTime(statusAt) >= StatusEvery)
            {
                Event(page, "status", null, status);
                statusAt = clock.GetTimestamp();
            }

            await FlushAsync(context, page, gone);
            TimeSpan left = StatusEvery - clock.GetElapsedTime(statusAt);
            await Task.WhenAny(changed, Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, gone));
            gone.ThrowIfCancellationRequested();
        }
    }

    private static async Task FlushAsync(HttpContext context, ArrayBufferWriter<byte> page, CancellationToken gone)
    {
        await context.Response.Body.WriteAsync(page.WrittenMemory, gone);
        await context.Response.Body.FlushAsync(gone);
        page.Clear();
    }

    /// <summary>Where a reader goes on: behind what it had, or, without that, at the newest change.</summary>
    private (long Number, bool IsMissed) Begin(string last)
    {
        long newest = board.Newest;
        if (last.Length == 0)
            return (newest, false);
        return board.NumberOf(last) is { } number ? (number, false) : (newest, true);
    }

    private void Write(Utf8JsonWriter json, BoardChange change)
    {
        json.WriteStartObject();
        if (change.Alert is { } alert)
        {
            json.WritePropertyName("alert");
            BoardRoutes.Write(json, alert);
        }

        if (change.Incident is { } incident)
        {
            json.WritePropertyName("state");
            if (!board.TryWrite(incident, json))
                json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private static void WriteNothing(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    private void Event(ArrayBufferWriter<byte> into, string name, long? number, Action<Utf8JsonWriter> write)
    {
        if (number is { } id)
            Write(into, $"id: {board.IdOf(id)}\n");
        Write(into, $"event: {name}\ndata: ");
        using (Utf8JsonWriter json = new(into))
            write(json);
        Write(into, "\n\n");
    }

    private static void Write(ArrayBufferWriter<byte> into, string text) => into.Write(Encoding.UTF8.GetBytes(text));
}
