namespace RtmPipeline.Opportunities;

/// <summary>How events are put together and scored; section <c>Opportunities</c>.</summary>
internal sealed record OpportunityOptions
{
    /// <summary>Posts kept to find what belongs together and to show as evidence; beyond them the oldest go. About 1 KB each. <value>Default 32,768; 1,024 to 1,048,576.</value></summary>
    public int RecentPosts { get; init; } = 32_768;

    /// <summary>Events followed at once; beyond them the quietest go. <value>Default 500; 10 to 10,000.</value></summary>
    public int MaxEvents { get; init; } = 500;

    /// <summary>Share of a topic's posts that must also carry an event's topics, for it to be the same event while the event is young. <value>Default 0.3; 0.05 to 1.</value></summary>
    public double JoinShare { get; init; } = 0.3;

    /// <summary>The same for an event older than half an hour: a new wave inside a long event is an event of its own. <value>Default 0.4; 0.05 to 1.</value></summary>
    public double LateJoinShare { get; init; } = 0.4;

    /// <summary>How long an event is remembered after its last topic stopped trending: topics that come back are the same event. <value>Default 24 hours; 1 to 168.</value></summary>
    public int EventMemoryHours { get; init; } = 24;

    /// <summary>Points of the score for the mentions still to come within the hour. <value>Default 25; 0 to 100.</value></summary>
    public double ReachWeight { get; init; } = 25;

    /// <summary>Points for how far the newest minute is above the expected rate. <value>Default 20; 0 to 100.</value></summary>
    public double GrowthWeight { get; init; } = 20;

    /// <summary>Points for the probability that the trend lasts. <value>Default 20; 0 to 100.</value></summary>
    public double CertaintyWeight { get; init; } = 20;

    /// <summary>Points for the brand's relevance. <value>Default 20; 0 to 100.</value></summary>
    public double RelevanceWeight { get; init; } = 20;

    /// <summary>Points for how new it is. <value>Default 10; 0 to 100.</value></summary>
    public double NoveltyWeight { get; init; } = 10;

    /// <summary>Points for a mood that is not negative. <value>Default 5; 0 to 100.</value></summary>
    public double MoodWeight { get; init; } = 5;

    /// <summary>Mentions in the next hour that count as full reach. <value>Default 5,000; 10 to 100,000,000.</value></summary>
    public double FullReach { get; init; } = 5_000;

    /// <summary>Ratio of the rate to the expected one that counts as full growth. <value>Default 50; 2 to 10,000.</value></summary>
    public double FullGrowth { get; init; } = 50;

    /// <summary>Mean relevance of an event's posts below which it is out of the brand's field, whatever its size. <value>Default 0.1; 0 to 1.</value></summary>
    public double MinRelevance { get; init; } = 0.1;

    /// <summary>Share of posts at the veto level or worse from which safety vetoes an event. <value>Default 0.15; 0.01 to 1.</value></summary>
    public double SafetyShare { get; init; } = 0.15;

    /// <summary>Share of posts with any safety risk, even a low one, from which an event is vetoed: in doubt about a tragedy it fails closed. <value>Default 0.5; 0.01 to 1.</value></summary>
    public double DoubtShare { get; init; } = 0.5;

    /// <summary>Waves against a brand: section <c>Threats</c>.</summary>
    public Threats.ThreatOptions Threats { get; init; } = new();

    /// <summary>Waves around a brand's own posts: section <c>Reinforce</c>.</summary>
    public Reinforce.ReinforceOptions Reinforce { get; init; } = new();
}
