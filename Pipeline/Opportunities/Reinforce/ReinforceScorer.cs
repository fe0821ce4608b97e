using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Reinforce;

/// <summary>Scores a cascade of the brand's own post that fades early, by factors that add up.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>expected (30) = log(1 + people predicted early on for the horizon) / log(1 + 5,000)</item>
/// <item>audience (10) = log(1 + followers predicted to be reached) / log(1 + 1,000,000); 0 where followers are unknown</item>
/// <item>shortfall (40) = 1 − people come since the prediction / people predicted to have come by now</item>
/// <item>time (20) = share of the time left in which the post can be helped</item>
/// </list>
/// severity = 10 · (0.5·expected + 0.5·shortfall).
/// </remarks>
internal sealed class ReinforceScorer(ReinforceOptions options, IReadOnlyList<BrandProfile> brands)
{
    private const double ExpectedWeight = 30;
    private const double AudienceWeight = 10;
    private const double ShortfallWeight = 40;
    private const double TimeWeight = 20;
    private const double FullPeople = 5_000;
    private const double FullFollowers = 1_000_000;
    private const long QuarterHourMs = 900_000;

    private static readonly int[] s_horizonsMinutes = [15, 60, 360];

    public Opportunity Score(OwnCascade cascade, EarlyPrediction present, long now)
    {
        EarlyPrediction early = cascade.Prediction ?? present;
        double age = cascade.AgeSeconds(now);
        double expected = Clamp(Math.Log(1 + early.Growth.Final) / Math.Log(1 + FullPeople));
        double audience = Clamp(Math.Log(1 + early.Reach.Final) / Math.Log(1 + FullFollowers));
        double promised = early.At(age).Expected - early.Growth.ObservedCount;
        double shortfall = promised > 0 ? Clamp(1 - ((cascade.Count - early.Growth.ObservedCount) / promised)) : 0;
        double time = Clamp(1 - (age / (options.HelpHours * 3600.0)));
        Factor[] factors =
        [
            Part("expected", expected, ExpectedWeight),
            Part("audience", audience, AudienceWeight),
            Part("shortfall", shortfall, ShortfallWeight),
            Part("time", time, TimeWeight),
        ];
        double score = factors.Sum(f => f.Contribution);
        TopicSnapshot lead = Lead(cascade, early, present, now);
        return new Opportunity
        {
            Kind = OpportunityKind.Reinforce,
            EventFounder = $"own:{cascade.Post.Id}",
            EventOnsetAt = cascade.Post.CountedAt,
            Brand = cascade.Brand,
            Score = score,
            Factors = factors,
            Magnitude = score,
            Severity = 5 * (expected + shortfall),
            Veto = null,
            Relevance = 1,
            Lead = lead,
            Topics = [new EventTopic(lead, isName: true)],
            IsOver = cascade.IsOver,
            Summary = cascade.Summary,
        };
    }

    /// <summary>A cascade is told of while it fades; at its end it is back above what was predicted at least, or over.</summary>
    private static TrendPhase PhaseOf(OwnCascade cascade) => (cascade.IsOver, cascade.BackSince) switch
    {
        (false, _) => TrendPhase.Fading,
        (true, null) => TrendPhase.Over,
        (true, _) => TrendPhase.Growing,
    };

    private TopicSnapshot Lead(OwnCascade cascade, EarlyPrediction early, EarlyPrediction present, long now)
    {
        double age = cascade.AgeSeconds(now);
        double quarter = cascade.Between(now - QuarterHourMs, now);
        double before = cascade.Between(now - (2 * QuarterHourMs), now - QuarterHourMs);
        Post post = cascade.Post;
        return new TopicSnapshot
        {
            Slot = int.MinValue,
            Generation = 0,
            Key = StableHash.Of(post.Id),
            Kind = TopicKind.Link,
            Label = $"post by {post.Author ?? brands[cascade.Brand].Name}",
            StableKey = "link:" + (post.Url is { } url ? LinkForm.Of(url) : post.Id),
            FirstSeen = post.CountedAt,
            OnsetAt = post.CountedAt,
            Phase = PhaseOf(cascade),
            PerMinute = quarter / 15,
            BaselinePerMinute = 0,
            ExpectedPerMinute = PerMinute(early.Growth.Final - early.Growth.ObservedCount, early, early.Seconds, age),
            Surprise = 0,
            GrowthLogPerHour = Math.Round(4 * Math.Log((quarter + 0.5) / (before + 0.5)), 9),
            PeakPerMinute = Math.Max(quarter, before) / 15,
            PeakAt = post.CountedAt,
            ActBefore = post.CountedAt + (options.HelpHours * 3_600_000L),
            Forecast = [.. s_horizonsMinutes.Select(minutes => Forecast(present, age, minutes))],
            Voices = cascade.Count,
            RecentMentions = cascade.Count,
            RepostShare = 1,
            CopyShare = 0,
            NewsShare = 0,
        };
    }

    private static TopicForecast Forecast(EarlyPrediction present, double age, int minutes)
    {
        double to = age + (minutes * 60.0);
        double share = present.ShareCome(present.Seconds, to);
        double count = present.Growth.ObservedCount;
        double Total(double final) => Math.Round(Math.Max(0, final - count) * share, 6);
        double Rate(double final) => Math.Round(PerMinute(Math.Max(0, final - count), present, present.Seconds, to), 6);
        return new TopicForecast(
            minutes,
            Rate(present.Growth.Final),
            Rate(present.Growth.Low90),
            Rate(present.Growth.High90),
            Total(present.Growth.Low90),
            Total(present.Growth.Final),
            Total(present.Growth.High90))
        {
            TotalLow50 = Total(present.Growth.Low50),
            TotalHigh50 = Total(present.Growth.High50),
        };
    }

    /// <summary>What comes a minute at an age, when so much is to come evenly in the logarithm of time.</summary>
    private static double PerMinute(double toCome, EarlyPrediction prediction, double from, double seconds) =>
        60 * toCome / (Math.Max(seconds, from) * Math.Log(prediction.HorizonSeconds / from));

    private static Factor Part(string name, double value, double weight) => new(name, value, weight, weight * value);

    private static double Clamp(double value) => Math.Clamp(value, 0, 1);
}
