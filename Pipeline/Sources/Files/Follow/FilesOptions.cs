using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>Files and folders that are followed. Looking again and again rather than being told by the system works on network disks and in containers too, where notices do not come.</summary>
internal sealed record FilesOptions : ISourceOptions
{
    /// <summary>Most paths.</summary>
    public const int MaxPaths = 100;

    /// <summary>
    /// Files, folders (the files right in one), or patterns with <c>*</c> and <c>?</c> in any part and <c>**</c> for folders of any depth; 1 to 100. A path in a configuration file
    /// starts from that file's folder.
    /// </summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Patterns of names that are passed over where a folder or a pattern finds them, as <c>*.gz</c>; at most 100. Default none. Names that begin with a dot always are.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>True begins at the end of the files that are there when the source runs for the first time, false at their beginning. Files that come later are read from their beginning. Default false.</summary>
    public bool StartAtEnd { get; init; }

    /// <summary>Time between two looks, 0.1 s to 1 hour. Default 1 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a file must not change before it counts as finished, where it is read as a whole (gzip, XML, a JSON document over many lines), and before the last line of one that
    /// was rotated away is taken without its end; 0 s to 1 hour. Default 5 s.
    /// </summary>
    public TimeSpan Stable { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After so long without growing the last line of a file is taken without its end, 1 s to 1 day. A writer that pauses in the middle of a line for longer gets two broken ones. Default 60 s.</summary>
    public TimeSpan IdleClose { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most files that are open at once, 1 to 10,000; more are followed in turn. Default 128.</summary>
    public int MaxOpenFiles { get; init; } = 128;

    /// <summary>Most files that are known, 1 to 100,000, those that are gone included until their room is needed; files beyond are not read, and counted. Default 10,000.</summary>
    public int MaxFiles { get; init; } = 10_000;

    /// <summary>Longest line, 1 KiB to 64 MiB. A longer one goes to the dead letters with its head. Default 1 MiB.</summary>
    public int MaxLineBytes { get; init; } = FileLimits.Default.MaxLineBytes;

    public bool ReadsJournal => true;

    public ILiveSource Create(SourceHost host) => new FollowSource(this, host, new FollowedDisk());
}
