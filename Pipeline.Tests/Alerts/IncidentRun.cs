using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Alerts;

/// <summary>A tracker with all it has said. Times are minutes after <see cref="Start"/>.</summary>
internal sealed class IncidentRun
{
    /// <summary>Midnight, UTC, so that windows of digests begin with the run.</summary>
    public const long Start = 1_359_936_000_000;

    /// <summary>What the posts of an event say. Alerts only read it, so all events of a thread share one: a life has tens of thousands.</summary>
    [ThreadStatic]
    private static EventSummary? s_usual;

    public static BrandProfile Snack { get; } = new() { Id = "snack", Name = "Snack", Languages = ["en"] };

    /// <summary>Nothing in a set changes, and making one takes longer than most tests here.</summary>
    private static readonly Lazy<BrandSet> s_snack = new(static () => BrandSet.First([Snack]));

    private IncidentTracker _tracker;
    private BrandSet _brands;

    public IncidentRun(AlertOptions? options = null, params BrandProfile[] brands)
    {
        Options = options ?? new AlertOptions();
        _brands = brands.Length > 0 ? BrandSet.First(brands) : s_snack.Value;
        _tracker = new IncidentTracker(Options, _brands.Profiles);
    }

    public AlertOptions Options { get; }

    public List<IncidentRevision> Out { get; } = [];

    public List<AlertDigest> Digests { get; } = [];

    /// <summary>Held back, and in no digest yet.</summary>
    public int Waiting => _tracker.HeldBack;

    public IEnumerable<IncidentRevision> Alerts => Out.Where(r => r.Output == OutputKind.Alert);

    /// <summary>What was said, as words: stream, kind, phase.</summary>
    public IEnumerable<string> Words => Out.Select(Word);

    public static string Word(IncidentRevision revision) =>
        $"{revision.Output} {revision.Kind} {revision.Phase}".ToLowerInvariant();

    /// <summary>One tick with these opportunities; what they say of time to act is moved with the tick.</summary>
    /// <returns>What was said at this tick.</returns>
    public IReadOnlyList<IncidentRevision> See(double minute, params Opportunity[] opportunities)
    {
        long now = At(minute);
        int before = Out.Count;
        _tracker.Digest(now, Digests);
        _tracker.Update(new TickOpportunities(now, [.. opportunities]), Out);
        return Out[before..];
    }

    public List<PostRetraction> Retractions { get; } = [];

    /// <summary>Takes a delete or an edit between two ticks.</summary>
    /// <returns>What was said of it.</returns>
    public IReadOnlyList<PostRetraction> Forget(double minute, Post change)
    {
        int before = Retractions.Count;
        _tracker.Forget(change, At(minute), Out, Retractions);
        return Retractions[before..];
    }

    /// <summary>True when the last decision was on an incident that is known.</summary>
    public bool IsMatched { get; private set; }

    /// <summary>Takes a team's decision between two ticks.</summary>
    /// <returns>What was said of it.</returns>
    public IReadOnlyList<IncidentRevision> Decide(double minute, Decision decision)
    {
        int before = Out.Count;
        IsMatched = _tracker.Decide(decision, At(minute), Out);
        return Out[before..];
    }

    /// <summary>Goes on with a tracker that was restored from the state of the one before.</summary>
    public void SaveAndLoad()
    {
        StateWriter state = new();
        _tracker.Save(state);
        _tracker = new IncidentTracker(Options, _brands.Profiles);
        _tracker.Load(new StateReader(state.ToArray()));
    }

    /// <summary>Goes over to other brands between two ticks.</summary>
    /// <returns>What was said of it.</returns>
    public IReadOnlyList<IncidentRevision> Adopt(double minute, params BrandProfile[] to)
    {
        int before = Out.Count;
        BrandSet next = _brands.Next(to);
        _tracker.Adopt(new BrandChange(_brands, next), At(minute), Out);
        _brands = next;
        return Out[before..];
    }

    public static long At(double minute) => Start + (long)(minute * 60_000);

    /// <summary>An event that grows and can be acted on for hours.</summary>
    public static Opportunity Event(
        double score, double severity = 5, string founder = "#dark", TrendPhase phase = TrendPhase.Growing, double perMinute = 60,
        double actBefore = 100_000, double onset = 0) => new()
        {
            EventFounder = founder,
            EventOnsetAt = Start,
            Brand = 0,
            Score = score,
            Factors =
            [
                new Factor("reach", 1, score, score), new Factor("authenticity", 1, score, 0), new Factor("safety", 1, score, 0),
            ],
            Magnitude = 80,
            Severity = severity,
            Veto = null,
            Relevance = 0.5,
            Lead = SampleTopics.Topic(1, founder) with { Phase = phase, PerMinute = perMinute, ActBefore = At(actBefore), OnsetAt = At(onset) },
            Topics = [],
            IsOver = false,
            Summary = s_usual ??= Summary(20),
        };

    public static Opportunity Tragedy(double magnitude = 80, double severity = 5, string founder = "#dark") =>
        Event(0, severity, founder) with { Veto = "Terrorism", IsTragedy = true, Magnitude = magnitude };

    public static Opportunity Threat(double score, double severity = 5, string founder = "#dark") =>
        Event(score, severity, founder) with { Kind = OpportunityKind.Threat };

    /// <summary>The same event with little authenticity: its points are there, and discounted.</summary>
    public static Opportunity Fake(double points, double authenticity, string founder = "#dark") => Event(points * authenticity, founder: founder) with
    {
        Factors =
        [
            new Factor("reach", 1, points, points), new Factor("authenticity", authenticity, points, points * (authenticity - 1)),
            new Factor("safety", 1, points * authenticity, 0),
        ],
    };

    /// <summary>The same event as one of several brands sees it.</summary>
    public static Opportunity ForBrand(int brand, int brands, Opportunity opportunity)
    {
        EventSummary summary = new(brands);
        for (int i = 0; i < 20; i++)
            summary.Add(SampleTopics.Post(i), SampleTopics.Tags([.. Enumerable.Repeat(0.5f, brands)]));
        return opportunity with { Brand = brand, Summary = summary };
    }

    public static Opportunity Merged(Opportunity opportunity, string into) =>
        opportunity with { IsOver = true, MergedInto = (into, Start) };

    /// <summary>A summary of so many posts in these languages by turns.</summary>
    public static EventSummary Summary(int posts, params string[] languages)
    {
        EventSummary summary = new(1);
        for (int i = 0; i < posts; i++)
        {
            string language = languages.Length > 0 ? languages[i % languages.Length] : "en";
            summary.Add(SampleTopics.Post(i), new PostTags { Language = new LanguageTag(language, 0.9f), Brands = [new BrandTag(0.5f, [])] });
        }

        return summary;
    }
}
