using NUnit.Framework;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Opportunities;

/// <summary>Deleted posts leave what an event's posts say together.</summary>
[Parallelizable]
internal sealed class TakeBackTests
{
    private static readonly OpportunityOptions s_options = new() { RecentPosts = 1_024 };

    [Test]
    public void Summary_CountingAndTakingBackSome_IsAsIfTheyHadNeverBeen([Range(1, 10)] int seed)
    {
        var random = new Random(seed);
        EventSummary never = new(2);
        EventSummary taken = new(2);
        var gone = new List<(Post Post, PostTags Tags, TextMarks Marks)>();
        for (int i = 0; i < 400; i++)
        {
            Post post = RandomPost(random, i);
            PostTags tags = RandomTags(random);
            TextMarks marks = taken.Add(post, tags);
            if (random.Next(3) == 0)
                gone.Add((post, tags, marks));
            else
                never.Add(post, tags);
        }

        foreach ((Post post, PostTags tags, TextMarks marks) in gone.OrderBy(_ => random.Next()))
            taken.TakeBack(post, tags, marks);

        Assert.That(Say(taken), Is.EqualTo(Say(never)));
        Assert.That(Numbers(taken), Is.EqualTo(Numbers(never)).Within(1e-9));
    }

    [Test]
    public void Summary_WithEverythingTakenBack_SaysNothing()
    {
        var random = new Random(1);
        EventSummary summary = new(2);
        List<(Post Post, PostTags Tags)> all = [.. Enumerable.Range(0, 200).Select(i => (RandomPost(random, i), RandomTags(random)))];
        TextMarks[] marks = [.. all.Select(p => summary.Add(p.Post, p.Tags))];
        for (int i = 0; i < all.Count; i++)
            summary.TakeBack(all[i].Post, all[i].Tags, marks[i]);

        Assert.That((summary.Posts, summary.NewsFirstAt, summary.FirstSeen), Is.EqualTo((0L, (long?)null, long.MaxValue)));
        Assert.That(Numbers(summary), Is.All.EqualTo(0));
        Assert.That(summary.Languages.Top(5).Concat(summary.Themes.Top(5)).Concat(summary.Sources.Top(5)), Is.Empty);
    }

    [Test]
    public void Tracker_DeletesOfWhatIsUnknownOrGone_ChangeNothing()
    {
        EventTracker tracker = Tracker(20);
        Delete(tracker, "x:3");
        string once = string.Join(' ', Numbers(tracker.Events[0].Summary));
        Delete(tracker, "x:3");
        Delete(tracker, "x:nobody");
        Delete(tracker, "");

        Assert.That(tracker.Events[0].Summary.Posts, Is.EqualTo(19));
        Assert.That(string.Join(' ', Numbers(tracker.Events[0].Summary)), Is.EqualTo(once));
    }

    [Test]
    public void Tracker_PostOfTwoEvents_LeavesBoth()
    {
        EventTracker tracker = new(s_options, 1);
        for (int i = 0; i < 40; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [i % 2 == 0 ? 1 : 2]);
        tracker.Update(new TickSnapshots(0, SampleTopics.Start, [SampleTopics.Topic(1, "#dark"), SampleTopics.Topic(2, "#goal")]));
        tracker.Observe(SampleTopics.Post(50), SampleTopics.Tags(1), [1, 2]);
        long[] before = [.. tracker.Events.Select(e => e.Summary.Posts)];
        Delete(tracker, "x:50");

        Assert.That(tracker.Events.Select(e => e.Summary.Posts), Is.EqualTo(before.Select(p => p - 1)));
    }

    [Test]
    public void Tracker_EditThatIsAboutAnotherEvent_GoesOverToIt()
    {
        EventTracker tracker = new(s_options, 1);
        for (int i = 0; i < 40; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [i % 2 == 0 ? 1 : 2]);
        tracker.Update(new TickSnapshots(0, SampleTopics.Start, [SampleTopics.Topic(1, "#dark"), SampleTopics.Topic(2, "#goal")]));
        tracker.Observe(Edit(0), SampleTopics.Tags(1), [2]);

        Assert.That(tracker.Events.Select(e => e.Summary.Posts), Is.EqualTo([19, 21]));
        Assert.That(tracker.Events.Select(e => e.Summary.Evidence.Any(p => p.Id == "x:0")), Is.EqualTo([false, false]), "the other event has its first posts");
        Assert.That(tracker.Events.Select(e => e.Summary.Authenticity.TakenBackShare), Is.All.Zero, "nothing was deleted");
    }

    [Test]
    public void Tracker_EditOfEvidence_KeepsThePostAndNotTheTextBefore()
    {
        EventTracker tracker = Tracker(20);
        EventSummary summary = tracker.Events[0].Summary;
        double weight = summary.Weight;
        tracker.Observe(Edit(0, authorKey: 1), SampleTopics.Tags(1, 0.5f), [1]);

        Assert.That(summary.Evidence.Where(e => e.Id == "x:0").Select(e => e.Text), Is.EqualTo(["edited"]));
        Assert.That((summary.Posts, Math.Round(summary.Weight, 9), summary.Crowd.Start.Count), Is.EqualTo((20L, Math.Round(weight, 9), 10)));
    }

    [Test]
    public void Tracker_EditThatLeavesNothing_LeavesTheEvent()
    {
        EventTracker tracker = Tracker(20);
        Post edit = Edit(0);
        edit.IsCounted = false;
        tracker.Observe(edit, SampleTopics.Tags(1, 0.5f), []);

        Assert.That(tracker.Events[0].Summary.Posts, Is.EqualTo(19));
        Assert.That(tracker.Events[0].Summary.Evidence.Select(e => e.Id), Has.No.Member("x:0"));
    }

    [Test]
    public void Tracker_PostOutsideAnyEvent_IsNoPartOfALaterOne()
    {
        EventTracker tracker = new(s_options, 1);
        for (int i = 0; i < 20; i++)
            tracker.Observe(SampleTopics.Post(i), SampleTopics.Tags(1), [1]);
        Delete(tracker, "x:7");
        tracker.Update(new TickSnapshots(0, SampleTopics.Start, [SampleTopics.Topic(1, "#dark")]));

        Assert.That(tracker.Events[0].Summary.Posts, Is.EqualTo(19));
    }

    [Test]
    public void Tracker_DeletedAccounts_InAFlood_TakeEachPostOnce()
    {
        EventTracker tracker = Tracker(900);
        for (int i = 0; i < 20_000; i++)
        {
            tracker.Observe(
                new Post { Id = "", Source = "x", PostedAt = 0, Action = PostAction.DeleteAuthor, AuthorKey = (ulong)(i % 900) + 1 }, SampleTopics.Tags(0), []);
        }

        Assert.That(tracker.Events[0].Summary.Posts, Is.Zero);
        Assert.That(tracker.Events[0].Summary.Authenticity.TakenBackShare, Is.EqualTo(1).Within(1e-9));
    }

    private static EventTracker Tracker(int posts)
    {
        EventTracker tracker = new(s_options, 2);
        for (int i = 0; i < posts; i++)
            tracker.Observe(SampleTopics.Post(i, SampleTopics.Start + i), SampleTopics.Tags(1, 0.5f), [1]);
        tracker.Update(new TickSnapshots(0, SampleTopics.Start, [SampleTopics.Topic(1, "#dark")]));
        return tracker;
    }

    private static Post Edit(int number, ulong authorKey = 0) => new()
    {
        Id = $"x:{number}",
        Action = PostAction.Edit,
        Version = 2,
        Source = "x",
        PostedAt = SampleTopics.Start,
        CountedAt = SampleTopics.Start,
        IsCounted = true,
        Text = "edited",
        AuthorKey = authorKey,
        TakenBack = [SampleTopics.Post(number)],
    };

    private static void Delete(EventTracker tracker, string id) =>
        tracker.Observe(new Post { Id = id, Source = "x", PostedAt = 0, Action = PostAction.Delete }, SampleTopics.Tags(0), []);

    private static List<string> Say(EventSummary summary) =>
    [
        $"{summary.Posts} posts",
        .. new[] { summary.Languages, summary.Themes, summary.Entities, summary.Sources, summary.SafetyWords }
            .SelectMany(c => c.Top(20)).Select(n => $"{n.Name} {Math.Round(n.Weight, 9)} {Math.Round(n.Share, 9)}"),
        .. Enum.GetValues<SafetyLevel>().Select(l => summary.SafetyCategory(l) ?? "none"),
    ];

    private static List<double> Numbers(EventSummary summary) =>
    [
        summary.EffectiveTexts, summary.Crowd.Reasons.NamedShare(0), .. summary.Crowd.Languages.Read(SampleTopics.Start + 200_000, 9).SelectMany(s => new[] { s.Share, s.RecentShare }),
        summary.Relevance(0), summary.Relevance(1), summary.SentimentMean, summary.NegativeShare, summary.TopAuthorShare,
        .. Enum.GetValues<SafetyLevel>().Select(summary.SafetyShare),
    ];

    private static Post RandomPost(Random random, int number) => new()
    {
        Id = $"x:{number}",
        Source = random.Next(3) == 0 ? "bluesky" : "x",
        Kind = random.Next(20) == 0 ? PostKind.News : random.Next(3) == 0 ? PostKind.Repost : PostKind.Post,
        PostedAt = SampleTopics.Start + (number * 500),
        CountedAt = SampleTopics.Start + (number * 500),
        IsCounted = true,
        IsCopy = random.Next(4) == 0,
        AuthorKey = (ulong)random.Next(60),
    };

    private static PostTags RandomTags(Random random) => new()
    {
        Language = new LanguageTag(random.Next(3) == 0 ? "es" : "en", 0.9f),
        Themes = random.Next(2) == 0 ? [] : [new ThemeTag("1", $"theme {random.Next(4)}", (float)random.NextDouble())],
        Safety = random.Next(3) == 0 ? new SafetyTag(SafetyLevel.Medium, $"category {random.Next(2)}", 1, ["word"]) : SafetyTag.None,
        Sentiment = new SentimentTag((SentimentLabel)random.Next(4), (float)((random.NextDouble() * 2) - 1), 0.3f, 0.3f, 0.4f),
        Brands = [new BrandTag((float)random.NextDouble(), []), new BrandTag(0.1f, [])],
    };
}
