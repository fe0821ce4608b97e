using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities;

/// <summary>Scores an event for a brand by factors that add up.</summary>
/// <remarks>
/// score = Σ weightᵢ·valueᵢ, then three discounts one after the other, each taking (1 − value) of what is left and shown as a negative
/// contribution: out of the brand's field, authenticity, safety. So the contributions always sum to the score.
/// <list type="bullet">
/// <item>reach = log(1 + mentions forecast for the next hour) / log(1 + FullReach)</item>
/// <item>growth = log(rate / expected rate) / log(FullGrowth), reposts and copies counting a quarter</item>
/// <item>certainty = 1 − 1/(1 + (surprise/12)²): 0.3 at 8 standard deviations, 0.74 at 20</item>
/// <item>relevance = mean relevance of its posts, 0.5 (the brand's field) counting as full</item>
/// <item>novelty = share of the rate that is above the baseline × 2^(−hours since onset / 2)</item>
/// <item>field = mean relevance / MinRelevance, at most 1</item>
/// <item>authenticity = the product of the two least trusts of <see cref="EventAuthenticity"/></item>
/// <item>safety = 0 when the share of posts at medium risk or worse reaches SafetyShare, or that at any risk DoubtShare; else 1 − share/SafetyShare/2</item>
/// </list>
/// </remarks>
internal sealed class OpportunityScorer(OpportunityOptions options, IReadOnlyList<BrandProfile> brands)
{
    /// <summary>Surprise at which certainty is a half.</summary>
    private const double HalfCertainty = 12;

    /// <summary>Mean relevance that counts as full: every post in the brand's field.</summary>
    private const double FullRelevance = 0.5;

    /// <summary>Novelty halves in this many hours.</summary>
    private const double NoveltyHalfLifeHours = 2;

    /// <summary>Level from which a post counts for the veto: medium risk and worse.</summary>
    public const SafetyLevel VetoLevel = SafetyLevel.Medium;

    public Opportunity Score(TrendEvent trendEvent, int brand, long now)
    {
        TopicSnapshot lead = trendEvent.Lead!.Snapshot;
        EventSummary summary = trendEvent.Summary;
        double relevance = summary.Relevance(brand);
        double reach = Clamp(Math.Log(1 + lead.WithinAnHour.Total) / Math.Log(1 + options.FullReach));
        // Reposts and copies repeat a voice: a single post that travels far is not yet a subject that people talk about.
        double ownWords = lead.PerMinute * (1 - ((1 - EventSummary.RepeatWeight) * Clamp(lead.RepostShare + lead.CopyShare)));
        double growth = Clamp(Math.Log(Math.Max(ownWords, 1e-6) / Math.Max(lead.ExpectedPerMinute, 1e-6)) / Math.Log(options.FullGrowth));
        double deviations = Math.Max(0, lead.Surprise) / HalfCertainty;
        double certainty = 1 - (1 / (1 + (deviations * deviations)));
        double above = Clamp(1 - (lead.BaselinePerMinute / Math.Max(lead.PerMinute, 1e-6)));
        double novelty = above * Math.Pow(2, -(now - trendEvent.OnsetAt) / 3_600_000.0 / NoveltyHalfLifeHours);
        double safetyShare = summary.SafetyShare(VetoLevel);
        bool proven = safetyShare >= options.SafetyShare;
        bool vetoed = proven || summary.SafetyShare(SafetyLevel.Low) >= options.DoubtShare;

        var factors = new List<Factor>(8);
        Add(factors, "reach", reach, options.ReachWeight);
        Add(factors, "growth", growth, options.GrowthWeight);
        Add(factors, "certainty", certainty, options.CertaintyWeight);
        Add(factors, "relevance", Clamp(relevance / FullRelevance), options.RelevanceWeight);
        Add(factors, "novelty", novelty, options.NoveltyWeight);
        double full = factors.Sum(f => f.Contribution);
        double magnitude = full - factors[3].Contribution + options.RelevanceWeight;
        double left = full;
        left = Discount(factors, "field", brands[brand].WatchesEverything ? 1 : Clamp(relevance / Math.Max(options.MinRelevance, 1e-9)), left);
        AuthenticityReading authenticity = summary.Authenticity.Read(now);
        left = Discount(factors, "authenticity", authenticity.Value, left);
        left = Discount(factors, "safety", vetoed ? 0 : 1 - (safetyShare / options.SafetyShare / 2), left);
        return new Opportunity
        {
            EventFounder = trendEvent.Founder,
            EventOnsetAt = trendEvent.OnsetAt,
            Brand = brand,
            Score = Math.Max(0, left),
            Factors = [.. factors],
            Magnitude = magnitude * authenticity.Value,
            Severity = 5 * (reach + growth),
            Veto = vetoed ? summary.SafetyCategory(proven ? VetoLevel : SafetyLevel.Low) : null,
            Relevance = relevance,
            Lead = lead,
            Topics = trendEvent.Topics,
            IsOver = trendEvent.IsMerged || trendEvent.Topics.TrueForAll(t => !t.IsTrending),
            Summary = summary,
            Authenticity = authenticity,
            TakenBackShare = summary.Authenticity.TakenBackShare,
        };
    }

    private static void Add(List<Factor> factors, string name, double value, double weight) =>
        factors.Add(new Factor(name, value, weight, weight * value));

    private static double Discount(List<Factor> factors, string name, double value, double left)
    {
        double kept = left * value;
        factors.Add(new Factor(name, value, left, kept - left));
        return kept;
    }

    private static double Clamp(double value) => Math.Clamp(value, 0, 1);
}
