using System.Globalization;
using RtmPipeline.Alerts.Framing;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Opportunities.Typology;
using RtmPipeline.Posts;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Alerts;

/// <summary>Writes down an incident as it stands: a revision complete in itself.</summary>
/// <param name="brands">Profiles, in their order.</param>
/// <param name="evidenceTexts">True to copy the texts of evidence.</param>
internal sealed class IncidentWriter(IReadOnlyList<BrandProfile> brands, bool evidenceTexts = false)
{
    /// <summary>Most entries shown of each list, so that a revision stays a few kilobytes.</summary>
    private const int MaxAliases = 10;
    private const int MaxNames = 5;

    private const int MaxCarriers = 5;
    private const int MaxCommunities = 6;

    private readonly OwnAccounts _own = new(brands);
    private readonly FactsReader[] _facts = [.. brands.Select((brand, index) => new FactsReader(brand, index))];

    /// <summary>Digits of the hash in an id: 32⁸ ≈ 10¹² values, for a handful of incidents a minute.</summary>
    private const int IdDigits = 8;

    /// <summary>Identity of an incident: brand, minute and a hash of what founded it, so that every replay gives the same.</summary>
    public static string IdOf(string brand, string founder, long onsetAt, long raisedAt)
    {
        const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
        ulong hash = StableHash.Combine(StableHash.Of(founder), StableHash.Combine((ulong)onsetAt, (ulong)raisedAt));
        Span<char> tail = stackalloc char[IdDigits];
        for (int i = 0; i < IdDigits; i++)
            tail[i] = Digits[(int)(hash >> (5 * i) & 31)];
        return string.Create(CultureInfo.InvariantCulture, $"{brand}-{Utc(raisedAt):yyyyMMdd't'HHmm}-{tail}");
    }

    public IncidentRevision Write(Incident incident, Opportunity opportunity, OutputKind output, IncidentPhase phase, long now)
    {
        TopicSnapshot lead = opportunity.Lead;
        EventSummary summary = opportunity.Summary;
        long firstSeen = Math.Min(summary.FirstSeen, lead.OnsetAt);
        WaveType type = TypologyRules.Of(opportunity, brands[opportunity.Brand], _own, now);
        return new IncidentRevision
        {
            Output = output,
            Incident = incident.Id,
            Revision = incident.Revision,
            Kind = incident.Kind,
            Phase = phase,
            Time = now,
            Brand = brands[opportunity.Brand].Id,
            Severity = Math.Round(opportunity.Severity, 1),
            Score = Math.Round(opportunity.Score, 2),
            Topic = new IncidentTopic(lead.StableKey, lead.Kind, lead.Label, Aliases(opportunity)),
            FirstSeen = firstSeen,
            RaisedAt = incident.RaisedAt,
            ActBefore = incident.ActBefore,
            PeakAt = lead.PeakAt,
            Velocity = Velocity(lead),
            Factors = Factors(opportunity),
            Tags = Tags(summary),
            Authors = Authors(lead, summary),
            Sources = [.. summary.Sources.Top(MaxNames).Select(s => new SourceCount(s.Name, (long)s.Weight))],
            NewsFirstAt = opportunity.Story?.FirstAt ?? summary.NewsFirstAt,
            Summary = _facts[opportunity.Brand].Summary(incident, opportunity, type, phase, now),
            Evidence =
            [
                .. summary.Evidence.Select(e => new Evidence(e.Id, e.Url, e.Source, e.Author, e.PostedAt, evidenceTexts ? PlainCopy.Of(e.Text) : null)
                {
                    AuthorKey = e.AuthorKey,
                    AlternateId = e.AlternateId,
                }),
            ],
            Type = type,
            Carriers =
            [
                .. summary.Crowd.Carriers.Top(MaxCarriers).Select(c => new Carrier(c.Id, c.Url, c.Source, c.Author, c.PostedAt, c.Reach)
                {
                    AuthorKey = c.AuthorKey,
                    AlternateId = c.AlternateId,
                }),
            ],
            Communities = Communities(summary.Crowd, now),
            Previous = incident.Previous,
            EndedBecause = incident.EndedBecause,
            MergedInto = incident.MergedInto,
            Decision = incident.Decision,
            Story = IncidentStory.Of(opportunity.Story),
            Authenticity = Authenticity(opportunity),
        };
    }

    private static CommunityShare[] Communities(EventCrowd crowd, long now) =>
    [
        .. crowd.Communities.Read(now, MaxCommunities).Select(c => new CommunityShare(
            c.Id,
            c.Kind,
            [.. c.Languages.Select(l => new NamedShare(l.Name, Math.Round(l.Share, 3)))],
            c.Authors,
            Math.Round(c.Shares.Share, 3),
            Math.Round(c.Shares.RecentShare, 3),
            Math.Round(c.Shares.Growth, 3),
            c.Since)),
    ];

    /// <summary>Labels of the event's other topics, the busiest first.</summary>
    private static string[] Aliases(Opportunity opportunity) =>
    [
        .. opportunity.Topics.Select(t => t.Snapshot).Where(s => s.Slot != opportunity.Lead.Slot)
            .OrderByDescending(s => s.PeakPerMinute).ThenBy(s => s.StableKey, StringComparer.Ordinal)
            .Select(s => s.Label).Distinct().Take(MaxAliases),
    ];

    private static VelocityReading Velocity(TopicSnapshot lead) => new(
        Math.Round(lead.PerMinute, 3),
        Math.Round(lead.BaselinePerMinute, 4),
        Math.Round(lead.GrowthLogPerHour, 3),
        [.. lead.Forecast.Select(f => new ForecastPoint(
            TimeSpan.FromMinutes(f.HorizonMinutes),
            Math.Round(f.PerMinute, 3),
            Math.Round(f.Low, 3),
            Math.Round(f.High, 3),
            Math.Round(f.TotalLow, 1),
            Math.Round(f.Total, 1),
            Math.Round(f.TotalHigh, 1)))]);

    /// <summary>Contributions are rounded so that they still add up to the rounded score: the largest one takes the rest.</summary>
    private static ScoreFactor[] Factors(Opportunity opportunity)
    {
        ScoreFactor[] factors = [.. opportunity.Factors.Select(f =>
            new ScoreFactor(f.Name, Math.Round(f.Value, 4), Math.Round(f.Weight, 2), Math.Round(f.Contribution, 2)))];
        int largest = 0;
        for (int i = 1; i < factors.Length; i++)
            largest = Math.Abs(factors[i].Contribution) > Math.Abs(factors[largest].Contribution) ? i : largest;
        double rest = Math.Round(opportunity.Score, 2) - factors.Sum(f => f.Contribution);
        factors[largest] = factors[largest] with { Contribution = Math.Round(factors[largest].Contribution + rest, 2) };
        return factors;
    }

    /// <summary>Worst safety level with a share that counts.</summary>
    public static Tagging.SafetyLevel LevelOf(EventSummary summary)
    {
        Tagging.SafetyLevel level = Tagging.SafetyLevel.None;
        foreach (Tagging.SafetyLevel candidate in Enum.GetValues<Tagging.SafetyLevel>())
        {
            // One post in twenty is a pattern; less is somebody's word.
            if (candidate > Tagging.SafetyLevel.None && summary.SafetyShare(candidate) >= 0.05)
                level = candidate;
        }

        return level;
    }

    private static TagSummary Tags(EventSummary summary)
    {
        Tagging.SafetyLevel level = LevelOf(summary);
        var safety = new SafetySummary(
            level,
            level == Tagging.SafetyLevel.None ? null : summary.SafetyCategory(level),
            level == Tagging.SafetyLevel.None ? 0 : Math.Round(summary.SafetyShare(level), 4),
            [.. summary.SafetyWords.Top(MaxNames).Select(w => w.Name)]);
        return new TagSummary(
            Shares(summary.Languages), Shares(summary.Themes), Math.Round(summary.SentimentMean, 3), Math.Round(summary.NegativeShare, 3), safety, Shares(summary.Entities));
    }

    private static AuthorSummary Authors(TopicSnapshot lead, EventSummary summary)
    {
        double distinct = Math.Min(Math.Round(lead.Voices), Math.Max(1, summary.Posts));
        return new AuthorSummary(
            (long)distinct, Math.Round(Math.Min(1, lead.Voices / Math.Max(1, lead.RecentMentions)), 3), Math.Round(summary.TopAuthorShare, 3));
    }

    private static AuthenticitySummary Authenticity(Opportunity opportunity) => new(
        Math.Round(opportunity.Authenticity.Value, 4),
        [.. opportunity.Authenticity.Because.Select(r => r with { Share = Math.Round(r.Share, 3) })],
        Math.Round(opportunity.TakenBackShare, 4));

    private static NamedShare[] Shares(NameCounts counts) =>
        [.. counts.Top(MaxNames).Select(n => new NamedShare(n.Name, Math.Round(n.Share, 3)))];

    private static DateTimeOffset Utc(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
