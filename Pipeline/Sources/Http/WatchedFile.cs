namespace RtmPipeline.Sources.Http;

/// <summary>
/// Tells whether files have changed, by their time and length, when it is asked. Notices of the file system are not used: what orchestrators mount changes by links, for which
/// they do not come.
/// </summary>
/// <param name="clock">Says when to look.</param>
/// <param name="every">The files are looked at this often at most.</param>
/// <param name="paths">The files.</param>
internal sealed class WatchedFile(TimeProvider clock, TimeSpan every, params string[] paths)
{
    private (DateTime, long)[] _known = StampsOf(paths);
    private long _looked = clock.GetTimestamp();

    /// <summary>True when they are others than at the last time that this was true, or at the start.</summary>
    public bool HasChanged()
    {
        if (clock.GetElapsedTime(_looked) < every)
            return false;
        _looked = clock.GetTimestamp();
        (DateTime, long)[] now = StampsOf(paths);
        if (now.AsSpan().SequenceEqual(_known))
            return false;
        _known = now;
        return true;
    }

    private static (DateTime, long)[] StampsOf(string[] paths) => [.. paths.Select(path => new FileInfo(path)).Select(file => file.Exists ? (TimeOf(file), file.Length) : default)];

    /// <summary>Where the path is a link, that of the file it leads to.</summary>
    private static DateTime TimeOf(FileInfo file) => (file.ResolveLinkTarget(returnFinalTarget: true) ?? file).LastWriteTimeUtc;
}
