using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Threats;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Opportunities.Threats;

internal sealed class NegativeEventsTests
{
    private static readonly NegativeEvents s_events = new(new ThreatOptions());

    [TestCase(0.9, 0.9, 0.3, true)]
    [TestCase(0.3, 0.9, 0.3, false, Description = "most posts do not name the brand")]
    [TestCase(0.9, 0.4, 0.1, false, Description = "less than half is negative")]
    [TestCase(0.9, 0.65, 0.6, false, Description = "people always write so to this brand")]
    public void IsAgainst_NamesAndMoods_Decide(double named, double negative, double usual, bool expected)
    {
        BrandNaming naming = new(2);
        for (int i = 0; i < 100; i++)
        {
            bool isNamed = i < 100 * named;
            naming.Add(ThreatRun.Tags(isNamed ? 0 : 1, i < 100 * named * negative ? SentimentLabel.Negative : SentimentLabel.Positive), 1);
        }

        Assert.That(s_events.IsAgainst(naming, 0, usual), Is.EqualTo(expected));
    }

    [Test]
    public void IsAgainst_AFewPosts_SayNothing()
    {
        BrandNaming naming = new(2);
        for (int i = 0; i < 7; i++)
            naming.Add(ThreatRun.Tags(0, SentimentLabel.Negative), 1);

        Assert.That(s_events.IsAgainst(naming, 0, 0.2), Is.False);
    }

    /// <summary>The watch is young here: the event alone shows that something happens.</summary>
    [TestCase(false, "Threat")]
    [TestCase(true, "Hold,Threat")]
    public void EventAgainstTheBrand_IsItsThreatAndNoOpportunity(bool isTragedy, string kinds)
    {
        OpportunityFinder finder = new(new OpportunityOptions { RecentPosts = 1_024 }, ThreatRun.Brands);
        IncidentTracker incidents = new(new AlertOptions(), ThreatRun.Brands);
        List<IncidentRevision> revisions = [];
        PostBatch posts = new(0);
        List<PostTags> tags = [];
        TrendBatch trends = new(0);
        long start = ThreatRun.Start / 1000;
        // People post by chance, one a second on average: what is as even as a clock is not authentic.
        Random random = new(5);
        double at = 0;
        for (int i = 0; i < 200; i++)
        {
            posts.Ticks.Add(new TickRun(posts.Posts.Count, start + i, start + i));
            if (i > 40)
                trends.Ticks.Add(new TickSnapshots(posts.Posts.Count, (start + i) * 1000, [SampleTopics.Topic(1, "#scandal", ThreatRun.Start + 30_000)]));
            for (; at < i + 1; at -= Math.Log(1 - random.NextDouble()))
            {
                ThreatRun.Said said = ThreatRun.Say($"s{posts.Posts.Count}", (start * 1000) + (long)(at * 1000), isNegative: true, ["#scandal"]);
                posts.Posts.Add(said.Post);
                tags.Add(isTragedy ? WithTragedy(said.Tags) : said.Tags);
                trends.Slots.Add(1);
                trends.SlotEnds.Add(trends.Slots.Count);
            }
        }

        finder.Process(posts, new TaggedBatch(0, [.. tags]), trends, tick => incidents.Update(tick, revisions));

        Assert.That(revisions.Where(r => r is { Phase: IncidentPhase.Raised, Brand: "aria" }).Select(r => r.Kind.ToString()).Distinct().Order(), Is.EqualTo(kinds.Split(',')));
        Assert.That(revisions.Count(r => r is { Kind: AlertKind.Threat, Phase: IncidentPhase.Raised }), Is.EqualTo(1));
    }

    private static PostTags WithTragedy(PostTags tags) => new()
    {
        Language = tags.Language,
        Sentiment = tags.Sentiment,
        Brands = tags.Brands,
        Safety = new SafetyTag(SafetyLevel.High, "Death, Injury, or Military Conflict", 1, ["killed"]),
    };
}
