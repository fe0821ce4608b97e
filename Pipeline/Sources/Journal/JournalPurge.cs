using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// Purges kept segments of deleted posts in the background. Segments that no checkpoint covers yet are left alone: a run that goes on from an older checkpoint must see what
/// the first one saw. The writer's loop alone calls it, and one pass runs at a time.
/// </summary>
/// <remarks>
/// A pass reads every kept segment once, so passes are at least <see cref="s_pause"/> apart. A post is gone from the journal once the oldest kept checkpoint has passed it (with the
/// default of three, one each 10 s, half a minute), and at most 10 minutes and the time of two passes later; a pass takes as long as reading and decoding what is kept.
/// </remarks>
internal sealed class JournalPurge(IDurableFolder folder, PurgeList list, SegmentShelf shelf, JournalHost host) : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(10);
    private static readonly Task<long> s_noPass = Task.FromResult(0L);

    private readonly CancellationTokenSource _stop = new();
    private Task<long> _pass = s_noPass;
    private long _done;
    private long? _lastPass;
    private long _purged;

    /// <summary>Records overwritten so far; safe to read at any time.</summary>
    public long Purged => Volatile.Read(ref _purged);

    /// <summary>Forgets what is done, and begins a pass when one is due.</summary>
    /// <param name="openFirst">First ordinal of the segment that is being written.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Advance(long openFirst)
    {
        if (!_pass.IsCompleted)
            return;
        long done = Math.Max(_pass.Result, (shelf.First ?? openFirst) - 1);
        _pass = s_noPass;
        if (done > _done)
            list.Forget(_done = done);
        if (list.Count == 0)
            return;
        long now = host.Clock.GetTimestamp();
        List<ClosedSegment> kept = shelf.Kept;
        if (kept.Count == 0 || (_lastPass is long last && host.Clock.GetElapsedTime(last, now) < s_pause))
            return;
        _lastPass = now;
        HashSet<string> ids = list.Ids();
        _pass = Task.Run(() => Run(kept, ids));
    }

    /// <summary>Waits for the pass that runs.</summary>
    public Task FinishAsync() => _pass;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pass;
        _stop.Dispose();
    }

    /// <returns>Ordinal up to which all ids are purged; 0 when it was not finished.</returns>
    private long Run(List<ClosedSegment> kept, HashSet<string> ids)
    {
        foreach (ClosedSegment segment in kept)
        {
            try
            {
                long purged = SegmentPurge.Run(folder, segment.Number, segment.First - 1, record => host.HoldsAny(record, ids), _stop.Token);
                Interlocked.Add(ref _purged, purged);
            }
            catch (FileNotFoundException)
            {
                // It was old enough to be removed meanwhile, which is better still.
            }
            catch (IOException failed)
            {
                host.Warn($"deleted posts could not be purged from segment {segment.Number} in {folder.Path}, which is tried again: {failed.Message}");
                return 0;
            }
        }

        return _stop.IsCancellationRequested ? 0 : kept[^1].Last;
    }
}
