using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// The closed segments of a journal: which are needed, which are kept as a recording, and what they take. Segments go oldest first, each removal made durable before the
/// next, so that a crash never leaves a hole. One at a time may call it.
/// </summary>
internal sealed class SegmentShelf(IDurableFolder folder, JournalOptions options, CrashPoints crashPoints)
{
    private readonly Lock _gate = new();
    private readonly List<ClosedSegment> _segments = [];
    private long _bytes;

    /// <summary>Bytes of the closed segments; safe to read at any time.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Last ordinal that the oldest kept checkpoint covers.</summary>
    public long Covered { get; private set; }

    /// <summary>Segments that a checkpoint covers and that are kept as a recording; safe to read at any time.</summary>
    public List<ClosedSegment> Kept
    {
        get
        {
            lock (_gate)
                return [.. _segments.Where(segment => segment.Last <= Covered)];
        }
    }

    /// <summary>First ordinal of the oldest closed segment; null when there is none.</summary>
    public long? First
    {
        get
        {
            lock (_gate)
                return _segments.Count > 0 ? _segments[0].First : null;
        }
    }

    public void Add(ClosedSegment segment)
    {
        lock (_gate)
            _segments.Add(segment);
        Interlocked.Add(ref _bytes, segment.Length);
    }

    /// <summary>Notes what is covered; it never goes back.</summary>
    public void Cover(long ordinal)
    {
        lock (_gate)
            Covered = Math.Max(Covered, ordinal);
    }

    /// <summary>Removes covered segments that are older than what is kept, that must not be kept, or that are in the way.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="wanted">Bytes that the segment being written and the records that wait need.</param>
    /// <param name="notKept">Ordinal up to which nothing may be kept as a recording.</param>
    /// <returns>True when one was removed.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool Trim(long now, long wanted, long notKept)
    {
        long oldest = now - (long)TimeSpan.FromHours(options.KeepHours).TotalMilliseconds;
        bool removed = false;
        while (NextToGo(oldest, wanted, notKept) is { } segment)
        {
            crashPoints.Reach("journal.before-delete");
            folder.Delete(SegmentFiles.NameOf(segment.Number));
            folder.Flush();
            lock (_gate)
                _segments.RemoveAt(0);
            Interlocked.Add(ref _bytes, -segment.Length);
            removed = true;
        }

        return removed;
    }

    private ClosedSegment? NextToGo(long oldest, long wanted, long notKept)
    {
        lock (_gate)
        {
            if (_segments.Count == 0 || _segments[0].Last > Covered)
                return null;
            bool mustGo = options.KeepHours == 0 || _segments[0].ClosedAt <= oldest || _segments[0].First <= notKept || Bytes + wanted > options.MaxBytes;
            return mustGo ? _segments[0] : null;
        }
    }
}

/// <summary>A segment that is no longer written to.</summary>
/// <param name="Number">Its number.</param>
/// <param name="First">First ordinal in it.</param>
/// <param name="Last">Last ordinal in it.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ClosedAt">When the next one was begun, unix milliseconds.</param>
internal sealed record ClosedSegment(long Number, long First, long Last, long Length, long ClosedAt);
