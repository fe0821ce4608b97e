namespace RtmPipeline.Alerts;

/// <summary>What is worth a person's attention; section <c>Alerts</c>.</summary>
internal sealed record AlertOptions
{
    /// <summary>Score from which an opportunity is published, 0–100. <value>Default 45; 0 to 100.</value></summary>
    public double OpportunityScore { get; init; } = 45;

    /// <summary>Score from which an opportunity becomes an alert, 0–100. <value>Default 55; 0 to 100.</value></summary>
    public double AlertScore { get; init; } = 55;

    /// <summary>Probability that the trend lasts, below which an opportunity is no alert whatever its score. <value>Default 0.15; 0 to 1.</value></summary>
    public double MinCertainty { get; init; } = 0.15;

    /// <summary>Velocity, log growth an hour, that an opportunity needs to be an alert when its topic is talked about every day: people's habits rise and fall with the hours. 8 is ten times as much in 17 minutes. <value>Default 8; 0 to 20.</value></summary>
    public double MinVelocity { get; init; } = 8;

    /// <summary>Magnitude from which a tragedy makes a hold alert, 0–100. <value>Default 55; 0 to 100.</value></summary>
    public double HoldScore { get; init; } = 55;

    /// <summary>Least time an opportunity must last when it is raised, seconds. <value>Default 300; 0 to 86,400.</value></summary>
    public int MinSecondsToAct { get; init; } = 300;

    /// <summary>Least stream time between two updates of one incident, seconds; a raise, an escalation and an end always pass. <value>Default 300; 1 to 86,400.</value></summary>
    public int UpdateSeconds { get; init; } = 300;

    /// <summary>Change of the score that makes an update. <value>Default 10; 1 to 100.</value></summary>
    public double UpdateScore { get; init; } = 10;

    /// <summary>Rise of the severity, since the last alert, that makes an escalation; each needs it anew above the one before. <value>Default 2; 0.1 to 10.</value></summary>
    public double EscalationSeverity { get; init; } = 2;

    /// <summary>Stream time after an incident's end in which its event raises no new one, hours; a clearly larger wave passes. A hold is not raised anew at all while its event is remembered. <value>Default 12; 0 to 168.</value></summary>
    public int RefractoryHours { get; init; } = 12;

    /// <summary>Incidents remembered; beyond them the oldest ended ones go. <value>Default 10,000; 100 to 1,000,000.</value></summary>
    public int MaxIncidents { get; init; } = 10_000;

    /// <summary>Score from which a wave against the brand makes a threat alert, 0–100. <value>Default 40; 0 to 100.</value></summary>
    public double ThreatScore { get; init; } = 40;

    /// <summary>Score from which a wave around the brand's own post that fades early makes an alert, 0–100. <value>Default 35; 0 to 100.</value></summary>
    public double ReinforceScore { get; init; } = 35;

    /// <summary>Share of an opportunity's mentions, beyond the usual ones, that must still be to come when it is raised: of what came lately and what is forecast. <value>Default 0.2; 0 to 1.</value></summary>
    public double MinRemainingShare { get; init; } = 0.2;

    /// <summary>Least stream time between two updates of one alert, seconds: longer than of an opportunity, because people read alerts. <value>Default 900; 1 to 86,400.</value></summary>
    public int AlertUpdateSeconds { get; init; } = 900;

    /// <summary>How many times larger than the wave before a new wave must be to be raised within the refractory time. <value>Default 2; 1 to 1,000.</value></summary>
    public double SecondWaveRatio { get; init; } = 2;

    /// <summary>Share of an event's mentions taken back, deleted or found fake, from which its incidents are retracted and none is raised. <value>Default 0.5; 0.01 to 1.</value></summary>
    public double MaxTakenBackShare { get; init; } = 0.5;

    /// <summary>How far the score must fall below its threshold, for want of authenticity, to retract an incident. <value>Default 5; 0 to 100.</value></summary>
    public double HysteresisScore { get; init; } = 5;

    /// <summary>Age up to which an incident is retracted for want of authenticity, minutes; an older one was real enough to live out its life. <value>Default 60; 1 to 1,440.</value></summary>
    public int YouthMinutes { get; init; } = 60;

    /// <summary>Opportunity alerts a brand gets within 24 hours of stream time; further ones are held back for the digest, escalations pass. 0 holds back all. <value>Default 12; 0 to 1,000.</value></summary>
    public int DailyCap { get; init; } = 12;

    /// <summary>The same for threats. <value>Default 24; 0 to 1,000.</value></summary>
    public int ThreatDailyCap { get; init; } = 24;

    /// <summary>The same for holds. <value>Default 24; 0 to 1,000.</value></summary>
    public int HoldDailyCap { get; init; } = 24;

    /// <summary>The same for waves to reinforce. <value>Default 12; 0 to 1,000.</value></summary>
    public int ReinforceDailyCap { get; init; } = 12;

    /// <summary>Points above its threshold that let an alert into the last quarter of a cap, so that early weak ones do not shut out a strong one. <value>Default 10; 0 to 100.</value></summary>
    public double ReserveScore { get; init; } = 10;

    /// <summary>Length of the windows, from midnight UTC of 1 January 1970 on, after each of which a brand gets a digest of what was held back, hours; none when nothing was. <value>Default 6; 1 to 168.</value></summary>
    public int DigestHours { get; init; } = 6;

    /// <summary>True to copy the texts of evidence, shortened, into the outputs. Texts belong to their authors: check first whether you may keep them, and that deletes reach your copies. <value>Default false.</value></summary>
    public bool EvidenceTexts { get; init; }

    /// <summary>Posts named in outputs that are remembered, each once for every incident, so that a delete can be told to those who read the outputs; beyond them those named longest ago go. <value>Default 20,000; 100 to 1,000,000.</value></summary>
    public int NamedPosts { get; init; } = 20_000;

    /// <summary>How long a post is remembered after an output named it last, hours of stream time; a delete that comes later is told to nobody. <value>Default 24; 1 to 168.</value></summary>
    public int NamedHours { get; init; } = 24;
}
