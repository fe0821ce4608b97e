using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// Writes a journal: records get an ordinal, wait together, and are flushed in one go. Safe from several threads. One loop does all that touches the disk; the first failure
/// of the disk ends it, as after a failed flush nobody can tell what is there, and what was not flushed is not acknowledged.
/// </summary>
/// <remarks>Layout of the folder: <c>segment-NUMBER</c>, <c>purges</c>, <c>purge-redo</c>, <c>lock</c>. See <see cref="JournalFormat"/>.</remarks>
internal sealed class JournalWriter : IAsyncDisposable
{
    /// <summary>Most bytes of records that wait for the disk; when more come, they are held back. One record may be longer.</summary>
    public const int MaxWaitingBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly OpenSegment _open;
    private readonly SegmentShelf _shelf;
    private readonly PurgeList _purges;
    private readonly JournalPurge _purge;
    private readonly JournalOptions _options;
    private readonly JournalHost _host;
    private readonly IDisposable _lock;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Task _loop;
    private List<Request> _requests = [];
    private List<Request> _running = [];
    private WaitingRecords _waiting = new();
    private WaitingRecords _writing = new();
    private TaskCompletionSource _hurry = Signals.New();
    private TaskCompletionSource _room = Signals.New();
    private TaskCompletionSource _advanced = Signals.New();
    private JournalBrokenException? _broken;
    private JournalEnd _end;
    private long _next;
    private long _wanted;
    private bool _closing;

    private JournalWriter(IDurableFolder folder, JournalOptions options, JournalHost host, IDisposable held)
    {
        SegmentPurge.Recover(folder);
        JournalState state = JournalRepair.Run(folder, host.Warn);
        _lock = held;
        _options = options;
        _host = host;
        _next = state.Last + 1;
        _open = OpenSegment.Of(folder, state, Now, host.CrashPoints);
        _end = new JournalEnd(state.Last, _open.Head.Number, _open.Length);
        _shelf = new SegmentShelf(folder, options, host.CrashPoints);
        foreach (ClosedSegment closed in state.Closed)
            _shelf.Add(closed);
        _purges = PurgeList.Open(folder);
        _purge = new JournalPurge(folder, _purges, _shelf, host);
        Folder = folder;
        _loop = Task.Run(RunAsync);
    }

    public IDurableFolder Folder { get; }

    /// <summary>How far the journal is flushed.</summary>
    public JournalEnd End => Volatile.Read(ref _end);

    /// <summary>Bytes of all segments.</summary>
    public long Bytes => _shelf.Bytes + End.Length;

    /// <summary>True while the journal is full and holds back its inputs.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Records of deleted posts overwritten so far.</summary>
    public long Purged => _purge.Purged;

    private long Now => _host.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens a journal, repairs its end, and makes what it holds durable.</summary>
    /// <exception cref="JournalBrokenException">Another process writes it, its disk failed, or it is of another version.</exception>
    public static JournalWriter Open(IDurableFolder folder, JournalOptions options, JournalHost host)
    {
        IDisposable held;
        try
        {
            held = folder.Lock("lock");
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            throw new JournalBrokenException($"the journal in {folder.Path} is being written by another process, or cannot be: {taken.Message}", taken);
        }

        try
        {
            return new JournalWriter(folder, options, host, held);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or StateFormatException or JournalBrokenException)
        {
            held.Dispose();
            throw new JournalBrokenException($"the journal in {folder.Path} cannot be opened: {failed.Message}", failed);
        }
    }

    /// <summary>Takes a record; it is safe once <see cref="FlushedAsync"/> says so. Waits while too much waits for the disk, and while the journal is full.</summary>
    /// <param name="record">Its bytes are copied. A source that lives in the present says when it was received; standard input may be a recording, of which now says nothing.</param>
    /// <param name="stop">Gives up waiting; the record is not taken then.</param>
    /// <returns>The record's ordinal.</returns>
    /// <exception cref="JournalBrokenException">The disk failed, or the journal is closed; the record is not taken.</exception>
    public async ValueTask<long> AppendAsync(RawRecord record, CancellationToken stop)
    {
        long length = WaitingRecords.LengthOf(record);
        if (length > JournalFormat.MaxBodyBytes)
            throw new ArgumentOutOfRangeException(nameof(record), length, $"a record of more than {JournalFormat.MaxBodyBytes} bytes");
        while (true)
        {
            Task room;
            lock (_gate)
            {
                ThrowIfUnusable();
                if (HasRoomFor(length))
                {
                    _waiting.Add(record, _next, record.ReceivedAt);
                    Wake();
                    return _next++;
                }

                room = _room.Task;
                Wake();
            }

            await room.WaitAsync(stop);
        }
    }

    /// <summary>Completes when a record, and all before it, will survive a power failure.</summary>
    /// <param name="ordinal">Of a record that was taken.</param>
    /// <returns>A task that fails with <see cref="JournalBrokenException"/> when the disk failed: the record is not accepted.</returns>
    public Task FlushedAsync(long ordinal)
    {
        lock (_gate)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ordinal, _next);
            if (ordinal <= _end.Ordinal)
                return Task.CompletedTask;
            if (_broken is not null)
                return Task.FromException(_broken);
            return ordinal <= _writing.Last ? _writing.Flushed.Task : _waiting.Flushed.Task;
        }
    }

    /// <summary>Completes when the journal is flushed beyond a record; fails when that will never be.</summary>
    public Task BeyondAsync(long ordinal)
    {
        lock (_gate)
        {
            if (_end.Ordinal > ordinal)
                return Task.CompletedTask;
            return _broken is null ? _advanced.Task : Task.FromException(_broken);
        }
    }

    /// <summary>Begins a new segment if the one being written holds anything; for a checkpoint, so that what it covers can go.</summary>
    public Task RollAsync() => RequestAsync(Roll);

    /// <summary>Tells that the oldest checkpoint that is kept covers all records up to an ordinal; segments that are not needed or kept any more are removed.</summary>
    public Task CoveredAsync(long ordinal) => RequestAsync(() => _shelf.Cover(Math.Min(ordinal, _end.Ordinal)));

    /// <summary>Has records that hold posts of these ids overwritten, those that were taken so far, as soon as checkpoints cover them; remembered durably when it completes.</summary>
    /// <remarks>A record that holds several posts goes whole.</remarks>
    public Task PurgeAsync(IReadOnlyCollection<string> ids)
    {
        long upTo;
        lock (_gate)
            upTo = _next - 1;
        return ids.Count == 0 ? Task.CompletedTask : RequestAsync(() => _purges.Add(ids, upTo));
    }

    /// <summary>Waits for a purge that runs, and forgets what it has done; for tests.</summary>
    public async Task FinishPurgeAsync()
    {
        await RequestAsync(() => { });
        await _purge.FinishAsync();
        await RequestAsync(() => { });
    }

    /// <summary>Flushes what waits and closes the journal. Appends that wait for room fail.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closing)
                return;
            _closing = true;
            Wake();
        }

        await _loop;
        await _purge.DisposeAsync();
        _open.Dispose();
        _purges.Dispose();
        _wake.Dispose();
        _lock.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            bool isOpen = true;
            while (isOpen)
            {
                await _wake.WaitAsync();
                await WindowAsync();
                isOpen = Work();
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Break(new JournalBrokenException($"the journal in {Folder.Path} cannot be written: {failed.Message}; nothing beyond record {End.Ordinal} is accepted", failed));
        }
        finally
        {
            // Whatever ended the loop, nobody may wait for it for ever; a failure of the program itself is told by whoever closes the journal.
            if (_broken is null)
                Break(new JournalBrokenException($"the journal in {Folder.Path} ended by a failure of the program"));
        }
    }

    /// <summary>Lets others join the group.</summary>
    private Task WindowAsync()
    {
        Task hurry;
        lock (_gate)
        {
            if (_waiting.IsEmpty || _closing || _options.FlushMilliseconds == 0)
                return Task.CompletedTask;
            hurry = _hurry.Task;
        }

        return Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(_options.FlushMilliseconds), _host.Clock), hurry);
    }

    /// <returns>False when the journal is closed.</returns>
    private bool Work()
    {
        bool closing;
        bool isFull;
        lock (_gate)
        {
            (_waiting, _writing) = (_writing, _waiting);
            (_requests, _running) = (_running, _requests);
            _hurry = Signals.New();
            closing = _closing;
            isFull = _wanted > 0;
            // What does not fit will find so again and wait for the next removal; what waited for memory has it now.
            if (!isFull || !_writing.IsEmpty)
                Signals.Complete(ref _room);
        }

        if (!_writing.IsEmpty)
            WriteGroup();
        foreach (Request request in _running)
            request.Run();
        // Covered records in the segment that is being written are in the way, too.
        if (isFull)
            Roll();
        Trim(isFull);
        _purge.Advance(_open.Head.FirstOrdinal);
        foreach (Request request in _running)
            request.Done.TrySetResult();
        _running.Clear();
        if (closing)
            Close();
        return !closing;
    }

    private void WriteGroup()
    {
        if (_open.Length >= _options.SegmentBytes)
            Roll();
        _open.Write(_writing.Marked(_end.Ordinal, Now));
        _host.CrashPoints.Reach("journal.before-flush");
        _open.Flush();
        _host.CrashPoints.Reach("journal.after-flush");
        lock (_gate)
        {
            Volatile.Write(ref _end, new JournalEnd(_writing.Last, _open.Head.Number, _open.Length));
            _writing.Flushed.TrySetResult();
            _writing.Clear();
            Signals.Complete(ref _advanced);
        }
    }

    private void Roll()
    {
        if (_end.Ordinal < _open.Head.FirstOrdinal)
            return;
        ClosedSegment closed = _open.Next(_end.Ordinal, Now);
        lock (_gate)
        {
            _shelf.Add(closed);
            Volatile.Write(ref _end, new JournalEnd(_end.Ordinal, _open.Head.Number, _open.Length));
        }
    }

    private void Trim(bool isAsked)
    {
        long wanted, needed;
        lock (_gate)
            (wanted, needed) = (_wanted, BesideClosed(_wanted));
        bool removed = _shelf.Trim(Now, needed, _purges.NotKept);
        lock (_gate)
        {
            bool fits = _wanted > 0 ? Fits(_wanted) : Bytes <= _options.MaxBytes / 10 * 9;
            // Room for who asked meanwhile was not made yet: he has woken the loop, and its next round says whether there is any.
            if (IsFull ? fits : isAsked && !fits && _wanted > 0 && _wanted <= wanted)
                Tell(!fits);
            if (_wanted == 0 || !(fits || removed))
                return;
            _wanted = 0;
            Signals.Complete(ref _room);
        }
    }

    private void Close()
    {
        if (_end.Ordinal >= _open.Head.FirstOrdinal)
        {
            _open.Write(_writing.Marked(_end.Ordinal, Now));
            _open.Flush();
        }

        Break(new JournalBrokenException($"the journal in {Folder.Path} is closed"));
    }

    private bool HasRoomFor(long length)
    {
        if (!_waiting.IsEmpty && _waiting.Length + length > MaxWaitingBytes)
        {
            _hurry.TrySetResult();
            return false;
        }

        bool fits = Fits(length);
        _wanted = fits ? 0 : Math.Max(_wanted, length);
        return fits;
    }

    /// <summary>True when a record may come. When one record at most is not covered, one of any length may: a checkpoint never covers the last record that was read.</summary>
    private bool Fits(long length) =>
        _shelf.Bytes + BesideClosed(length) <= _options.MaxBytes || (_shelf.Covered >= _end.Ordinal - 1 && _waiting.IsEmpty && _writing.IsEmpty);

    /// <summary>Bytes that are not in closed segments, with those of a record to come.</summary>
    private long BesideClosed(long more) => _end.Length + _writing.Length + _waiting.Length + more;

    private void Tell(bool isFull)
    {
        IsFull = isFull;
        _host.Warn(isFull
            ? $"the journal in {Folder.Path} is full ({Bytes} of {_options.MaxBytes} bytes, Journal:MaxBytes): its inputs are held back until a checkpoint covers more"
            : $"the journal in {Folder.Path} takes input again");
    }

    private Task RequestAsync(Action run)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            Request request = new(run, Signals.New());
            _requests.Add(request);
            Wake();
            return request.Done.Task;
        }
    }

    /// <summary>Fails everything that waits, and all that comes.</summary>
    private void Break(JournalBrokenException why)
    {
        lock (_gate)
        {
            _broken = why;
            foreach (TaskCompletionSource waiting in new[] { _writing.Flushed, _waiting.Flushed, _room, _advanced }.Concat(_requests.Concat(_running).Select(request => request.Done)))
            {
                waiting.TrySetException(why);
                // Nobody may be waiting; a failure that nobody looked at is none of the process.
                _ = waiting.Task.Exception;
            }
        }
    }

    private void ThrowIfUnusable()
    {
        if (_broken is not null)
            throw new JournalBrokenException(_broken.Message, _broken);
        if (_closing)
            throw new JournalBrokenException($"the journal in {Folder.Path} is closed");
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
            _wake.Release();
    }

    private sealed record Request(Action Run, TaskCompletionSource Done);
}
