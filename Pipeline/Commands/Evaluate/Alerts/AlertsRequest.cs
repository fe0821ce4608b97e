using RtmPipeline.Alerts;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>What is to be evaluated.</summary>
internal sealed record AlertsRequest
{
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>True when the files are lists of post ids.</summary>
    public required bool IsIds { get; init; }

    public required IReadOnlyList<Truth> Truths { get; init; }

    /// <summary>A run each, instead of files.</summary>
    public required IReadOnlyList<ScenarioOptions> Scenarios { get; init; }

    /// <summary>Recorded events, a run each, instead of files; null for none.</summary>
    public required EventRecipe? Recipe { get; init; }

    public required Chatter Background { get; init; }

    /// <summary>The right alert on events of lists of ids.</summary>
    public required AlertKind Expected { get; init; }

    public required TimeSpan Tolerance { get; init; }

    /// <summary>How many hours of the recording pass as one; 1 leaves time as it was.</summary>
    public int Faster { get; init; } = 1;
}

/// <summary>Posts around an event of which only ids are known.</summary>
/// <param name="Files">Recordings.</param>
/// <param name="Label">What a record of them must have; null for none.</param>
/// <param name="Lead">How long it goes on before the event's first post.</param>
internal sealed record Chatter(IReadOnlyList<string> Files, RecordLabel? Label, TimeSpan Lead);
