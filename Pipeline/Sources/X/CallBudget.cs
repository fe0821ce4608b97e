using System.Buffers.Binary;

namespace RtmPipeline.Sources.X;

/// <summary>
/// Keeps requests of one kind within a limit, whatever asks for them and however confused: at most so many in any window of a length. What the server says of its own count
/// is respected too.
/// </summary>
/// <param name="limit">Requests in a window; at least 1.</param>
/// <param name="window">Length of the window.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class CallBudget(int limit, TimeSpan window, TimeProvider clock)
{
    private const string Part = "connects";

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _made = new();
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>When the next request may be made; null for now.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (_gate)
            {
                DateTimeOffset now = clock.GetUtcNow();
                while (_made.TryPeek(out DateTimeOffset oldest) && oldest + window <= now)
                    _made.Dequeue();
                DateTimeOffset next = _made.Count < limit ? _notBefore : _made.Peek() + window > _notBefore ? _made.Peek() + window : _notBefore;
                return next > now ? next : null;
            }
        }
    }

    /// <summary>Notes that a request is made.</summary>
    public void Made()
    {
        lock (_gate)
        {
            _made.Enqueue(clock.GetUtcNow());
            if (_made.Count > limit)
                _made.Dequeue();
        }
    }

    /// <summary>Notes what the server says is left.</summary>
    public void Told(XRateLimit left)
    {
        if (left is not { Remaining: 0, Reset: { } reset } || reset - clock.GetUtcNow() > XEnd.MaxBelievedWait)
            return;
        lock (_gate)
            _notBefore = reset;
    }

    /// <summary>Waits until a request may be made, and notes that it is.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> came.</exception>
    public async Task WaitAsync(CancellationToken stop)
    {
        while (Next is { } next)
            await Task.Delay(next - clock.GetUtcNow(), clock, stop);
        Made();
    }

    /// <summary>Takes up what an earlier process noted: one that dies and is started again and again has no more requests than one that lives.</summary>
    public void Restore(XMemory memory)
    {
        byte[]? known = memory.Read(Part);
        lock (_gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            for (int at = 0; known is not null && at + sizeof(long) <= known.Length && _made.Count < limit; at += sizeof(long))
            {
                long made = BinaryPrimitives.ReadInt64LittleEndian(known.AsSpan(at));
                // A clock that was put back must not hold the source up for longer than a window.
                if (made > (now - window).ToUnixTimeMilliseconds() && made <= now.ToUnixTimeMilliseconds())
                    _made.Enqueue(DateTimeOffset.FromUnixTimeMilliseconds(made));
            }
        }
    }

    public void Save(XMemory memory)
    {
        byte[] bytes;
        lock (_gate)
        {
            bytes = new byte[_made.Count * sizeof(long)];
            int at = 0;
            foreach (DateTimeOffset made in _made)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), made.ToUnixTimeMilliseconds());
                at += sizeof(long);
            }
        }

        _ = memory.Write(Part, bytes);
    }
}
