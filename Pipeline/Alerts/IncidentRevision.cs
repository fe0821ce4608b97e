using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Opportunities.Typology;
using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;

namespace RtmPipeline.Alerts;

/// <summary>Which stream an output belongs to.</summary>
internal enum OutputKind : byte
{
    /// <summary>A scored opportunity, raised or revised: <c>rtm.opportunity.v1</c>.</summary>
    Opportunity,

    /// <summary>A person should look: <c>rtm.alert.v1</c>.</summary>
    Alert,
}

/// <summary>What an alert asks of the team.</summary>
internal enum AlertKind : byte
{
    /// <summary>Act.</summary>
    Opportunity,

    /// <summary>A wave against the brand.</summary>
    Threat,

    /// <summary>A tragedy is trending: pause what is scheduled.</summary>
    Hold,

    /// <summary>A wave the brand rides is fading early.</summary>
    Reinforce,

    /// <summary>A planned event begins.</summary>
    Calendar,
}

/// <summary>Life of an incident as consumers see it.</summary>
internal enum IncidentPhase : byte
{
    Raised,
    Updated,
    Escalated,
    Peaked,
    Expired,
    Retracted,
}

/// <summary>
/// One output of the pipeline: a revision of one incident of one brand, complete in itself. Times are unix milliseconds of stream time,
/// shares are in [0, 1], rates are mentions per minute.
/// </summary>
internal sealed record IncidentRevision
{
    public required OutputKind Output { get; init; }

    /// <summary>The same for the same event on every replay; lower-case letters, digits and '-', at most 64 characters.</summary>
    public required string Incident { get; init; }

    /// <summary>Counts the outputs of the incident from 1, over both streams.</summary>
    public required int Revision { get; init; }

    /// <summary>What the alert asks; for an opportunity, what an alert on it would ask.</summary>
    public required AlertKind Kind { get; init; }

    public required IncidentPhase Phase { get; init; }

    /// <summary>Stream time of the tick that decided it: field <c>t</c>.</summary>
    public required long Time { get; init; }

    public required string Brand { get; init; }

    /// <summary>0–10.</summary>
    public required double Severity { get; init; }

    /// <summary>0–100; the contributions of <see cref="Factors"/> add up to it.</summary>
    public required double Score { get; init; }

    public required IncidentTopic Topic { get; init; }

    public required long FirstSeen { get; init; }

    public required long RaisedAt { get; init; }

    public required long ActBefore { get; init; }

    public required long PeakAt { get; init; }

    public required VelocityReading Velocity { get; init; }

    public required ScoreFactor[] Factors { get; init; }

    public required TagSummary Tags { get; init; }

    public required AuthorSummary Authors { get; init; }

    /// <summary>Posts of the topic by source, most first.</summary>
    public required SourceCount[] Sources { get; init; }

    /// <summary>When news had it first; null while it has not.</summary>
    public required long? NewsFirstAt { get; init; }

    /// <summary>One or two plain sentences, built from facts only.</summary>
    public required string Summary { get; init; }

    public required Evidence[] Evidence { get; init; }

    /// <summary>The incident that the same event had before, a first wave or one that was taken back; null for the first.</summary>
    public string? Previous { get; init; }

    /// <summary>Why the incident ended; null while it lives.</summary>
    public EndReason? EndedBecause { get; init; }

    /// <summary>The incident that goes on where this one ended as the same event; null otherwise.</summary>
    public string? MergedInto { get; init; }

    /// <summary>What the team decided last; null while nothing.</summary>
    public Decision? Decision { get; init; }

    /// <summary>What news tells of the event; null while news tells nothing.</summary>
    public IncidentStory? Story { get; init; }

    /// <summary>The type of real-time marketing it offers.</summary>
    public WaveType Type { get; init; } = WaveType.Unknown;

    /// <summary>Posts that carry it furthest, the furthest first.</summary>
    public Carrier[] Carriers { get; init; } = [];

    /// <summary>Communities in which it lives, the largest now first.</summary>
    public CommunityShare[] Communities { get; init; } = [];

    /// <summary>Whether people make the event, and what speaks against it.</summary>
    public required AuthenticitySummary Authenticity { get; init; }
}

/// <param name="Key">Stable key: kind's sign and folded form, as <c>#superbowl</c>.</param>
/// <param name="Kind">What stands in the text.</param>
/// <param name="Label">As people write it.</param>
/// <param name="Aliases">Labels of other topics that are the same event, most frequent first.</param>
internal sealed record IncidentTopic(string Key, TopicKind Kind, string Label, string[] Aliases);

/// <param name="PerMinute">Mentions per minute now.</param>
/// <param name="BaselinePerMinute">What is usual for the topic.</param>
/// <param name="GrowthLogPerHour">Velocity: log growth an hour.</param>
/// <param name="Forecast">By horizon, shortest first.</param>
internal sealed record VelocityReading(double PerMinute, double BaselinePerMinute, double GrowthLogPerHour, ForecastPoint[] Forecast);

/// <summary>Rate at the end of the horizon and mentions until then, with 90 % intervals; never negative.</summary>
internal sealed record ForecastPoint(
    TimeSpan Horizon, double PerMinute, double Low, double High, double TotalLow, double Total, double TotalHigh);

/// <param name="Name">Factor.</param>
/// <param name="Value">In [0, 1].</param>
/// <param name="Weight">Weight from the configuration, or the discount's strength.</param>
/// <param name="Contribution">Points of the score, negative for a discount.</param>
internal readonly record struct ScoreFactor(string Name, double Value, double Weight, double Contribution);

/// <summary>What the posts of an incident mean, taken together.</summary>
internal sealed record TagSummary(
    NamedShare[] Languages, NamedShare[] Themes, double SentimentMean, double NegativeShare, SafetySummary Safety, NamedShare[] Entities);

internal readonly record struct NamedShare(string Name, double Share);

/// <param name="Level">Worst level with a share that counts.</param>
/// <param name="Category">Its category; null when none.</param>
/// <param name="Share">Share of posts at that level or worse.</param>
/// <param name="Because">Words that drove it, most frequent first.</param>
internal sealed record SafetySummary(SafetyLevel Level, string? Category, double Share, string[] Because);

/// <param name="Distinct">Estimated distinct authors.</param>
/// <param name="PerPost">Distinct authors per post.</param>
/// <param name="TopShare">Share of posts by the busiest author.</param>
internal readonly record struct AuthorSummary(long Distinct, double PerPost, double TopShare);

internal readonly record struct SourceCount(string Source, long Posts);

/// <summary>A post that started the event: ids and links, and its text only where that is configured.</summary>
internal readonly record struct Evidence(string Id, string? Url, string Source, string? Author, long PostedAt, string? Text = null)
{
    /// <summary>Hash of its author, 0 where unknown, and its second identity: by which a delete finds it. Not written.</summary>
    public ulong AuthorKey { get; init; }

    public string? AlternateId { get; init; }
}

/// <summary>A post that carries the event: ids and links.</summary>
/// <param name="Id">Id of the post.</param>
/// <param name="Url">Address; null where unknown.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Author">Null where unknown.</param>
/// <param name="PostedAt">Null where it is known only by its reposts.</param>
/// <param name="Reach">Followers of its author and of those who reposted it, at least.</param>
internal readonly record struct Carrier(string Id, string? Url, string Source, string? Author, long? PostedAt, long Reach)
{
    /// <inheritdoc cref="Evidence.AuthorKey"/>
    public ulong AuthorKey { get; init; }

    public string? AlternateId { get; init; }
}

/// <param name="Id">The account (<c>@handle</c>), the post, or the code of the language.</param>
/// <param name="Kind">What holds it together.</param>
/// <param name="Languages">Languages of its posts.</param>
/// <param name="Authors">Distinct authors, estimated.</param>
/// <param name="Share">Of the event's posts.</param>
/// <param name="RecentShare">Of those of the last ten minutes.</param>
/// <param name="Growth">Recent share less the share before.</param>
/// <param name="Since">Its first post.</param>
internal sealed record CommunityShare(
    string Id, CommunityKind Kind, NamedShare[] Languages, long Authors, double Share, double RecentShare, double Growth, long Since);

/// <param name="Value">Trust in the event, in [0, 1]; 1 is full.</param>
/// <param name="Because">What lowered it, the gravest first.</param>
/// <param name="TakenBackShare">Share of its recent posts that were deleted since.</param>
internal sealed record AuthenticitySummary(double Value, AuthenticityReason[] Because, double TakenBackShare);
