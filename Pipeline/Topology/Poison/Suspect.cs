using RtmPipeline.Delivery;
using RtmPipeline.Posts;

namespace RtmPipeline.Topology.Poison;

/// <summary>A record on which work ended the process.</summary>
/// <param name="Place">The record, or one of its posts.</param>
/// <param name="Stage">Where it happened last.</param>
/// <param name="Error">Type of what was thrown; empty where the process died without a word. No message: it could quote the post.</param>
/// <param name="Crashes">Times in a row.</param>
internal sealed record Suspect(RecordPlace Place, WorkStage Stage, string Error, int Crashes)
{
    /// <summary>Crashes after which a record is set aside.</summary>
    public const int MaxCrashes = 2;

    /// <summary>Silent deaths after which one is set aside that an earlier life worked on without harm.</summary>
    public const int MaxCrashesOnceUnharmed = 4;

    /// <summary>True when an earlier life worked on the record without harm: then it is the more likely that somebody kills the process, on a busy machine at the same moment each time.</summary>
    public bool WasUnharmed { get; init; }

    /// <summary>
    /// True when all kept checkpoints lie behind it. It is remembered all the same: after a restart, records right before a checkpoint are decoded once more with those that
    /// share their batch.
    /// </summary>
    public bool IsCovered { get; init; }

    /// <summary>True when the record is to be set aside.</summary>
    public bool IsParked => Crashes >= Limit;

    /// <summary>Crashes after which this one is set aside. What a stage throws is no killing from outside.</summary>
    public int Limit => WasUnharmed && Error.Length == 0 ? MaxCrashesOnceUnharmed : MaxCrashes;

    /// <summary>What happened, for people. The same at every start, as it becomes part of the dead letter.</summary>
    public string Detail => Error.Length > 0
        ? $"{Happening} ({Error}) {Crashes} times"
        : $"{Happening} {Crashes} times, without an error: the process died";

    private string Happening => Place.Item > 0
        ? $"item {Place.Item + 1} of the record ended the process in the stage {Stage.Word()}"
        : $"it ended the process in the stage {Stage.Word()}";
}
