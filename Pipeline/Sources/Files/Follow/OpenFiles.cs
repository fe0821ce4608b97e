using Microsoft.Win32.SafeHandles;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>
/// Handles of the files that were read last, at most so many; beyond that the one that was used least lately is closed, and opened again when it has more. A file that is deleted
/// while its handle is open is still read to its end.
/// </summary>
/// <param name="disk">Where they are.</param>
/// <param name="most">Most handles.</param>
internal sealed class OpenFiles(IFollowedDisk disk, int most) : IDisposable
{
    private readonly Dictionary<FollowedFile, LinkedListNode<(FollowedFile File, SafeFileHandle Handle)>> _open = [];
    private readonly LinkedList<(FollowedFile File, SafeFileHandle Handle)> _byUse = new();

    public int Count => _open.Count;

    public bool Has(FollowedFile file) => _open.ContainsKey(file);

    /// <summary>The handle of a file.</summary>
    /// <exception cref="IOException">It is gone, another has taken its name, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public SafeFileHandle Get(FollowedFile file)
    {
        if (_open.TryGetValue(file, out LinkedListNode<(FollowedFile File, SafeFileHandle Handle)>? known))
        {
            _byUse.Remove(known);
            _byUse.AddLast(known);
            return known.Value.Handle;
        }

        SafeFileHandle handle = disk.Open(file.Entry.Path);
        if (disk.Look(handle).Number != file.Entry.Number)
        {
            handle.Dispose();
            throw new FileNotFoundException("another file has taken its name");
        }

        Keep(file, handle);
        return handle;
    }

    /// <summary>Takes a handle over that is open already.</summary>
    public void Keep(FollowedFile file, SafeFileHandle handle)
    {
        Close(file);
        if (_byUse.Count >= most)
            Close(_byUse.First!.Value.File);
        _open[file] = _byUse.AddLast((file, handle));
    }

    public void Close(FollowedFile file)
    {
        if (!_open.Remove(file, out LinkedListNode<(FollowedFile File, SafeFileHandle Handle)>? node))
            return;
        _byUse.Remove(node);
        node.Value.Handle.Dispose();
    }

    public void Dispose()
    {
        foreach ((FollowedFile _, SafeFileHandle handle) in _byUse)
            handle.Dispose();
        _byUse.Clear();
        _open.Clear();
    }
}
