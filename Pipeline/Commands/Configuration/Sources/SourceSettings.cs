using RtmPipeline.Sources.Live;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>One live source as it is configured.</summary>
/// <param name="Name">The user's name for it.</param>
/// <param name="Kind">Its kind, as <c>kafka</c>.</param>
/// <param name="Options">Everything else.</param>
internal sealed record SourceSettings(string Name, string Kind, ISourceOptions Options);
