using RtmPipeline.Opportunities.Events;
using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities;

/// <summary>Scores an event for a brand by factors that add up.</summary>
/// <remarks>
/// score = Σ weightᵢ·valueᵢ, then four discounts one after the other, each taking (1 − value) of what is left and shown as a negative
/// contribution: fit, spread, authenticity, safety. So the contributions always sum to the score. Mentions count once where they are words of one's own and a quarter
/// where they repeat another's (reposts, copies): a single post that travels far is not yet a subject that people talk about. Mentions are those of the topic that
/// stands for the event, times its breadth: posts a minute with any of the event's names for each of them, 1 to 4.
/// <list type="bullet">
/// <item>reach = log(1 + mentions still to come within the hour) / log(1 + FullReach)</item>
/// <item>growth = log(mentions a minute in the newest minute / expected ones) / log(FullGrowth)</item>
/// <item>certainty = probability that the trend lasts, see <see cref="OnsetOdds"/></item>
/// <item>relevance = mean relevance of its posts, 0.5 (the brand's field) counting as full</item>
/// <item>novelty = share of the rate that is above the baseline × 2^(−hours since onset / 2)</item>
/// <item>mood = 1 − share of negative posts, a half as long as no mood is known</item>
/// <item>fit = mean relevance / MinRelevance, at most 1, × share of posts in the audience's languages / 0.3, at most 1</item>
/// <item>spread = the less of (texts that carry the event, see <see cref="TextShares"/>, − 2.5) / 1.7 and (share of mentions in words of one's own − 0.1) / 0.2: one post
/// that travels is not an event</item>
/// <item>authenticity = the product of the two least trusts of <see cref="EventAuthenticity"/></item>
/// <item>safety = 0 when the share of posts at the brand's level of risk (medium) or worse reaches SafetyShare, or that at any risk DoubtShare, or when a name of the event says that people came to harm; else 1 − share/SafetyShare/2</item>
/// </list>
/// </remarks>
internal sealed class OpportunityScorer(OpportunityOptions options, IReadOnlyList<BrandProfile> brands)
{
    /// <summary>Mean relevance that counts as full: every post in the brand's field.</summary>
    private const double FullRelevance = 0.5;

    /// <summary>Share of posts in the audience's languages from which an event is the audience's.</summary>
    private const double FullAudience = 0.3;

    /// <summary>An event of many names is at most so many times as broad as its greatest.</summary>
    private const double MaxBreadth = 4;

    /// <summary>Novelty halves in this many hours.</summary>
    private const double NoveltyHalfLifeHours = 2;

    /// <summary>Posts that say half negative and half not, so that the first posts do not make the mood.</summary>
    private const double MoodPrior = 4;

    /// <summary>Numbers of texts, and shares of mentions in words of one's own, between which one post that travels turns into an event; a tragedy needs fewer texts, as a hold must not wait.</summary>
    private const double FewTexts = 2.5;
    private const double ManyTexts = 4.2;
    private const double FewOwnWords = 0.1;
    private const double ManyOwnWords = 0.3;
    private const double FewTragicTexts = 1;
    private const double ManyTragicTexts = 2.5;

    /// <summary>Standard normal quantile of the one-sided bound (90 %) that must show a tragedy before a team is told to hold.</summary>
    private const double HoldBound = 1.2816;

    private readonly BrandMoments[] _moments = [.. brands.Select(static brand => new BrandMoments(brand))];

    public Opportunity Score(TrendEvent trendEvent, int brand, long now)
    {
        TopicSnapshot lead = trendEvent.Lead!.Snapshot;
        EventSummary summary = trendEvent.Summary;
        double relevance = summary.Relevance(brand);
        double counted = 1 - ((1 - EventSummary.RepeatWeight) * Clamp(lead.RepostShare + lead.CopyShare));
        counted *= Math.Clamp(summary.PerMinute(now) / Math.Max(lead.PerMinute, 1e-6), 1, MaxBreadth);
        double reach = Clamp(Math.Log(1 + (lead.WithinAnHour.Total * counted)) / Math.Log(1 + options.FullReach));
        double growth = Clamp(Math.Log(Math.Max(lead.LatestPerMinute * counted, 1e-6) / Math.Max(lead.ExpectedPerMinute, 1e-6)) / Math.Log(options.FullGrowth));
        double above = Clamp(1 - (lead.BaselinePerMinute / Math.Max(lead.PerMinute, 1e-6)));
        double novelty = above * Math.Pow(2, -(now - trendEvent.OnsetAt) / 3_600_000.0 / NoveltyHalfLifeHours);
        BrandSafety careful = brands[brand].Safety;
        double safetyLimit = careful.Share ?? options.SafetyShare;
        double safetyShare = summary.SafetyShare(careful.Level);
        bool proven = safetyShare >= safetyLimit;
        bool isHarm = trendEvent.IsNamedAsHarm();
        bool vetoed = proven || isHarm || summary.SafetyShare(SafetyLevel.Low) >= options.DoubtShare;

        var factors = new List<Factor>(9);
        Add(factors, "reach", reach, options.ReachWeight);
        Add(factors, "growth", growth, options.GrowthWeight);
        Add(factors, "certainty", lead.OnsetProbability, options.CertaintyWeight);
        Add(factors, "relevance", Clamp(relevance / FullRelevance), options.RelevanceWeight);
        Add(factors, "novelty", novelty, options.NoveltyWeight);
        Add(factors, "mood", 1 - summary.NegativeShareWith(MoodPrior), options.MoodWeight);
        double full = factors.Sum(f => f.Contribution);
        double magnitude = full - factors[3].Contribution + options.RelevanceWeight;
        double left = Discount(factors, "fit", Fit(brands[brand], summary, relevance), full);
        double texts = summary.EffectiveTexts;
        double ownWords = 1 - lead.RepostShare - lead.CopyShare;
        double spread = Math.Min(Clamp((texts - FewTexts) / (ManyTexts - FewTexts)), Clamp((ownWords - FewOwnWords) / (ManyOwnWords - FewOwnWords)));
        left = Discount(factors, "spread", spread, left);
        AuthenticityReading authenticity = summary.Authenticity.Read(now);
        left = Discount(factors, "authenticity", authenticity.Value, left);
        left = Discount(factors, "safety", vetoed ? 0 : 1 - (safetyShare / safetyLimit / 2), left);
        return new Opportunity
        {
            EventFounder = trendEvent.Founder,
            EventOnsetAt = trendEvent.OnsetAt,
            Brand = brand,
            Score = Math.Max(0, left),
            Factors = [.. factors],
            Magnitude = magnitude * Clamp((texts - FewTragicTexts) / (ManyTragicTexts - FewTragicTexts)),
            Severity = 5 * (reach + growth),
            Veto = vetoed ? summary.SafetyCategory(proven ? careful.Level : SafetyLevel.Low) ?? Tragedies.Harm : null,
            IsTragedy = vetoed && (isHarm || summary.TragedyBound(HoldBound) >= safetyLimit),
            Certainty = lead.OnsetProbability,
            IsExpected = _moments[brand].Name(trendEvent),
            Relevance = relevance,
            Lead = lead,
            Topics = trendEvent.Topics,
            IsOver = trendEvent.IsMerged || trendEvent.IsDropped || trendEvent.Topics.TrueForAll(static t => t is not { IsName: true, IsTrending: true }),
            Summary = summary,
            MergedInto = trendEvent.MergedInto is { } home ? (home.Founder, home.OnsetAt) : null,
            Story = trendEvent.Story,
            Authenticity = authenticity,
            TakenBackShare = summary.Authenticity.TakenBackShare,
        };
    }

    /// <summary>How far the event is in the brand's field and among its audience.</summary>
    private double Fit(BrandProfile brand, EventSummary summary, double relevance)
    {
        if (brand.WatchesEverything)
            return 1;
        double audience = brand.Languages.Length == 0 ? 1 : Clamp(summary.Languages.ShareOf(name => name == "und" || brand.Languages.Contains(name)) / FullAudience);
        return Clamp(relevance / Math.Max(options.MinRelevance, 1e-9)) * audience;
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
