using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>
/// What becomes of files that a scan does not find where they were: those that were renamed to a name outside the paths are found in their folder by their number, and read to
/// their end there; those that were deleted are read to their end while they are open.
/// </summary>
internal sealed class MissingFiles(FileRegistry registry, OpenFiles open, IFollowedDisk disk, SourceHost host, DateTimeOffset now)
{
    /// <summary>Names looked at in one folder.</summary>
    private const int MaxNames = 20_000;

    /// <param name="displaced">Takes the files whose name another may have taken.</param>
    public void Follow(Dictionary<string, FollowedFile> displaced)
    {
        List<FollowedFile> moved = [];
        foreach (FollowedFile file in registry.Files)
        {
            if (file.IsListed)
                continue;
            if (file.IsLeaving)
                LookAgain(file);
            else if (!file.IsGone && HasMoved(file))
                moved.Add(file);
        }

        foreach (IGrouping<string?, FollowedFile> folder in moved.GroupBy(static file => Path.GetDirectoryName(file.Entry.Path)))
            Search(folder.Key, folder, displaced);
    }

    /// <summary>False too where nobody can tell, as when its folder may not be searched now.</summary>
    private bool HasMoved(FollowedFile file)
    {
        try
        {
            return disk.Look(file.Entry.Path) is not { } look || (look.Number is { } number && number != file.Entry.Number);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Search(string? folder, IEnumerable<FollowedFile> files, Dictionary<string, FollowedFile> displaced)
    {
        Dictionary<FileNumber, FollowedFile> wanted = files.Where(static file => file.Entry.Number is not null).ToDictionary(static file => file.Entry.Number!.Value);
        foreach (FollowedFile file in files)
        {
            displaced[file.Entry.Path] = file;
            file.IsRotated = true;
        }

        if (wanted.Count > 0 && folder is not null)
            SearchFor(folder, wanted);
        foreach (FollowedFile file in files.Where(static file => !file.IsLeaving))
        {
            file.IsLeaving = open.Has(file);
            registry.Change(file, entry => entry with { GoneAt = now.ToUnixTimeMilliseconds() });
            host.Watch.Count("gone");
            if (file.IsLeaving)
                LookAgain(file);
        }
    }

    private void SearchFor(string folder, Dictionary<FileNumber, FollowedFile> wanted)
    {
        try
        {
            foreach (string name in disk.Names(folder).Take(MaxNames))
            {
                string path = Path.Combine(folder, name);
                if (disk.Look(path) is not { Sort: FileSort.File, Number: { } number } look || !wanted.Remove(number, out FollowedFile? file))
                    continue;
                registry.Change(file, entry => entry with { Path = path });
                file.IsLeaving = true;
                Note(file, look);
                host.Watch.Count("rotated");
                if (wanted.Count == 0)
                    return;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Then they are gone as far as can be told.
        }
    }

    private void LookAgain(FollowedFile file)
    {
        try
        {
            Note(file, disk.Look(open.Get(file)));
            file.Trouble = null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            file.IsLeaving = false;
            registry.Change(file, entry => entry with { GoneAt = now.ToUnixTimeMilliseconds() });
            host.Watch.Count("gone");
        }
    }

    private void Note(FollowedFile file, FileLook look)
    {
        if (file.Look == look)
            return;
        file.Look = look;
        file.ChangedAt = now;
    }
}
