namespace RtmPipeline.Sources.Files;

/// <summary>Limits on what one recorded file may make us hold. Sizes are bytes after decompression.</summary>
internal sealed record FileLimits
{
    public static FileLimits Default { get; } = new();

    /// <summary>Longest line, without its line end; also the longest server-sent event. An X post with its includes is typically below 100 KiB.</summary>
    public int MaxLineBytes { get; init; } = 1024 * 1024;

    /// <summary>Longest JSON document that spans several lines.</summary>
    public int MaxDocumentBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Longest XML document.</summary>
    public int MaxXmlBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Most bytes out per compressed byte for a document that must be held whole; gzip itself reaches about 1,030.</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>Bytes a document may have before its ratio is looked at: short runs of blanks compress well without harm.</summary>
    public int RatioFreeBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes asked of the source at a time, and size of a pooled buffer.</summary>
    public int ReadBytes { get; init; } = 1024 * 1024;

    /// <summary>Head of an unframable piece that goes to the dead letters.</summary>
    public int FaultHeadBytes { get; init; } = 4 * 1024;
}
