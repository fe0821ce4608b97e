using RtmPipeline.Alerts;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>What an alert turned out to be.</summary>
internal enum AlertVerdict : byte
{
    /// <summary>No truth was given.</summary>
    Unjudged,

    /// <summary>The first of the right kind on an event that should be raised.</summary>
    Right,

    /// <summary>One more of the right kind on an event that had been raised.</summary>
    Duplicate,

    /// <summary>On an event that should be raised, but as something else: an opportunity on a tragedy.</summary>
    WrongKind,

    /// <summary>On nothing that should be raised for the brand.</summary>
    False,

    /// <summary>A calendar alert on a planned event: no fault, and not asked for.</summary>
    Allowed,
}

/// <summary>An alert that was raised, with the life of its incident.</summary>
internal sealed record RaisedAlert
{
    public required IncidentRevision Raised { get; init; }

    /// <summary>All revisions of the incident, of both streams.</summary>
    public required IReadOnlyList<IncidentRevision> Life { get; init; }

    /// <summary>What it is about, as far as the truth tells; null when it fits nothing.</summary>
    public required MeasuredEvent? About { get; init; }

    public required AlertVerdict Verdict { get; init; }

    public string VerdictWords => Verdict switch
    {
        AlertVerdict.Right => "right",
        AlertVerdict.Duplicate => "duplicate",
        AlertVerdict.WrongKind => "wrong kind",
        AlertVerdict.False => "false",
        AlertVerdict.Allowed => "allowed",
        _ => "",
    };

    /// <summary>Which topic of the truth it fits, in words for a table.</summary>
    public string AboutWords => About is null ? "nothing of the truth" : $"{About.Event.Id} ({About.Event.Kind})";
}
