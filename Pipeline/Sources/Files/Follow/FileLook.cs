namespace RtmPipeline.Sources.Files.Follow;

/// <summary>What stands at a path.</summary>
internal enum FileSort : byte
{
    /// <summary>A file with bytes of its own, also behind a symbolic link.</summary>
    File,

    Folder,

    /// <summary>A pipe, a socket, a device: opening or reading one may hang for ever, so it is never opened.</summary>
    Other,
}

/// <summary>The number by which a system knows a file under whatever name.</summary>
/// <param name="Device">Disk.</param>
/// <param name="Node">Number on it; used again after the file is gone.</param>
/// <param name="BornAt">When it was made, nanoseconds; 0 where the disk does not note it. It tells a new file from the one that had the number before.</param>
internal readonly record struct FileNumber(ulong Device, ulong Node, long BornAt);

/// <summary>One look at a file.</summary>
/// <param name="Sort">What it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="WrittenAt">When it was last written, unix nanoseconds of the disk's clock.</param>
/// <param name="Number">Its number; null where the system tells none.</param>
internal readonly record struct FileLook(FileSort Sort, long Size, long WrittenAt, FileNumber? Number)
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>When it was last written, unix milliseconds.</summary>
    public long WrittenMs => WrittenAt / NanosecondsPerMillisecond;
}
