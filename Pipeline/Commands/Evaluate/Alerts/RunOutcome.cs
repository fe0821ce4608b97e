namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>What came of one run.</summary>
/// <param name="Name">Name of the run.</param>
/// <param name="StartAt">Stream time of its first post, unix milliseconds.</param>
/// <param name="EndAt">Stream time at its end.</param>
/// <param name="Posts">Posts replayed.</param>
/// <param name="HasTruth">False when there was nothing to compare with.</param>
/// <param name="Events">Each event that should be raised, for each brand it concerns.</param>
/// <param name="Alerts">Every alert raised, in order of time.</param>
/// <param name="NotSeen">Events of the truth that no post of the recording names: nobody could have raised them.</param>
internal sealed record RunOutcome(
    string Name,
    long StartAt,
    long EndAt,
    long Posts,
    bool HasTruth,
    IReadOnlyList<EventOutcome> Events,
    IReadOnlyList<RaisedAlert> Alerts,
    IReadOnlyList<string> NotSeen)
{
    public double Hours => (EndAt - StartAt) / 3_600_000.0;

    public int FalseAlerts => Alerts.Count(static alert => alert.Verdict == AlertVerdict.False);
}
