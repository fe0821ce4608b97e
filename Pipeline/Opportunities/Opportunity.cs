using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities;

/// <param name="Name">Factor.</param>
/// <param name="Value">In [0, 1].</param>
/// <param name="Weight">Points of the score at value 1; for a discount, the points it takes from.</param>
/// <param name="Contribution">Points; negative for a discount.</param>
internal readonly record struct Factor(string Name, double Value, double Weight, double Contribution);

/// <summary>One event at one tick, as one brand sees it.</summary>
internal sealed record Opportunity
{
    /// <summary>Founding topic and onset identify the event on every replay.</summary>
    public required string EventFounder { get; init; }

    public required long EventOnsetAt { get; init; }

    /// <summary>Index of the brand profile.</summary>
    public required int Brand { get; init; }

    /// <summary>0–100: sum of the contributions.</summary>
    public required double Score { get; init; }

    public required Factor[] Factors { get; init; }

    /// <summary>What the event would score for a brand in whose field it is, before any veto: its size for the world.</summary>
    public required double Magnitude { get; init; }

    /// <summary>0–10.</summary>
    public required double Severity { get; init; }

    /// <summary>Category of the safety veto; null when there is none.</summary>
    public required string? Veto { get; init; }

    /// <summary>True when enough posts show that it is a tragedy: what a team must hold for, and not only stay away from.</summary>
    public bool IsTragedy { get; init; }

    /// <summary>Probability that the trend lasts, 0 to 1.</summary>
    public double Certainty { get; init; } = 1;

    /// <summary>True when it is a moment the brand planned for: its rise is no surprise.</summary>
    public bool IsExpected { get; init; }

    public required double Relevance { get; init; }

    /// <summary>The topic that stands for the event.</summary>
    public required TopicSnapshot Lead { get; init; }

    /// <summary>All topics of the event. Live: valid while the tick is looked at.</summary>
    public required IReadOnlyList<EventTopic> Topics { get; init; }

    /// <summary>True when no topic of the event trends any more.</summary>
    public required bool IsOver { get; init; }

    /// <summary>Live: valid while the tick is looked at; later posts change it.</summary>
    public required EventSummary Summary { get; init; }

    /// <summary>What of the event is scored: the event itself, or the wave it makes about the brand.</summary>
    public OpportunityKind Kind { get; init; }

    /// <summary>The event that its topics went over to (<see cref="EventFounder"/> and <see cref="EventOnsetAt"/> of it); null while it stands by itself.</summary>
    public (string Founder, long OnsetAt)? MergedInto { get; init; }

    /// <summary>What news tells of the event, with its outlets and how fresh it is; null while news tells nothing.</summary>
    public EventStory? Story { get; init; }

    /// <summary>How genuine the event looks, and why not.</summary>
    public AuthenticityReading Authenticity { get; init; } = AuthenticityReading.FullTrust;

    /// <summary>Share of the event's recent posts that deletes have taken back, in [0, 1]: what a score that fell with it fell by.</summary>
    public double TakenBackShare { get; init; }
}

/// <param name="Time">Stream time of the tick.</param>
/// <param name="Opportunities">By event in order of founding, then by brand.</param>
internal readonly record struct TickOpportunities(long Time, IReadOnlyList<Opportunity> Opportunities);
