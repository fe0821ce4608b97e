namespace RtmPipeline.Opportunities;

/// <summary>What of an event is scored for a brand. Each kind has a life of its own beside the others of the same event.</summary>
internal enum OpportunityKind : byte
{
    /// <summary>The event itself: a chance to speak, or a tragedy to keep out of.</summary>
    Event,

    /// <summary>The event itself, where it is a wave against the brand: the brand's threat tells of it, so it is no opportunity.</summary>
    Against,

    /// <summary>A wave against the brand or its people.</summary>
    Threat,

    /// <summary>A wave around the brand's own post that fades earlier than predicted.</summary>
    Reinforce,
}
