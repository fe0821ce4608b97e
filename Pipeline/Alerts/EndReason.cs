namespace RtmPipeline.Alerts;

/// <summary>Why an incident ended.</summary>
internal enum EndReason : byte
{
    /// <summary>Its event is over.</summary>
    Over,

    /// <summary>The time to act is over, though the event goes on.</summary>
    TooLate,

    /// <summary>Its event turned out to be another one's, which has an incident that goes on.</summary>
    Merged,

    /// <summary>The event is a tragedy.</summary>
    Tragedy,

    /// <summary>The talk turned to what brands stay away from, though no one comes to harm.</summary>
    Unsafe,

    /// <summary>The event turned against the brand.</summary>
    Threat,

    /// <summary>Most of the mentions were taken back.</summary>
    TakenBack,

    /// <summary>Its growth turned out not to be people's own.</summary>
    NotAuthentic,

    /// <summary>The brand is no longer watched.</summary>
    BrandRemoved,

    /// <summary>The team turned it down.</summary>
    Rejected,
}
