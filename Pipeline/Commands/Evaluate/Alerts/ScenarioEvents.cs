using RtmPipeline.Alerts;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>The truth of a simulated stream as true events, without a file between.</summary>
internal static class ScenarioEvents
{
    public static Truth Of(ScenarioTruth truth) => new([.. truth.Topics.Select(topic => Of(topic, truth.StartAt))], truth.StartAt, truth.EndAt);

    private static TrueEvent Of(TopicTruth topic, long start) => new()
    {
        Id = topic.Id,
        Kind = topic.Kind,
        Alert = topic.Alert switch { "opportunity" => AlertKind.Opportunity, "hold" => AlertKind.Hold, _ => null },
        OnsetAt = topic.OnsetAt,
        PeakAt = topic.PeakAt < 0 ? null : topic.PeakAt,
        EndAt = topic.EndAt < 0 ? null : topic.EndAt,
        Surfaces = [.. topic.Surfaces.Select(static surface => surface.Text)],
        Volume = topic.ByMinute.Length > 0 ? EventVolume.OfMinutes(start, topic.ByMinute) : null,
    };
}
