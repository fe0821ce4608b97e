using NUnit.Framework;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Opportunities;

internal sealed class OpportunityScorerTests
{
    private static readonly BrandProfile[] s_brands = [new() { Id = "snack", Name = "Snack" }, new() { Id = "bank", Name = "Bank" }];

    [Test]
    public void Score_AnyEvent_IsTheSumOfItsContributions()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            TopicSnapshot topic = SampleTopics.Topic(1, "#dark") with
            {
                PerMinute = random.NextDouble() * 1_000,
                ExpectedPerMinute = random.NextDouble() * 10,
                BaselinePerMinute = random.NextDouble() * 10,
                Surprise = (random.NextDouble() * 100) - 20,
                Voices = random.Next(1, 500),
                RepostShare = random.NextDouble(),
            };
            Opportunity scored = Score(topic, SampleTopics.Tags((float)random.NextDouble(), 0));

            Assert.That(scored.Factors.Sum(f => f.Contribution), Is.EqualTo(scored.Score).Within(1e-9));
            Assert.That(scored.Score, Is.InRange(0, 100));
            Assert.That(scored.Severity, Is.InRange(0, 10));
            Assert.That(scored.Factors.Select(f => f.Value), Is.All.InRange(0, 1));
        }
    }

    [Test]
    public void Score_EventInTheField_IsHigherThanForABrandElsewhere()
    {
        Opportunity snack = Score(SampleTopics.Topic(1, "#dark"), SampleTopics.Tags(0.5f, 0f));
        Opportunity bank = Score(SampleTopics.Topic(1, "#dark"), SampleTopics.Tags(0.5f, 0f), brand: 1);

        Assert.That(snack.Score, Is.GreaterThan(60));
        Assert.That(bank.Score, Is.Zero, "out of the field scores nothing however loud it is");
    }

    [Test]
    public void Score_Tragedy_IsVetoedByName()
    {
        Opportunity scored = Score(SampleTopics.Topic(1, "#crash"), SampleTopics.Tragedy(0.8f, 0));

        Assert.That(scored.Score, Is.Zero);
        Assert.That(scored.Veto, Is.EqualTo("Death, Injury, or Military Conflict"));
        Assert.That(scored.Magnitude, Is.GreaterThan(50), "its size is known all the same: a hold needs it");
    }

    [TestCase(20_000, WaveTexts.Same, AuthenticitySignal.CopiedTexts, TestName = "Score_NothingButCopies_IsNotAuthentic")]
    [TestCase(4, WaveTexts.Own, AuthenticitySignal.FewAuthors, TestName = "Score_FewAuthors_IsNotAuthentic")]
    public void Score_FakeTrend_IsDiscounted(int accounts, WaveTexts texts, AuthenticitySignal signal)
    {
        BotWave wave = new() { Accounts = accounts, Texts = texts, RepostShare = 0, LinkShare = 0, PerMinute = 40, Minutes = 20 };
        EventTracker tracker = new(new OpportunityOptions(), s_brands.Length);
        foreach (Post post in wave.Posts())
            tracker.Observe(post, SampleTopics.Tags(0.8f, 0), [1]);
        long now = BotWave.Start + (20 * 60_000);
        tracker.Update(new TickSnapshots(0, now, [SampleTopics.Topic(1, "#rich", BotWave.Start + 60_000)]));
        Opportunity fake = new OpportunityScorer(new OpportunityOptions(), s_brands).Score(tracker.Events[0], 0, now);

        Assert.That(fake.Score, Is.LessThan(10));
        Assert.That(fake.Factors.Single(f => f.Name == "authenticity").Value, Is.LessThan(0.2));
        Assert.That(fake.Factors.First(f => f.Name is "spread" or "authenticity" && f.Value < 1).Contribution, Is.Negative, "one text is discounted as such first");
        Assert.That(fake.Authenticity.Because[0].Signal, Is.EqualTo(signal));
        Assert.That(fake.Factors.Sum(f => f.Contribution), Is.EqualTo(fake.Score).Within(1e-9));
    }

    [Test]
    public void Score_EventWhosePostsAreDeleted_SaysWhichShareWasTakenBack()
    {
        EventTracker tracker = new(new OpportunityOptions(), s_brands.Length);
        for (int i = 0; i < 40; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(0.8f, 0), [1]);
        tracker.Update(new TickSnapshots(0, SampleTopics.Start, [SampleTopics.Topic(1, "#rich")]));
        for (int i = 0; i < 30; i++)
            tracker.Observe(new Post { Id = $"x:{i}", Source = "x", PostedAt = 0, Action = PostAction.Delete }, SampleTopics.Tags(0, 0), []);

        Opportunity scored = new OpportunityScorer(new OpportunityOptions(), s_brands).Score(tracker.Events[0], 0, SampleTopics.Start);

        Assert.That(scored.TakenBackShare, Is.EqualTo(0.75).Within(0.02), "their age weighs a little");
        Assert.That(scored.Summary.Posts, Is.EqualTo(10));
    }

    [Test]
    public void Score_OlderEvent_IsLessNovel()
    {
        double first = Novelty(SampleTopics.Start);
        double twoHoursLater = Novelty(SampleTopics.Start + 7_200_000);

        Assert.That(twoHoursLater, Is.EqualTo(first / 2).Within(1e-9));
    }

    private static double Novelty(long now) =>
        Score(SampleTopics.Topic(1, "#dark"), SampleTopics.Tags(0.5f, 0), now: now).Factors.Single(f => f.Name == "novelty").Value;

    private static Opportunity Score(TopicSnapshot topic, PostTags tags, int brand = 0, long now = SampleTopics.Start)
    {
        EventTracker tracker = new(new OpportunityOptions(), s_brands.Length);
        for (int i = 0; i < 20; i++)
            tracker.Observe(SampleTopics.Post(i), tags, [1]);
        tracker.Update(new TickSnapshots(0, SampleTopics.Start, [topic]));
        return new OpportunityScorer(new OpportunityOptions(), s_brands).Score(tracker.Events[0], brand, now);
    }
}
