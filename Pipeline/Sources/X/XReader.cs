using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>
/// Reads one connection: pieces into lines, lines into records, records into the queue. It waits for nothing but the connection, until the queue is full.
/// </summary>
internal sealed class XReader(XOptions options, SourceHost host, RecordQueue queue, XProgress progress, int batchSize)
{
    private const int PieceBytes = 64 << 10;

    private readonly LineBuffer _lines = new(XOptions.MaxLineBytes);
    private readonly List<RawRecord> _records = [];

    /// <summary>What the server said last without a post: likely why it closes.</summary>
    private XProblem _said = XProblem.None;

    /// <summary>Reads until the connection ends.</summary>
    /// <param name="body">The connection.</param>
    /// <param name="healthy">Told whenever something comes.</param>
    /// <param name="stop">Ends reading.</param>
    /// <exception cref="StalledException">Nothing came for too long.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<XEnd> ReadAsync(Stream body, Action healthy, CancellationToken stop)
    {
        TimedStream timed = new(body, host.Clock, options.ReadTimeout);
        byte[] piece = new byte[PieceBytes];
        bool isFirst = true;
        try
        {
            while (true)
            {
                int read = await timed.ReadAsync(piece, stop);
                if (read == 0)
                    return new XEnd(XEndKind.Closed, _said.ToString() is { Length: > 0 } said ? $"the server closed the stream: {said}" : "the server closed the stream");
                if (isFirst)
                    host.Watch.Streaming();
                isFirst = false;
                healthy();
                progress.Heard();
                XProblem? last = Frame(_lines.Take(piece.AsSpan(0, read)));
                await HandOnAsync(stop);
                if (last is not null)
                    return new XEnd(last.IsTooManyConnections ? XEndKind.TooManyConnections : XEndKind.Closed, $"the server ends the stream: {last}", Problem: last);
            }
        }
        finally
        {
            // A line without an end is a part of one: it comes again whole, or is lost with the gap.
            if (_lines.Unfinished > 0)
                host.Watch.Count("torn");
        }
    }

    /// <summary>Takes the lines of a piece up to a message that ends the stream.</summary>
    private XProblem? Frame(IReadOnlyList<ReceivedLine> lines)
    {
        foreach (ReceivedLine line in lines)
        {
            if (line.Bytes.IsEmpty)
                continue;
            if (line.IsTooLong)
            {
                host.Watch.Count("too-long");
                _records.Add(Record(line, $"too long: a line of {line.Length} bytes from X; the limit is {XOptions.MaxLineBytes}"));
                continue;
            }

            XLineKind kind = XLine.KindOf(line.Bytes.Span, out XProblem problem);
            if (kind is XLineKind.Message or XLineKind.Disconnect)
            {
                _said = problem;
                host.Watch.Count(kind == XLineKind.Message ? "message" : "disconnect");
                if (kind == XLineKind.Disconnect)
                    return problem;
                continue;
            }

            if (kind != XLineKind.Record)
                host.Watch.Count(kind == XLineKind.Partial ? "partial" : "unknown");
            _records.Add(Record(line, null));
        }

        return null;
    }

    private RawRecord Record(ReceivedLine line, string? fault) => new()
    {
        Form = fault is null ? RecordForm.Json : RecordForm.Fault,
        Bytes = line.Bytes,
        Position = new RecordPosition(host.Watch.Name, 0, 0),
        ReceivedAt = host.Now,
        Fault = fault,
    };

    private async ValueTask HandOnAsync(CancellationToken stop)
    {
        for (int at = 0; at < _records.Count; at += batchSize)
        {
            RawRecord[] records = [.. _records.Skip(at).Take(batchSize)];
            long receivedAt = records[^1].ReceivedAt;
            RawBatch batch = new(records, records.Length, null) { Accepted = () => progress.Accepted(receivedAt) };
            if (!queue.TryAdd(batch))
                await WaitForRoomAsync(batch, stop);
            host.Watch.Received(records.Length, records.Sum(static record => (long)record.Bytes.Length), XLine.TimeOf(records[^1].Bytes.Span));
        }

        _records.Clear();
    }

    /// <summary>Not reading is all that can be done when the pipeline stands: X closes the connection then, and what it had for us is sent again where the plan has it.</summary>
    private async ValueTask WaitForRoomAsync(RawBatch batch, CancellationToken stop)
    {
        host.Watch.Count("held-back");
        host.Watch.Waiting($"{options.QueueBytes >> 20} MiB of posts wait for the pipeline: reading stops until there is room, and X may close the stream");
        await queue.AddAsync(batch, stop);
        host.Watch.Streaming();
    }
}
