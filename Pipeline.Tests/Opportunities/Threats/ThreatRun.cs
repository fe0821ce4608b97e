using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Threats;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Opportunities.Threats;

/// <summary>Runs invented posts about two brands through the watch and the incidents, tick by tick.</summary>
internal sealed class ThreatRun
{
    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    /// <summary>A midnight.</summary>
    public const long Start = 1_359_936_000_000;

    public static readonly BrandProfile[] Brands =
    [
        new() { Id = "aria", Name = "Aria", Handles = ["fly_aria"] },
        new() { Id = "nimbo", Name = "Nimbo" },
    ];

    private readonly ThreatWatch _watch = new(new ThreatOptions(), Brands, VelocityModel.Shipped(), 1);
    private readonly IncidentTracker _incidents = new(new AlertOptions(), Brands);
    private long _tick = -1;

    public List<IncidentRevision> Revisions { get; } = [];

    public IReadOnlyList<IncidentRevision> Raised => [.. Revisions.Where(r => r.Phase == IncidentPhase.Raised)];

    public List<Opportunity> Seen { get; } = [];

    /// <summary>Takes posts in the order of time.</summary>
    public ThreatRun Feed(IEnumerable<Said> posts)
    {
        foreach (Said said in posts.OrderBy(s => s.Post.PostedAt))
        {
            RunUntil(said.Post.PostedAt);
            _watch.Observe(said.Post, said.Tags, said.IsOwn ? [0] : []);
        }

        return this;
    }

    public ThreatRun RunUntil(long time)
    {
        long to = time / 1000;
        if (_tick < 0)
            _tick = to;
        while (_watch.NextTick(_tick, to) is { } next)
        {
            List<Opportunity> found = [];
            _watch.Judge(next, found);
            Seen.AddRange(found);
            if (found.Count > 0)
                _incidents.Update(new TickOpportunities(next * 1000, found), Revisions);
            _tick = next + 1;
        }

        _tick = Math.Max(_tick, to + 1);
        return this;
    }

    public void Delete(Post deleted) => _watch.Observe(deleted, SampleTopics.Tags(0, 0), []);

    /// <summary>A post as the later stages see it.</summary>
    internal sealed record Said(Post Post, PostTags Tags, bool IsOwn = false);

    /// <summary>Posts about a brand, spread evenly with a little jitter, each by another person.</summary>
    /// <param name="name">Begins all ids and authors; tells streams apart.</param>
    /// <param name="from">First time.</param>
    /// <param name="minutes">Length.</param>
    /// <param name="perHour">Posts an hour at a time.</param>
    /// <param name="negative">Share of negative ones.</param>
    /// <param name="words">What stands in them.</param>
    /// <param name="brand">Which brand.</param>
    public static IEnumerable<Said> Stream(string name, long from, int minutes, Func<long, double> perHour, double negative, string[]? words = null, int brand = 0)
    {
        Random random = new(name.Length + (int)(from / Minute % 1000));
        int count = 0;
        for (int minute = 0; minute < minutes; minute++)
        {
            long start = from + (minute * Minute);
            for (double left = perHour(start) / 60; left > 0; left--)
            {
                if (random.NextDouble() < left)
                    yield return Say($"{name}{count++}", start + random.Next((int)Minute), random.NextDouble() < negative, words ?? [$"#x{random.Next(40)}"], brand);
            }
        }
    }

    public static Said Say(string id, long at, bool isNegative, string[] words, int brand = 0, string? author = null) => new(
        new PostBuilder { Id = id, PostedAt = at, Topics = words, Author = author ?? id }.BuildCounted(),
        Tags(brand, isNegative ? SentimentLabel.Negative : SentimentLabel.Neutral));

    public static PostTags Tags(int brand, SentimentLabel mood) => new()
    {
        Language = new LanguageTag("en", 0.9f),
        Sentiment = new SentimentTag(mood, mood == SentimentLabel.Negative ? -0.8f : 0, mood == SentimentLabel.Negative ? 0.9f : 0.1f, 0.1f, 0),
        Brands = [new BrandTag(brand == 0 ? 1 : 0, []) { IsNamed = brand == 0 }, new BrandTag(brand == 1 ? 1 : 0, []) { IsNamed = brand == 1 }],
    };
}
