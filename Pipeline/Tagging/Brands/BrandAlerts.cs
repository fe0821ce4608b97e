namespace RtmPipeline.Tagging.Brands;

/// <summary>Kinds of alerts, as a brand chooses among them.</summary>
[Flags]
internal enum BrandAlerts : byte
{
    None = 0,

    /// <summary>Something to act on.</summary>
    Opportunity = 1,

    /// <summary>A wave against the brand.</summary>
    Threat = 2,

    /// <summary>A tragedy trends: pause what is scheduled.</summary>
    Hold = 4,

    /// <summary>A wave the brand rides fades early.</summary>
    Reinforce = 8,

    /// <summary>A planned event begins.</summary>
    Calendar = 16,

    All = Opportunity | Threat | Hold | Reinforce | Calendar,
}
