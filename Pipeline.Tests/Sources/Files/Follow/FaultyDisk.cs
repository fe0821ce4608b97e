using Microsoft.Win32.SafeHandles;
using RtmPipeline.Sources.Files.Follow;

namespace RtmPipeline.Tests.Sources.Files.Follow;

/// <summary>A disk that refuses a file, or tells no numbers of files.</summary>
internal sealed class FaultyDisk : IFollowedDisk
{
    private readonly FollowedDisk _inner = new();

    /// <summary>A file that may not be read.</summary>
    public string? Forbidden { get; set; }

    public bool HasNumbers { get; init; } = true;

    public FileLook? Look(string path) => _inner.Look(path) is { } look ? Told(look) : null;

    public FileLook Look(SafeFileHandle file) => Told(_inner.Look(file));

    public SafeFileHandle Open(string path) => path == Forbidden ? throw new UnauthorizedAccessException() : _inner.Open(path);

    public IEnumerable<string> Names(string folder) => _inner.Names(folder);

    private FileLook Told(FileLook look) => HasNumbers ? look : look with { Number = null };
}
