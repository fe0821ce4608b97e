namespace RtmPipeline.Posts;

/// <summary>Limits on what goes in, and what is remembered to recognise duplicates.</summary>
internal sealed record PostOptions
{
    /// <summary>Longest line of a line-based format, in bytes; longer ones are rejected. Default 1 MiB; 1 KiB–64 MiB.</summary>
    public int MaxLineBytes { get; init; } = 1 << 20;

    /// <summary>
    /// Longest document (a feed, a search page), in bytes after decompression. Default 64 MiB; 1 KiB–1 GiB; at least <see cref="MaxLineBytes"/>.
    /// </summary>
    public int MaxDocumentBytes { get; init; } = 64 << 20;

    /// <summary>A post older than the stream time by more than this is tagged but not counted. Default 600 s; 0–86,400 s, in whole seconds.</summary>
    public TimeSpan MaxLateness { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Post ids remembered to drop repeats, newest first. Default 1,000,000; 1,000–100,000,000; about 16 bytes each.</summary>
    public int DuplicateIds { get; init; } = 1_000_000;

    /// <summary>Text signatures remembered to recognise copies, newest first. Default 65,536; 1,024–16,777,216; about 64 bytes each.</summary>
    public int CopySignatures { get; init; } = 65_536;
}
