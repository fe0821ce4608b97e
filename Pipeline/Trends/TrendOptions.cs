namespace RtmPipeline.Trends;

/// <summary>How topics are counted and when one trends; section <c>Trends</c>.</summary>
internal sealed record TrendOptions
{
    /// <summary>Step of stream time at which topics are judged, seconds. <value>Default 1; 1 to 60.</value></summary>
    public int TickSeconds { get; init; } = 1;

    /// <summary>Topics counted at once; the least active go first. About 400 bytes each. <value>Default 200,000; 1,000 to 10,000,000.</value></summary>
    public int MaxTopics { get; init; } = 200_000;

    /// <summary>Memory for the past of words and pairs outside the table, MB: with less, rare ones are taken for a little more usual than they are. <value>Default 64; 1 to 4,096.</value></summary>
    public int SketchMegabytes { get; init; } = 64;

    /// <summary>Topics that are compared with their own past at the same hour of the week; the busiest have it. About 900 bytes each; 0 compares none. <value>Default 10,000; 0 to 1,000,000.</value></summary>
    public int SeasonalTopics { get; init; } = 10_000;

    /// <summary>Topics that can trend at once; further ones wait until one ends. <value>Default 2,000; 10 to 100,000.</value></summary>
    public int MaxTrending { get; init; } = 2_000;

    /// <summary>A trend that ended and comes back within this time, at less than twice its peak, is the same one, minutes. <value>Default 60; 0 to 1,440.</value></summary>
    public int ResumeMinutes { get; init; } = 60;

    /// <summary>Mentions a topic needs in its recent minutes (5-minute half-life) before it can trend; half as many more in a quarter of an hour, three times as many in an hour. <value>Default 6; 3 to 1,000,000.</value></summary>
    public double MinMentions { get; init; } = 6;

    /// <summary>Distinct voices (authors; originals where authors are unknown) a topic needs before it can trend. <value>Default 4; 1 to 1,000.</value></summary>
    public double MinVoices { get; init; } = 4;

    /// <summary>Least ratio of the recent rate to the expected one. <value>Default 3; 1.1 to 1,000.</value></summary>
    public double MinRatio { get; init; } = 3;

    /// <summary>Least distance from the expected count in standard deviations of an over-dispersed count. <value>Default 6; 1 to 100.</value></summary>
    public double MinSurprise { get; init; } = 6;

    /// <summary>Over-dispersion: the variance of a count with mean m is m + (this × m)². Tweet counts are never Poisson. <value>Default 0.5; 0 to 10.</value></summary>
    public double Dispersion { get; init; } = 0.5;

    /// <summary>What is expected of a topic never seen: this share of the stream's own rate. <value>Default 0.0005; 0 to 1.</value></summary>
    public double PriorShare { get; init; } = 0.0005;

    /// <summary>Stream time before any topic can trend, minutes: until then everything would look new. <value>Default 30; 0 to 10,080.</value></summary>
    public int WarmUpMinutes { get; init; } = 30;
}
