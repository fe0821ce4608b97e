using RtmPipeline.Posts;
using RtmPipeline.State;

namespace RtmPipeline.Alerts;

/// <summary>A team's decision within a state.</summary>
internal static class DecisionState
{
    public static void Save(Decision? decision, StateWriter to)
    {
        to.Text(decision?.Incident);
        if (decision is null)
            return;
        to.Byte((byte)decision.Verdict);
        to.Long(decision.At);
        to.Long(decision.Until);
        to.Text(decision.Reason);
        to.Text(decision.By);
    }

    public static Decision? Load(StateReader from) =>
        from.Text() is { } incident ? new Decision(incident, from.OneOf<DecisionVerdict>(from.Byte()), from.Long(), from.Long(), from.Text(), from.Text()) : null;
}
