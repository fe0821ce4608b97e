using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

/// <summary>Deleted posts leave the counts of their topics, each with the weight it has by then.</summary>
[Parallelizable]
internal sealed class TakeBackTests
{
    private const long Minute = 60_000;
    private static readonly long s_end = PostBuilder.Evening + (200 * Minute);

    [Test]
    public void CountingAndDeletingSome_IsAsIfTheyHadNeverBeen([Range(1, 8)] int seed)
    {
        (List<PostBuilder> kept, List<PostBuilder> gone, List<PostBuilder> all) = Posts(seed);
        var random = new Random(seed);
        IEnumerable<PostBuilder> deletes = gone.OrderBy(_ => random.Next()).Select((g, i) => new PostBuilder { Id = g.Id, Action = PostAction.Delete, PostedAt = s_end + i });

        TopicSnapshot never = Snapshot(kept);
        TopicSnapshot deleted = Snapshot([.. all, .. deletes]);

        Assert.Multiple(() =>
        {
            Assert.That(deleted.PerMinute, Is.EqualTo(never.PerMinute).Within(1e-9));
            Assert.That(deleted.RecentMentions, Is.EqualTo(never.RecentMentions).Within(1e-9));
            Assert.That(deleted.ExpectedPerMinute, Is.EqualTo(never.ExpectedPerMinute).Within(1e-9));
            Assert.That(deleted.Surprise, Is.EqualTo(never.Surprise).Within(1e-6));
            Assert.That(deleted.RepostShare, Is.EqualTo(never.RepostShare).Within(1e-9));
        });
    }

    [Test]
    public void Editing_IsAsIfTheyHadBeenWrittenSo([Range(1, 4)] int seed)
    {
        (List<PostBuilder> kept, List<PostBuilder> gone, List<PostBuilder> all) = Posts(seed);
        var random = new Random(seed);
        IEnumerable<PostBuilder> edits = gone.OrderBy(_ => random.Next()).Select((g, i) => g with { Action = PostAction.Edit, Version = 2, Topics = ["#tea"], PostedAt = s_end + i });

        TopicSnapshot never = Snapshot([.. kept.Concat(gone.Select(g => g with { Topics = ["#tea"] })).OrderBy(p => all.FindIndex(a => a.Id == p.Id))]);
        TopicSnapshot edited = Snapshot([.. all, .. edits]);

        Assert.That(edited.PerMinute, Is.EqualTo(never.PerMinute).Within(1e-9));
        Assert.That(edited.RecentMentions, Is.EqualTo(never.RecentMentions).Within(1e-9));
    }

    [Test]
    public void Editing_WhatIsNoTopic_ChangesNothing()
    {
        (_, List<PostBuilder> gone, List<PostBuilder> all) = Posts(3);
        IEnumerable<PostBuilder> edits = gone.Select((g, i) => g with { Action = PostAction.Edit, Version = 2, Text = $"{string.Join(' ', g.Topics)} and more", PostedAt = s_end + i });

        Assert.That(Snapshot([.. all, .. edits]).RecentMentions, Is.EqualTo(Snapshot(all).RecentMentions));
    }

    [Test]
    public void DeletingAnAccount_TakesAllItsPostsBack()
    {
        (List<PostBuilder> kept, _, List<PostBuilder> all) = Posts(5);
        PostBuilder delete = new() { Id = "", Action = PostAction.DeleteAuthor, Author = "bot", PostedAt = s_end };

        Assert.That(Snapshot([.. all, delete]).PerMinute, Is.EqualTo(Snapshot(kept).PerMinute).Within(1e-9));
    }

    [Test]
    public void Deletes_OfWhatIsUnknownOrGone_TakeNothing()
    {
        (_, List<PostBuilder> gone, List<PostBuilder> all) = Posts(6);
        PostBuilder delete = new() { Id = gone[0].Id, Action = PostAction.Delete, PostedAt = s_end };
        double once = Snapshot([.. all, delete]).PerMinute;
        double often = Snapshot([.. all, delete, delete, delete with { Id = "plain:nobody" }, delete]).PerMinute;

        Assert.That(often, Is.EqualTo(once));
        Assert.That(once, Is.LessThan(Snapshot(all).PerMinute));
    }

    [Test]
    public void DeleteThenAccount_TakesEachPostOnce()
    {
        (List<PostBuilder> kept, List<PostBuilder> gone, List<PostBuilder> all) = Posts(7);
        PostBuilder account = new() { Id = "", Action = PostAction.DeleteAuthor, Author = "bot", PostedAt = s_end };
        PostBuilder post = new() { Id = gone[^1].Id, Action = PostAction.Delete, PostedAt = s_end };

        Assert.That(Snapshot([.. all, post, account, account, post]).PerMinute, Is.EqualTo(Snapshot(kept).PerMinute).Within(1e-9));
    }

    [Test]
    public void DeletingAllOfATrend_EndsIt()
    {
        (_, _, List<PostBuilder> all) = Posts(8);
        IEnumerable<PostBuilder> deletes = all.Where(p => p.Topics.Contains("#snack")).Select(p => new PostBuilder { Id = p.Id, Action = PostAction.Delete, PostedAt = s_end });
        PostBuilder soon = new() { Id = "plain:soon", Author = "ann", Topics = ["#tea"], PostedAt = s_end + 2_000 };
        PostBuilder later = soon with { Id = "plain:later", PostedAt = s_end + (30 * Minute) };
        var run = new TrendRun([.. all, .. deletes, soon, later]);

        TopicSnapshot last = run.Of("#snack")[^1].Snapshot;
        Assert.That((last.Phase, Math.Round(last.PerMinute, 9)), Is.EqualTo((TrendPhase.Over, 0)));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(100_000)]
    public void TakingBack_InBatchesOfAnySize_IsTheSame(int batchSize)
    {
        (_, List<PostBuilder> gone, List<PostBuilder> all) = Posts(9);
        List<PostBuilder> posts = [.. all];
        foreach (PostBuilder post in gone)
            posts.Insert(Math.Min(posts.Count, posts.FindIndex(p => p.Id == post.Id) + 30), new PostBuilder { Id = post.Id, Action = PostAction.Delete, PostedAt = post.PostedAt });

        Assert.That(Rates(posts, batchSize), Is.EqualTo(Rates(posts, 64)));
    }

    [Test]
    public void DecayedCounts_TakenBack_NeverFallBelowNothing()
    {
        var decay = new Decay(1);
        DecayedCounts counts = default;
        counts.Add(decay, 1_000, 1);
        counts.TakeBack(decay, 900, 5);
        counts.TakeBack(decay, 1_000, 5);

        Assert.That(Enumerable.Range(0, Decay.HalfLives).Select(h => counts.At(decay, h, 1_000)), Is.All.EqualTo(0));
    }

    [Test]
    public void SeasonalProfile_TakenBack_IsAsIfNeverCounted()
    {
        SeasonalProfile with = new(0, 0.3);
        SeasonalProfile without = new(0, 0.3);
        for (long hour = 1; hour < 300; hour++)
        {
            with.Add(hour, 50);
            without.Add(hour, hour < 150 ? 50 : 40);
        }

        for (long hour = 150; hour < 300; hour++)
            with.TakeBack(hour, 10);
        with.TakeBack(10_000, 10);

        Assert.That(with.PerMinute(299.9), Is.EqualTo(without.PerMinute(299.9)).Within(1e-4));
    }

    private static List<string> Rates(List<PostBuilder> posts, int batchSize) =>
        [.. new TrendRun(posts, batchSize).Ticks.SelectMany(t => t.Topics.Select(s => $"{t.Time} {s.Label} {s.PerMinute:R} {s.RecentMentions:R} {s.CopyShare:R} {s.Phase}"))];

    /// <summary>The topic at the last tick; one more post of another topic makes sure that there is one.</summary>
    private static TopicSnapshot Snapshot(List<PostBuilder> posts)
    {
        PostBuilder last = new() { Id = "plain:last", Topics = ["#snack"], Author = "zoe", PostedAt = s_end + (Minute / 2) };
        return new TrendRun([.. posts, last]).Of("#snack")[^1].Snapshot;
    }

    /// <summary>Two hours of chatter, then a wave of which each third post is the bot's.</summary>
    private static (List<PostBuilder> Kept, List<PostBuilder> Gone, List<PostBuilder> All) Posts(int seed)
    {
        var random = new Random(seed);
        var all = new List<PostBuilder>();
        long at = PostBuilder.Evening;
        for (int i = 0; at < s_end - Minute; i++)
        {
            bool wave = at > PostBuilder.Evening + (180 * Minute);
            at += random.Next(wave ? 2_000 : 20_000);
            bool bot = wave && i % 3 == 0;
            all.Add(new PostBuilder
            {
                Id = $"plain:{i}",
                PostedAt = at - (random.Next(4) == 0 ? random.Next(60_000) : 0),
                Topics = [wave ? "#snack" : "#tea"],
                Author = bot ? "bot" : $"author {random.Next(500)}",
                Kind = random.Next(4) == 0 ? PostKind.Repost : PostKind.Post,
            });
        }

        return ([.. all.Where(p => p.Author != "bot")], [.. all.Where(p => p.Author == "bot")], all);
    }
}
