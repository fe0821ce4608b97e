using Microsoft.Win32.SafeHandles;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>Reads what the followed files have more, file by file and a piece of each at a time, so that a long one does not hold up the others.</summary>
internal sealed class Follower : IDisposable
{
    /// <summary>Files that have been gone for longer are forgotten: a disk that was taken off and put back within that time is gone on with.</summary>
    private static readonly TimeSpan s_remembersGone = TimeSpan.FromDays(3);

    private readonly FilesOptions _options;
    private readonly SourceHost _host;
    private readonly IFollowedDisk _disk;
    private readonly FileRegistry _registry;
    private readonly OpenFiles _open;
    private readonly FileMatching _matching;
    private readonly PathScan _scan;
    private readonly LineReader _lines;
    private readonly FileLimits _limits;
    private WholeReading? _whole;

    public Follower(FilesOptions options, SourceHost host, IFollowedDisk disk, FileRegistry registry)
    {
        _options = options;
        _host = host;
        _disk = disk;
        _registry = registry;
        _open = new OpenFiles(disk, options.MaxOpenFiles);
        _matching = new FileMatching(registry, _open, disk, options, host);
        _scan = new PathScan(options.Paths, options.Exclude, options.MaxFiles, disk);
        _limits = FileLimits.Default with { MaxLineBytes = options.MaxLineBytes };
        _lines = new LineReader(options.MaxLineBytes, _limits.FaultHeadBytes);
    }

    /// <summary>Looks which files there are, and says what the source does.</summary>
    /// <returns>False when new files could not be written down: then nothing may be read.</returns>
    public bool Look()
    {
        PathScanResult found = _scan.Run();
        _matching.Take(found);
        ForgetGone();
        if (!TrySave(isNeeded: _registry.HasUnsaved || _registry.IsFirstStart))
            return false;
        Tell(found);
        return true;
    }

    /// <summary>Reads one round: a piece of each file that has more.</summary>
    /// <param name="batchSize">Most records in a batch.</param>
    /// <param name="stop">Ends the round.</param>
    public async IAsyncEnumerable<RawBatch> RoundAsync(int batchSize, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        foreach (FollowedFile file in _registry.Files.ToArray())
        {
            if (stop.IsCancellationRequested)
                yield break;
            DecideForm(file);
            if (IsUnfinishedDue(file) || (file.HasMoreLines && !WaitsForOther(file)))
            {
                foreach (RawBatch batch in ReadLines(file, batchSize))
                    yield return batch;
            }

            if (file.IsLeaving)
                LeaveFinished(file);
        }

        if (await WholeAsync(batchSize, stop) is { } whole)
            yield return whole;
    }

    public async ValueTask CloseAsync()
    {
        if (_whole is not null)
            await _whole.DisposeAsync();
        _whole = null;
        Dispose();
    }

    public void Dispose() => _open.Dispose();

    /// <summary>The first lines of a file come after the last ones of the file that had its name before.</summary>
    private static bool WaitsForOther(FollowedFile file)
    {
        if (file.Before is { HasMoreLines: true })
            return true;
        file.Before = null;
        return false;
    }

    private TimeSpan Quiet(FollowedFile file) => _host.Clock.GetUtcNow() - file.ChangedAt;

    /// <summary>True when the beginning of a line has stood at the end for so long that its end is not to be expected.</summary>
    private bool IsUnfinishedDue(FollowedFile file) =>
        file.Entry.Form == FollowedForm.Lines && file.IsFollowed && file.Look.Size == file.WaitsAt && file.Look.Size > file.Mark.Offset
        && Quiet(file) >= (file.IsRotated || file.IsLeaving ? _options.Stable : _options.IdleClose);

    /// <summary>A file whose first line has no end is one of lines, when nothing more comes.</summary>
    private void DecideForm(FollowedFile file)
    {
        if (file.Entry.Form != FollowedForm.Unknown || !file.IsFollowed || file.Look.Size == 0)
            return;
        if (Quiet(file) >= (file.IsRotated || file.IsLeaving ? _options.Stable : _options.IdleClose))
        {
            _registry.Change(file, static entry => entry with { Form = FollowedForm.Lines });
            return;
        }

        if (!file.IsLeaving)
            return;
        Guard(file, handle =>
        {
            FollowedForm form = FormTeller.Tell(handle, isQuiet: false);
            _registry.Change(file, entry => entry with { Form = form });
        });
    }

    private List<RawBatch> ReadLines(FollowedFile file, int batchSize)
    {
        List<RawBatch> batches = [];
        ReadMark before;
        do
        {
            // Blank lines and the rest of one that was given up make no batch.
            before = file.Mark;
            ReadPiece(file, batchSize, batches);
        }
        while (batches.Count == 0 && file.Mark != before && file.HasMoreLines);
        return batches;
    }

    private void ReadPiece(FollowedFile file, int batchSize, List<RawBatch> batches) =>
        Guard(file, handle =>
        {
            bool takesUnfinished = IsUnfinishedDue(file);
            long end = file.Look.Size;
            using LineChunk chunk = _lines.Read(handle, new LinePlace(file.Mark.Offset, file.Mark.IsSkipping), end, batchSize, takesUnfinished, offset => Describe(file, offset));
            // Only what was read of the very file that was read before counts; a file that was emptied meanwhile is told by the next look.
            if (_disk.Look(handle).Size < chunk.After.Offset || !file.Mark.Proof.Fits(handle))
            {
                file.WaitsAt = end;
                file.VerifiedAt = null;
                return;
            }

            if (chunk.Cut is { } cut && !TryCut(file, cut))
                return;
            Take(file, handle, chunk, batches);
            // What is left is the beginning of a line.
            if (batches.Count == 0 && file.Mark.Offset == chunk.After.Offset && end - chunk.After.Offset <= _options.MaxLineBytes + 1)
                file.WaitsAt = end;
        });

    private void Take(FollowedFile file, SafeFileHandle handle, LineChunk chunk, List<RawBatch> batches)
    {
        long newest = 0;
        foreach ((RawRecord[] records, LinePlace after) in chunk.Batches)
        {
            ReadMark mark = MarkOf(handle, after);
            batches.Add(chunk.BatchOf(records, () => _registry.Accept(file, mark)));
            newest = Math.Max(newest, records.Max(static record => record.ReceivedAt));
            _host.Watch.Received(records.Length, records.Sum(static record => (long)record.Bytes.Length), newest);
            if (records.Any(static record => record.Form == RecordForm.Fault))
                _host.Watch.Count("too long", records.Count(static record => record.Form == RecordForm.Fault));
        }

        if (chunk.After != new LinePlace(file.Mark.Offset, file.Mark.IsSkipping))
            file.Mark = MarkOf(handle, chunk.After);
    }

    private static ReadMark MarkOf(SafeFileHandle handle, LinePlace place) => new(place.Offset, place.IsSkipping, FileProof.Of(handle, place.Offset));

    /// <summary>Where a line was cut is written down before the record is given: should the rest come, and a crash between, both parts are still given once.</summary>
    private bool TryCut(FollowedFile file, LineCut cut)
    {
        LineCut? before = file.Entry.Cut;
        _registry.Change(file, entry => entry with { Cut = cut });
        if (TrySave(isNeeded: true))
        {
            _host.Watch.Count("unfinished");
            return true;
        }

        _registry.Change(file, entry => entry with { Cut = before });
        return false;
    }

    private RawRecord Describe(FollowedFile file, long offset) => new()
    {
        Form = RecordForm.Json,
        Bytes = default,
        Position = new RecordPosition(file.Entry.Source, 0, 0) { Origin = offset },
        ReceivedAt = offset < file.BacklogEnd ? 0 : _host.Now,
    };

    private void LeaveFinished(FollowedFile file)
    {
        bool isRead = file.Entry.Form is FollowedForm.Lines or FollowedForm.Unknown
            ? file.Look.Size <= file.Mark.Offset
            : file.Mark.TakenSize == file.Look.Size;
        if (!isRead || Quiet(file) < _options.Stable)
            return;
        file.IsLeaving = false;
        _open.Close(file);
        if (!file.IsGone)
            _registry.Change(file, entry => entry with { GoneAt = _host.Now });
    }

    /// <summary>One file after the other: each may need its whole document in memory.</summary>
    private async ValueTask<RawBatch?> WholeAsync(int batchSize, CancellationToken stop)
    {
        if (_whole is null && _registry.Files.FirstOrDefault(IsWholeDue) is { } due)
            _whole = new WholeReading(due, _registry, _disk, _limits, _host, batchSize, stop);
        if (_whole is null)
            return null;
        RawBatch? batch = await _whole.NextAsync();
        if (_whole.IsDone)
        {
            await _whole.DisposeAsync();
            _whole = null;
        }

        return batch;
    }

    private bool IsWholeDue(FollowedFile file) =>
        file.Entry.Form is FollowedForm.Whole or FollowedForm.Document && file.IsFollowed
        && (file.Mark.TakenSize != file.Look.Size || file.Mark.TakenAt != file.Look.WrittenAt) && Quiet(file) >= _options.Stable;

    private void Guard(FollowedFile file, Action<SafeFileHandle> read)
    {
        try
        {
            read(_open.Get(file));
        }
        catch (FileNotFoundException)
        {
            // It was renamed or deleted since the last look; the next one tells.
            file.VerifiedAt = null;
            file.WaitsAt = file.Look.Size;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _open.Close(file);
            file.Trouble = FileTrouble.ReasonOf(fault);
            file.VerifiedAt = null;
            _host.Watch.Count("unreadable");
        }
    }

    private void ForgetGone()
    {
        long before = _host.Now - (long)s_remembersGone.TotalMilliseconds;
        foreach (FollowedFile file in _registry.Files.Where(file => file.IsGone && !file.IsLeaving && file.Entry.GoneAt < before).ToArray())
            _registry.Remove(file);
    }

    private bool TrySave(bool isNeeded)
    {
        try
        {
            if (isNeeded)
                _registry.Save();
            return true;
        }
        catch (IOException fault)
        {
            _host.Watch.Count("memory");
            _host.Watch.Waiting($"what was read cannot be written down ({fault.GetType().Name}); nothing new is read until it can", _host.Clock.GetUtcNow() + _options.Poll);
            return false;
        }
    }

    private void Tell(PathScanResult found)
    {
        List<string> troubles = [.. found.Troubles, .. _matching.Unreadable.Select(static entry => $"{entry.Key}: {entry.Value}")];
        troubles.AddRange(_registry.Files.Where(static file => file.Trouble is not null).Select(static file => $"{file.Entry.Path}: {file.Trouble}"));
        if (found.Beyond + _matching.Beyond > 0)
            troubles.Add($"{found.Beyond + _matching.Beyond} files more than the {_options.MaxFiles} of MaxFiles are not read");
        troubles.AddRange(found.Missing.Select(static path => $"{path}: nothing is there"));
        string rest = troubles.Count > 1 ? $" (and {troubles.Count - 1} more)" : string.Empty;
        string trouble = troubles.Count > 0 ? $"{troubles[0]}{rest}" : string.Empty;
        if (found.Files.Count > 0)
            _host.Watch.Streaming(trouble);
        else if (found.Refused > 0)
            _host.Watch.Refused(trouble);
        else
            _host.Watch.Waiting(trouble.Length > 0 ? trouble : "there are no files yet", null);
    }
}
