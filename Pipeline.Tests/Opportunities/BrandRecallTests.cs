using NUnit.Framework;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Opportunities;

internal sealed class BrandRecallTests
{
    private static readonly BrandProfile s_zest = new() { Id = "zest", Name = "Zest", Field = ["picnic"], Content = 1 };
    private static readonly BrandProfile s_other = new() { Id = "other", Name = "Other Co", Field = ["nothing"], Content = 2 };
    private static readonly BrandProfile s_lamp = new() { Id = "lamp", Name = "Lamp", Field = ["blackout"], Content = 3 };

    private readonly OpportunityOptions _options = new() { RecentPosts = 1_024 };

    [Test]
    public void Adopt_NewBrand_KnowsWhatTheLiveEventsMeanToIt()
    {
        EventTracker tracker = Tracked([s_zest], "a blackout", 20);
        tracker.Adopt(Between([s_zest], [s_lamp, s_zest]));
        Assert.That(tracker.Events[0].Summary.Relevance(0), Is.EqualTo(0.5).Within(1e-9));
        Assert.That(tracker.Events[0].Summary.Relevance(1), Is.EqualTo(0.3).Within(1e-6), "what was said to it stays");
    }

    [Test]
    public void Adopt_EditedBrand_ReadsTheRecentPostsAnew()
    {
        EventTracker tracker = Tracked([s_zest], "a blackout", 20);
        tracker.Adopt(Between([s_zest], [s_zest with { Field = ["blackout"], Content = 9 }]));
        Assert.That(tracker.Events[0].Summary.Relevance(0), Is.EqualTo(0.5).Within(1e-9));
    }

    [Test]
    public void Adopt_PostsOutsideTheEvent_SayNothingOfIt()
    {
        EventTracker tracker = Tracked([s_zest], "a blackout", 20);
        for (int i = 100; i < 140; i++)
            tracker.Observe(Saying("quiet", i), SampleTopics.Tags(0f), [7]);
        tracker.Adopt(Between([s_zest], [s_lamp]));
        Assert.That(tracker.Events[0].Summary.Relevance(0), Is.EqualTo(0.5).Within(1e-9));
    }

    [Test]
    public void Adopt_PostsFromBeforeTheWave_SayNothingOfIt()
    {
        EventTracker tracker = new(_options, 1);
        for (int i = 0; i < 20; i++)
            tracker.Observe(Saying("quiet", i, SampleTopics.Start - 7_200_000), SampleTopics.Tags(0f), [1]);
        for (int i = 20; i < 40; i++)
            tracker.Observe(Saying("a blackout", i), SampleTopics.Tags(0f), [1]);
        tracker.Update(new TickSnapshots(0, SampleTopics.Start + 60_000, [SampleTopics.Topic(1, "#dark")]));
        tracker.Adopt(Between([s_zest], [s_lamp]));
        Assert.That(tracker.Events[0].Summary.Relevance(0), Is.EqualTo(0.5).Within(1e-9));
    }

    [Test]
    public void Adopt_EventWithoutRecentPosts_LeavesEditedBrandsAsTheyWereAndNewOnesAtNothing()
    {
        EventTracker tracker = Tracked([s_zest], "a blackout", 20);
        for (int i = 100; i < 1_200; i++)
            tracker.Observe(Saying("quiet", i), SampleTopics.Tags(0f), [7]);
        tracker.Adopt(Between([s_zest], [s_zest with { Content = 9 }, s_lamp]));
        Assert.That(tracker.Events[0].Summary.Relevance(0), Is.EqualTo(0.3).Within(1e-6));
        Assert.That(tracker.Events[0].Summary.Relevance(1), Is.Zero);
    }

    [Test]
    public void Adopt_MoreBrandsThanBefore_GoOnCountingForAllOfThem()
    {
        EventTracker tracker = Tracked([s_zest], "a blackout", 20);
        tracker.Adopt(Between([s_zest], [s_zest, s_other, s_lamp]));
        for (int i = 20; i < 40; i++)
            tracker.Observe(Saying("a blackout", i), SampleTopics.Tags(0f, 0f, 1f), [1, 2]);
        Assert.That(tracker.Events[0].Summary.Relevance(0), Is.EqualTo(0.15).Within(1e-6));
        Assert.That(tracker.Events[0].Summary.Relevance(2), Is.EqualTo(0.75).Within(1e-6));

        tracker.Update(new TickSnapshots(0, SampleTopics.Start + 60_000, [SampleTopics.Topic(2, "lights out")]));
        Assert.That(tracker.Events.Sum(e => e.Summary.Posts), Is.EqualTo(40), "older posts, too, can join for the brands of now");
    }

    [Test]
    public void Adopt_FewerBrandsThanBefore_GoesOnWithThoseLeft()
    {
        EventTracker tracker = new(_options, 2);
        for (int i = 0; i < 20; i++)
            tracker.Observe(Saying("a blackout", i), SampleTopics.Tags(0.1f, 0.3f), [1]);
        tracker.Update(new TickSnapshots(0, SampleTopics.Start, [SampleTopics.Topic(1, "#dark")]));
        tracker.Adopt(Between([s_other, s_zest], [s_zest]));
        tracker.Observe(Saying("a blackout", 30), SampleTopics.Tags(0.3f), [1]);
        Assert.That(tracker.Events[0].Summary.Relevance(0), Is.EqualTo(0.3).Within(1e-6));
    }

    [Test]
    public void Adopt_DeletedPost_IsNotReadAgain()
    {
        EventTracker tracker = Tracked([s_zest], "a blackout", 20);
        tracker.Observe(new Post { Id = "x:3", Source = "x", PostedAt = SampleTopics.Start, Action = PostAction.Delete }, SampleTopics.Tags(0f), []);
        Assert.That(() => tracker.Adopt(Between([s_zest], [s_lamp])), Throws.Nothing);
        Assert.That(tracker.Events[0].Summary.Relevance(0), Is.EqualTo(0.5).Within(1e-9));
    }

    private EventTracker Tracked(BrandProfile[] brands, string text, int posts)
    {
        EventTracker tracker = new(_options, brands.Length);
        for (int i = 0; i < posts; i++)
            tracker.Observe(Saying(text, i), SampleTopics.Tags([.. brands.Select(_ => 0.3f)]), [1]);
        tracker.Update(new TickSnapshots(0, SampleTopics.Start, [SampleTopics.Topic(1, "#dark")]));
        return tracker;
    }

    private static BrandChange Between(BrandProfile[] from, BrandProfile[] to)
    {
        BrandSet first = BrandSet.First(from);
        return new BrandChange(first, first.Next(to));
    }

    private static Post Saying(string text, int number, long? from = null)
    {
        long at = (from ?? SampleTopics.Start) + (number * 1_000L);
        return new Post { Id = $"x:{number}", Source = "x", PostedAt = at, CountedAt = at, IsCounted = true, Text = text, AuthorKey = (ulong)number + 1 };
    }
}
