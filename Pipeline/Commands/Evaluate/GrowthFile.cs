using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>What a file of cascades or share counts holds.</summary>
/// <param name="Name">Path as it was given.</param>
/// <param name="Cascades">In the order of the file or archive.</param>
/// <param name="Series">In the order of the file; all of the same length in time.</param>
/// <param name="Skipped">What was left out, with place and reason.</param>
internal sealed record GrowthFile(string Name, IReadOnlyList<Cascade> Cascades, IReadOnlyList<ShareSeries> Series, IReadOnlyList<string> Skipped);

/// <summary>A file of cascades or share counts cannot be read; the message says where and why.</summary>
internal sealed class GrowthFileException(string message, Exception? cause = null) : Exception(message, cause)
{
    public static GrowthFileException At(string name, int line, string reason) => new($"{name}:{line}: {reason}");
}

/// <summary>Most that one file may make us hold.</summary>
internal sealed record GrowthFileLimits
{
    public static GrowthFileLimits Default { get; } = new();

    /// <summary>Bytes after decompression.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Files in an archive.</summary>
    public int MaxEntries { get; init; } = 100_000;

    /// <summary>Reposts of one cascade; the largest known have some millions.</summary>
    public int MaxEvents { get; init; } = 10_000_000;

    /// <summary>Rows of a table of share counts.</summary>
    public int MaxSeries { get; init; } = 1_000_000;

    /// <summary>Times in a table of share counts.</summary>
    public int MaxColumns { get; init; } = 2_000;
}
