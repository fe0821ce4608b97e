using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>Scores a wave against a brand by factors that add up.</summary>
/// <remarks>
/// score = Σ weightᵢ·valueᵢ, less what a lack of authenticity takes away.
/// <list type="bullet">
/// <item>size (30) = log(1 + negative mentions forecast for the next hour) / log(1 + FullSize)</item>
/// <item>growth (25) = log(rate / expected rate) / log(10)</item>
/// <item>negativity (20) = share of negative posts among those that name the brand, over a quarter of an hour</item>
/// <item>certainty (15) = 1 − 1/(1 + (surprise/8)²)</item>
/// <item>people (10) = log(1 + followers of those who wrote within the hour) / log(1 + 1,000,000); 0 where followers are unknown</item>
/// <item>authenticity, as for events</item>
/// </list>
/// severity = 10 · (0.5·growth + 0.3·size + 0.2·people): how far above the brand's usual first, then how many, then how far it carries.
/// </remarks>
internal sealed class ThreatScorer(ThreatOptions options, IReadOnlyList<BrandProfile> brands)
{
    private const double SizeWeight = 30;
    private const double GrowthWeight = 25;
    private const double NegativityWeight = 20;
    private const double CertaintyWeight = 15;
    private const double PeopleWeight = 10;

    /// <summary>Ratio to the usual rate, and followers, that count as full; surprise at which certainty is a half.</summary>
    private const double FullGrowth = 10;
    private const double FullFollowers = 1_000_000;
    private const double HalfCertainty = 8;

    public Opportunity Score(int brand, BrandWave wave, in WaveReading reading, TopicSnapshot series, double followersPerMention, long now)
    {
        TopicSnapshot lead = Named(series, wave, brands[brand]);
        double size = Clamp(Math.Log(1 + lead.WithinAnHour.Total) / Math.Log(1 + options.FullSize));
        double growth = Clamp(Math.Log(Math.Max(lead.PerMinute, 1e-6) / Math.Max(lead.ExpectedPerMinute, 1e-6)) / Math.Log(FullGrowth));
        double deviations = Math.Max(0, lead.Surprise) / HalfCertainty;
        double people = Clamp(Math.Log(1 + (followersPerMention * lead.RecentMentions)) / Math.Log(1 + FullFollowers));
        Factor[] parts =
        [
            Part("size", size, SizeWeight),
            Part("growth", growth, GrowthWeight),
            Part("negativity", reading.NegativeShare, NegativityWeight),
            Part("certainty", 1 - (1 / (1 + (deviations * deviations))), CertaintyWeight),
            Part("people", people, PeopleWeight),
        ];
        double full = parts.Sum(p => p.Contribution);
        AuthenticityReading trust = wave.Summary.Authenticity.Read(now);
        double authenticity = trust.Value;
        return new Opportunity
        {
            Kind = OpportunityKind.Threat,
            EventFounder = $"threat:{brands[brand].Id}",
            EventOnsetAt = series.OnsetAt,
            Brand = brand,
            Score = full * authenticity,
            Factors = [.. parts, new Factor("authenticity", authenticity, full, full * (authenticity - 1))],
            Magnitude = full * authenticity,
            Severity = 10 * ((0.5 * growth) + (0.3 * size) + (0.2 * people)),
            Veto = null,
            Relevance = 1,
            Lead = lead,
            Topics = Topics(lead, wave),
            IsOver = !wave.Goes,
            Summary = wave.Summary,
            Authenticity = trust,
            TakenBackShare = wave.Summary.Authenticity.TakenBackShare,
        };
    }

    /// <summary>The series under the name of what stands out in it; under the brand's own name while nothing does.</summary>
    private static TopicSnapshot Named(TopicSnapshot series, BrandWave wave, BrandProfile brand) =>
        wave.Subject is [var first, ..]
            ? series with { Key = first.Key, Kind = first.Kind, Label = first.Label, StableKey = first.StableKey }
            : series with { Kind = Posts.Text.TopicKind.Word, Label = brand.Name, StableKey = $"word:{brand.Id}" };

    private static EventTopic[] Topics(TopicSnapshot lead, BrandWave wave) =>
    [
        new EventTopic(lead, isName: true),
        .. wave.Subject.Skip(1).Select((term, i) => new EventTopic(lead with
        {
            // Slots of their own, below those of all brands, so that none is taken for the lead.
            Slot = int.MinValue + i,
            Key = term.Key,
            Kind = term.Kind,
            Label = term.Label,
            StableKey = term.StableKey,
            PeakPerMinute = term.Posts,
        }, isName: true)),
    ];

    private static Factor Part(string name, double value, double weight) => new(name, value, weight, weight * value);

    private static double Clamp(double value) => Math.Clamp(value, 0, 1);
}
