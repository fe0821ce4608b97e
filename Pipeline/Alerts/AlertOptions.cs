namespace RtmPipeline.Alerts;

/// <summary>What is worth a person's attention; section <c>Alerts</c>.</summary>
internal sealed record AlertOptions
{
    /// <summary>Score from which an opportunity is published, 0–100. <value>Default 45; 0 to 100.</value></summary>
    public double OpportunityScore { get; init; } = 45;

    /// <summary>Score from which an opportunity becomes an alert, 0–100. <value>Default 60; 0 to 100.</value></summary>
    public double AlertScore { get; init; } = 60;

    /// <summary>Magnitude from which a tragedy makes a hold alert, 0–100. <value>Default 55; 0 to 100.</value></summary>
    public double HoldScore { get; init; } = 55;

    /// <summary>Least time an opportunity must last when it is raised, seconds. <value>Default 300; 0 to 86,400.</value></summary>
    public int MinSecondsToAct { get; init; } = 300;

    /// <summary>Least stream time between two updates of one incident, seconds; a raise, an escalation and an end always pass. <value>Default 300; 1 to 86,400.</value></summary>
    public int UpdateSeconds { get; init; } = 300;

    /// <summary>Change of the score that makes an update. <value>Default 10; 1 to 100.</value></summary>
    public double UpdateScore { get; init; } = 10;

    /// <summary>Rise of the severity, since the last alert, that makes an escalation. <value>Default 2; 0.1 to 10.</value></summary>
    public double EscalationSeverity { get; init; } = 2;

    /// <summary>Stream time after an incident's end in which its event raises no new one, hours; an escalation passes. A hold is not raised anew at all while its event is remembered. <value>Default 12; 0 to 168.</value></summary>
    public int RefractoryHours { get; init; } = 12;

    /// <summary>Incidents remembered; beyond them the oldest ended ones go. <value>Default 10,000; 100 to 1,000,000.</value></summary>
    public int MaxIncidents { get; init; } = 10_000;

    /// <summary>Score from which a wave against the brand is a threat, 0–100. <value>Default 35; 0 to 100.</value></summary>
    public double ThreatScore { get; init; } = 35;

    /// <summary>Score from which a wave around the brand's own post that fades early is told, 0–100. <value>Default 35; 0 to 100.</value></summary>
    public double ReinforceScore { get; init; } = 35;
}
