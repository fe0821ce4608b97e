using Microsoft.Win32.SafeHandles;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>
/// Tells which of the files that a scan found are the ones that are known, under whatever name, and which are new. A file is known by the system's number for it, and must
/// still begin with what was read of it; where the number is unknown, or the system tells none, by what was read of it alone. So a rename is no new file; a file that was emptied
/// and written anew under the same number is one; and the copy that a rotation made before emptying the original is the original's continuation.
/// </summary>
internal sealed class FileMatching(FileRegistry registry, OpenFiles open, IFollowedDisk disk, FilesOptions options, SourceHost host)
{
    /// <summary>Files with the same beginning that are compared with a new one; the newest are.</summary>
    private const int MaxComparisons = 64;

    private readonly Dictionary<string, (FileLook Look, DateTimeOffset Since)> _copies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FollowedFile> _displaced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);
    private readonly List<FoundFile> _fresh = [];
    private readonly HashSet<FileNumber> _begun = [];
    private DateTimeOffset? _lastLook;
    private DateTimeOffset _now;
    private bool _startsAtEnd;

    /// <summary>New files that cannot be opened, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Unreadable => _unreadable;

    /// <summary>Files for which there was no room at the last look.</summary>
    public int Beyond { get; private set; }

    /// <summary>Takes what a scan found.</summary>
    public void Take(PathScanResult scan)
    {
        _now = host.Clock.GetUtcNow();
        _startsAtEnd = options.StartAtEnd && registry.IsFirstStart;
        _fresh.Clear();
        _begun.Clear();
        _displaced.Clear();
        Beyond = 0;
        foreach (FollowedFile file in registry.Files)
            file.IsListed = false;
        Recognise(scan.Files);
        MissingFiles missing = new(registry, open, disk, host, _now);
        missing.Follow(_displaced);
        foreach (FollowedFile file in registry.Files)
        {
            if (file.IsListed)
                Verify(file);
        }

        // One that turns out to be another file while it is taken comes again with the next scan.
        int fresh = _fresh.Count;
        for (int i = 0; i < fresh; i++)
            TakeNew(_fresh[i]);
        Forget(scan.Files);
        _lastLook = _now;
    }

    private void Recognise(IReadOnlyList<FoundFile> found)
    {
        Dictionary<FileNumber, FollowedFile> byNumber = [];
        Dictionary<string, FollowedFile> byPath = new(StringComparer.Ordinal);
        foreach (FollowedFile file in registry.Files)
        {
            if (file.Entry.Number is { } number)
                byNumber[number] = file;
            else if (!file.IsGone)
                byPath[file.Entry.Path] = file;
        }

        FollowedFile? Known(FoundFile at) => at.Look.Number is { } number ? byNumber.GetValueOrDefault(number) : byPath.GetValueOrDefault(at.Path);
        // A file that has two names keeps the one it had.
        foreach (FoundFile at in found)
        {
            if (Known(at) is { } file && file.Entry.Path == at.Path)
                See(file, at.Look);
        }

        foreach (FoundFile at in found)
        {
            if (Known(at) is not { } file)
                _fresh.Add(at);
            else if (!file.IsListed)
                Rename(file, at);
        }
    }

    private void See(FollowedFile file, FileLook look)
    {
        bool isFirst = file.VerifiedAt is null && file.Look == default;
        file.IsListed = true;
        file.IsLeaving = false;
        if (file.IsGone)
            registry.Change(file, static entry => entry with { GoneAt = 0 });
        if (file.Look == look)
            return;
        file.Look = look;
        file.ChangedAt = _now;
        // What came while nobody looked.
        if (isFirst)
            file.BacklogEnd = look.Size;
    }

    private void Rename(FollowedFile file, FoundFile at)
    {
        if (!file.IsGone)
            _displaced[file.Entry.Path] = file;
        registry.Change(file, entry => entry with { Path = at.Path });
        file.IsRotated = true;
        See(file, at.Look);
        host.Watch.Count("rotated");
    }

    /// <summary>Looks whether a file that changed still begins with what was read.</summary>
    private void Verify(FollowedFile file)
    {
        if (file.VerifiedAt == file.Look && file.Trouble is null)
            return;
        try
        {
            SafeFileHandle handle = open.Get(file);
            file.Trouble = null;
            if (!IsSame(file, handle))
            {
                Renew(file);
                return;
            }

            if (file.Entry.Form == FollowedForm.Unknown && file.Look.Size > 0 && FormTeller.Tell(handle, isQuiet: false) is not FollowedForm.Unknown and var form)
                registry.Change(file, entry => entry with { Form = form });
            file.VerifiedAt = file.Look;
        }
        catch (FileNotFoundException)
        {
            // It was renamed or deleted since the scan; the next one tells.
            file.IsListed = false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Trouble(file, fault);
        }
    }

    private static bool IsSame(FollowedFile file, SafeFileHandle handle)
    {
        ReadMark mark = file.Mark;
        if (file.Entry.Form == FollowedForm.Document)
            return mark.TakenSize < 0 || (mark.TakenSize == file.Look.Size && mark.TakenAt == file.Look.WrittenAt);
        if (file.Entry.Form == FollowedForm.Whole)
            return mark.Proof.Fits(handle);
        return file.Look.Size >= mark.Offset && mark.Proof.Fits(handle) && StartsALine(file, handle);
    }

    /// <summary>Where a run goes on from what the journal holds, nothing else vouches for the place: a line must begin there.</summary>
    private static bool StartsALine(FollowedFile file, SafeFileHandle handle)
    {
        ReadMark mark = file.Mark;
        if (file.VerifiedAt is not null || !mark.IsSkipping || mark.Offset == 0 || mark.Offset <= file.Entry.Kept.Offset)
            return true;
        byte[] before = new byte[1];
        return file.Entry.Cut?.End == mark.Offset || (FileProof.ReadAt(handle, before, mark.Offset - 1) == 1 && before[0] == (byte)'\n');
    }

    /// <summary>The bytes under this number are another file's now. What was known stays known, as a copy may have been made.</summary>
    private void Renew(FollowedFile file)
    {
        host.Watch.Count(file.Entry.Form == FollowedForm.Document ? "rewritten" : "truncated");
        open.Close(file);
        registry.Change(file, entry => entry with { Number = null, GoneAt = Now });
        file.IsListed = false;
        _fresh.Add(new FoundFile(file.Entry.Path, file.Look));
    }

    private void TakeNew(FoundFile found)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = disk.Open(found.Path);
            FileLook look = disk.Look(handle);
            _unreadable.Remove(found.Path);
            // A new file may be found under several names at once.
            if (found.Look.Number != look.Number || (look.Number is { } number && _begun.Contains(number)))
                return;
            if (IsCopy(found.Path, look, handle, out FollowedFile? continued))
                return;
            FollowedFile? file = continued is null ? Begin(found.Path, look, handle) : Adopt(continued, found.Path, look);
            if (file is null)
                return;
            open.Keep(file, handle);
            handle = null;
            if (look.Number is { } begun)
                _begun.Add(begun);
            Verify(file);
        }
        catch (FileNotFoundException)
        {
            // It was there for less than a look.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (_unreadable.TryAdd(found.Path, FileTrouble.ReasonOf(fault)))
                host.Watch.Count("unreadable");
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>
    /// True when a new file is, so far, the beginning of one that is followed: a rotation may be copying it. It is left for as long as it may be that.
    /// </summary>
    private bool IsCopy(string path, FileLook look, SafeFileHandle handle, out FollowedFile? continued)
    {
        continued = null;
        string head = FileProof.HeadOf(handle);
        if (head.Length == 0)
            return false;
        FollowedFile[] alike = [.. registry.Files.Reverse().Where(file => file.Mark.Proof.Head == head).Take(MaxComparisons)];
        continued = alike.FirstOrDefault(file => file.IsGone && file.Mark.Proof.Fits(handle));
        if (continued is not null || !alike.Any(file => file.IsListed && FileProof.IsBeginningOf(handle, open.Get(file))))
        {
            _copies.Remove(path);
            return false;
        }

        if (!_copies.TryGetValue(path, out (FileLook Look, DateTimeOffset Since) copy) || copy.Look != look)
            _copies[path] = copy = (look, _now);
        return _now - copy.Since < options.Stable;
    }

    private FollowedFile Adopt(FollowedFile file, string path, FileLook look)
    {
        open.Close(file);
        registry.Change(file, entry => entry with { Path = path, Number = look.Number });
        file.IsRotated = true;
        See(file, look);
        host.Watch.Count("moved");
        return file;
    }

    private FollowedFile? Begin(string path, FileLook look, SafeFileHandle handle)
    {
        FollowedFile? file = registry.Add(path, look.Number, _startsAtEnd ? EndOf(handle, look) : new ReadMark(0, false, FileProof.Of(handle, Math.Min(look.Size, FileProof.PartBytes))));
        if (file is null)
        {
            Beyond++;
            host.Watch.Count("beyond");
            return null;
        }

        file.Before = _displaced.GetValueOrDefault(path);
        See(file, look);
        // What was written before the last look and was not seen then was moved here: nobody knows when it was received.
        bool wasMovedHere = _lastLook is { } last && look.WrittenMs < last.ToUnixTimeMilliseconds() - (long)options.Poll.TotalMilliseconds;
        file.BacklogEnd = _lastLook is null || wasMovedHere ? look.Size : 0;
        return file;
    }

    private static ReadMark EndOf(SafeFileHandle handle, FileLook look)
    {
        byte[] last = new byte[1];
        bool isWithinLine = look.Size > 0 && FileProof.ReadAt(handle, last, look.Size - 1) == 1 && last[0] != (byte)'\n';
        return new ReadMark(look.Size, isWithinLine, FileProof.Of(handle, look.Size), look.Size, look.WrittenAt);
    }

    private void Trouble(FollowedFile file, Exception fault)
    {
        if (file.Trouble is null)
            host.Watch.Count("unreadable");
        file.Trouble = FileTrouble.ReasonOf(fault);
    }

    /// <summary>What is noted of new files goes when they do.</summary>
    private void Forget(IReadOnlyList<FoundFile> found)
    {
        if (_copies.Count == 0 && _unreadable.Count == 0)
            return;
        HashSet<string> paths = [.. found.Select(static file => file.Path)];
        foreach (string path in _copies.Keys.Concat(_unreadable.Keys).Where(path => !paths.Contains(path)).ToArray())
        {
            _copies.Remove(path);
            _unreadable.Remove(path);
        }
    }

    private long Now => _now.ToUnixTimeMilliseconds();
}
