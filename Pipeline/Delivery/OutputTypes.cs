using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;

namespace RtmPipeline.Delivery;

/// <summary>The words of the wire format. They are written out here, so that renaming something in the code changes no output.</summary>
internal static class OutputTypes
{
    public const string Opportunity = "rtm.opportunity.v1";
    public const string Alert = "rtm.alert.v1";
    public const string Retraction = "rtm.retraction.v1";
    public const string DeadLetter = "rtm.deadletter.v1";
    public const string Digest = "rtm.digest.v1";

    /// <summary>What teams write, and the pipeline reads.</summary>
    public const string Decision = "rtm.decision.v1";

    /// <summary>A retraction stands in the stream of what it retracts, so that nobody who reads that stream can miss it.</summary>
    public static string Of(IncidentRevision revision) =>
        revision.Phase == IncidentPhase.Retracted ? Retraction
        : revision.Output == OutputKind.Alert ? Alert
        : Opportunity;

    public static string Word(this IncidentPhase phase) => phase switch
    {
        IncidentPhase.Raised => "raised",
        IncidentPhase.Updated => "updated",
        IncidentPhase.Escalated => "escalated",
        IncidentPhase.Peaked => "peaked",
        IncidentPhase.Expired => "expired",
        IncidentPhase.Retracted => "retracted",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "no word for this phase"),
    };

    public static string Word(this AlertKind kind) => kind switch
    {
        AlertKind.Opportunity => "opportunity",
        AlertKind.Threat => "threat",
        AlertKind.Hold => "hold",
        AlertKind.Reinforce => "reinforce",
        AlertKind.Calendar => "calendar",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no word for this kind of alert"),
    };

    public static string Word(this TopicKind kind) => kind switch
    {
        TopicKind.Hashtag => "hashtag",
        TopicKind.Cashtag => "cashtag",
        TopicKind.Mention => "mention",
        TopicKind.Link => "link",
        TopicKind.Word => "word",
        TopicKind.Pair => "pair",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no word for this kind of topic"),
    };

    public static string Word(this SafetyLevel level) => level switch
    {
        SafetyLevel.None => "none",
        SafetyLevel.Low => "low",
        SafetyLevel.Medium => "medium",
        SafetyLevel.High => "high",
        SafetyLevel.Floor => "floor",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no word for this safety level"),
    };

    public static string Word(this EndReason reason) => reason switch
    {
        EndReason.Over => "over",
        EndReason.TooLate => "too_late",
        EndReason.Merged => "merged",
        EndReason.BrandRemoved => "brand_removed",
        EndReason.Tragedy => "tragedy",
        EndReason.Unsafe => "unsafe",
        EndReason.Threat => "threat",
        EndReason.TakenBack => "taken_back",
        EndReason.NotAuthentic => "not_authentic",
        EndReason.Rejected => "rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no word for this end"),
    };

    public static string Word(this DecisionVerdict verdict) => verdict switch
    {
        DecisionVerdict.Accept => "accept",
        DecisionVerdict.Reject => "reject",
        DecisionVerdict.Snooze => "snooze",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no word for this verdict"),
    };

    public static string Word(this RetractionReason reason) => reason switch
    {
        RetractionReason.Deleted => "deleted",
        RetractionReason.AccountDeleted => "account_deleted",
        RetractionReason.Edited => "edited",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no word for this reason"),
    };

    public static string Word(this HoldBackReason reason) => reason switch
    {
        HoldBackReason.DailyCap => "daily_cap",
        HoldBackReason.Refractory => "refractory",
        HoldBackReason.TooLate => "too_late",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no word for this reason"),
    };

    public static string Word(this AuthenticitySignal signal) => signal switch
    {
        AuthenticitySignal.FewAuthors => "few_authors",
        AuthenticitySignal.YoungAccounts => "young_accounts",
        AuthenticitySignal.SilentAccounts => "silent_accounts",
        AuthenticitySignal.CopiedTexts => "copied_texts",
        AuthenticitySignal.SimilarTexts => "similar_texts",
        AuthenticitySignal.OneSite => "one_site",
        AuthenticitySignal.MachineRhythm => "machine_rhythm",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, null),
    };

    public static string Word(this WorkStage stage) => stage switch
    {
        WorkStage.Frame => "frame",
        WorkStage.Decode => "decode",
        WorkStage.Sequence => "sequence",
        WorkStage.Tag => "tag",
        WorkStage.Trends => "trends",
        WorkStage.Decide => "decide",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "no word for this stage"),
    };

    public static string Word(this RejectReason reason) => reason switch
    {
        RejectReason.TooLong => "too_long",
        RejectReason.BadCompression => "bad_compression",
        RejectReason.InvalidJson => "invalid_json",
        RejectReason.InvalidXml => "invalid_xml",
        RejectReason.UnknownFormat => "unknown_format",
        RejectReason.MissingId => "missing_id",
        RejectReason.MissingTime => "missing_time",
        RejectReason.BadTime => "bad_time",
        RejectReason.MissingText => "missing_text",
        RejectReason.Poison => "poison",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no word for this reason"),
    };
}
