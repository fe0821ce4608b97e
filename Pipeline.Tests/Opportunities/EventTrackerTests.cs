using NUnit.Framework;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Opportunities;

internal sealed class EventTrackerTests
{
    private readonly OpportunityOptions _options = new() { RecentPosts = 1_024 };

    [Test]
    public void Update_TopicsThatShareTheirPosts_AreOneEvent()
    {
        EventTracker tracker = new(_options, 1);
        for (int i = 0; i < 20; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [1, 2]);

        tracker.Update(Tick(SampleTopics.Topic(1, "#dark")));
        tracker.Update(Tick(SampleTopics.Topic(2, "lights out")));

        Assert.That(tracker.Events, Has.Count.EqualTo(1));
        Assert.That(tracker.Events[0].Topics.Select(t => t.Snapshot.Label), Is.EqualTo(["#dark", "lights out"]));
    }

    [Test]
    public void Update_TopicsOfDifferentPosts_AreTwoEvents()
    {
        EventTracker tracker = new(_options, 1);
        for (int i = 0; i < 20; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [i % 2 == 0 ? 1 : 2]);

        tracker.Update(Tick(SampleTopics.Topic(1, "#dark"), SampleTopics.Topic(2, "#goal")));

        Assert.That(tracker.Events.Select(e => e.Founder), Is.EquivalentTo(["#dark", "#goal"]));
    }

    [Test]
    public void Update_NewWaveInsideALongEvent_IsAnEventOfItsOwn()
    {
        EventTracker tracker = new(_options, 1);
        for (int i = 0; i < 20; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [1]);
        tracker.Update(Tick(SampleTopics.Topic(1, "#game")));
        long later = SampleTopics.Start + 7_200_000;
        for (int i = 0; i < 20; i++)
            tracker.Observe(SampleTopics.Post(100 + i, later + i), SampleTopics.Tags(1), i % 5 < 1 ? [1, 2] : [2]);

        tracker.Update(new TickSnapshots(0, later + 1_000, [SampleTopics.Topic(2, "#dark", later)]));

        Assert.That(tracker.Events, Has.Count.EqualTo(2), "one post in five names the game: a wave of its own");
    }

    [Test]
    public void Update_YoungEventsWhosePostsMeet_BecomeTheOlderOne()
    {
        EventTracker tracker = new(_options, 1);
        for (int i = 0; i < 20; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [i % 2 == 0 ? 1 : 2]);
        tracker.Update(Tick(SampleTopics.Topic(1, "#dark"), SampleTopics.Topic(2, "lights out")));
        for (int i = 20; i < 40; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [1, 2]);

        IReadOnlyList<TrendEvent> read = tracker.Update(new TickSnapshots(0, SampleTopics.Start + 40_000 - (SampleTopics.Start % 5_000), [SampleTopics.Topic(1, "#dark"), SampleTopics.Topic(2, "lights out")]));

        Assert.That(tracker.Events, Has.Count.EqualTo(1));
        Assert.That(tracker.Events[0].Topics, Has.Count.EqualTo(2));
        Assert.That(read.Count(e => e.IsMerged), Is.EqualTo(1), "what was said of the younger one must be ended");
        Assert.That(read.Single(e => e.IsMerged).MergedInto, Is.SameAs(tracker.Events[0]), "what was said of it goes over");
    }

    [Test]
    public void Observe_PostOfAnEvent_GrowsItsSummaryOnce()
    {
        EventTracker tracker = new(_options, 1);
        for (int i = 0; i < 10; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [1, 2]);
        tracker.Update(Tick(SampleTopics.Topic(1, "#dark"), SampleTopics.Topic(2, "lights out")));

        tracker.Observe(SampleTopics.Post(11), SampleTopics.Tags(1), [1, 2]);

        Assert.That(tracker.Events[0].Summary.Posts, Is.EqualTo(11));
    }

    [Test]
    public void Observe_DeletedPost_LeavesTheEvidence()
    {
        EventTracker tracker = new(_options, 1);
        for (int i = 0; i < 10; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [1]);
        tracker.Update(Tick(SampleTopics.Topic(1, "#dark")));
        Assert.That(tracker.Events[0].Summary.Evidence.Select(e => e.Id), Does.Contain("x:0"));

        tracker.Observe(new Post { Id = "x:0", Source = "x", PostedAt = SampleTopics.Start, Action = PostAction.Delete }, SampleTopics.Tags(0), []);

        Assert.That(tracker.Events[0].Summary.Evidence.Select(e => e.Id), Does.Not.Contain("x:0"));
    }

    [Test]
    public void Observe_DeletedAuthor_LeavesTheEvidence()
    {
        EventTracker tracker = new(_options, 1);
        for (int i = 0; i < 10; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [1]);
        tracker.Update(Tick(SampleTopics.Topic(1, "#dark")));

        tracker.Observe(new Post { Id = "", Source = "x", PostedAt = SampleTopics.Start, Action = PostAction.DeleteAuthor, AuthorKey = 2 }, SampleTopics.Tags(0), []);

        Assert.That(tracker.Events[0].Summary.Evidence.Select(e => e.Id), Does.Not.Contain("x:1"));
    }

    [Test]
    public void Update_EventSilentForItsMemory_IsForgotten()
    {
        EventTracker tracker = new(_options, 1);
        tracker.Update(Tick(SampleTopics.Topic(1, "#dark") with { Phase = TrendPhase.Growing }));
        tracker.Update(Tick(SampleTopics.Topic(1, "#dark") with { Phase = TrendPhase.Over }));
        long later = SampleTopics.Start + (_options.EventMemoryHours * 3_600_000L) + 60_000;

        tracker.Update(new TickSnapshots(0, later, [SampleTopics.Topic(5, "#other", later)]));

        Assert.That(tracker.Events.Select(e => e.Founder), Is.EqualTo(["#other"]));
    }

    [Test]
    public void Update_MoreEventsThanTheLimit_KeepsTheLimit()
    {
        EventTracker tracker = new(_options with { MaxEvents = 10 }, 1);
        for (int i = 0; i < 25; i++)
            tracker.Update(new TickSnapshots(0, SampleTopics.Start + i, [SampleTopics.Topic(i, "#" + new string((char)('a' + i), 6))]));

        Assert.That(tracker.Events, Has.Count.EqualTo(10));
        Assert.That(tracker.Dropped, Is.EqualTo(15));
    }

    [Test]
    public void ChooseLead_SlightlyLargerTopic_DoesNotReplaceTheLead()
    {
        EventTracker tracker = new(_options, 1);
        for (int i = 0; i < 20; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [1, 2]);
        tracker.Update(Tick(SampleTopics.Topic(1, "#dark"), SampleTopics.Topic(2, "#out") with { PerMinute = 50, Surprise = 30 }));

        tracker.Update(Tick(SampleTopics.Topic(2, "#out") with { PerMinute = 80 }));

        Assert.That(tracker.Events[0].Lead!.Snapshot.Label, Is.EqualTo("#dark"));
    }

    private static TickSnapshots Tick(params TopicSnapshot[] topics) => new(0, SampleTopics.Start, topics);
}
