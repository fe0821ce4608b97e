using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>What a file of cascades or share counts holds.</summary>
/// <param name="Name">Path as it was given.</param>
/// <param name="Cascades">In the order of the file or archive.</param>
/// <param name="Series">In the order of the file.</param>
/// <param name="Skipped">What was left out, with place and reason.</param>
internal sealed record GrowthFile(string Name, IReadOnlyList<Cascade> Cascades, IReadOnlyList<ShareSeries> Series, IReadOnlyList<string> Skipped);

/// <summary>A file of cascades or share counts cannot be read; the message says where and why.</summary>
internal sealed class GrowthFileException(string message, Exception? cause = null) : Exception(message, cause);
