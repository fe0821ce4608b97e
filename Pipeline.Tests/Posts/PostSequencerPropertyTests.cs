using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts;

/// <summary>Random streams with everything in them that the sequencer knows, by seed.</summary>
internal sealed class PostSequencerPropertyTests
{
    private const int Items = 3_000;

    private static readonly PostOptions s_options = new() { DuplicateIds = 1_000, CopySignatures = 1_024, MaxLatenessSeconds = 30, MaxLeapHours = 1 };

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void SameItems_InOtherBatches_GiveTheSamePostsMarksAndTicks(int seed)
    {
        List<Func<DecodedItem>> items = RandomStream.Items(seed, Items);

        List<string> whole = SequencerRun.Trace(items, 1000, s_options);

        Assert.That(SequencerRun.Trace(items, 1, s_options), Is.EqualTo(whole), "one by one");
        Assert.That(SequencerRun.Trace(items, 7, s_options), Is.EqualTo(whole), "by seven");
    }

    [TestCase(4)]
    [TestCase(5)]
    public void Ticks_OfAnyStream_ComeEachOnceInOrderBeforeThePostThatMovedTheClock(int seed)
    {
        var sequencer = new PostSequencer(s_options, TimeSpan.FromSeconds(1));
        var batch = new PostBatch(0);
        foreach (Func<DecodedItem> item in RandomStream.Items(seed, Items))
            sequencer.Take(item(), batch);
        sequencer.Finish(batch);

        List<long> ticks = [.. SequencerRun.TickNumbers(batch)];
        Assert.That(ticks, Is.EqualTo(Enumerable.Range(0, ticks.Count).Select(i => ticks[0] + i)), "each tick once, none left out");
        Assert.That(ticks, Has.Count.GreaterThan(1000));

        int next = 0;
        long tick = ticks[0] - 1;
        for (int i = 0; i < batch.Posts.Count; i++)
        {
            for (; next < batch.Ticks.Count && batch.Ticks[next].BeforePost == i; next++)
            {
                tick = batch.Ticks[next].To;
                Assert.That(batch.Posts[i].CountedAt / 1000, Is.EqualTo(tick), "the post after a run of ticks lies in the step that the last one begins");
            }

            Assert.That(batch.Posts[i].CountedAt / 1000, Is.LessThanOrEqualTo(tick), "no post lies ahead of the ticks before it");
        }
    }

    [TestCase(6)]
    [TestCase(7)]
    public void Post_OfAnyStream_IsCountedOnceAndInTime(int seed)
    {
        var sequencer = new PostSequencer(s_options with { DuplicateIds = 4 * Items }, TimeSpan.FromSeconds(1));
        var batch = new PostBatch(0);
        foreach (Func<DecodedItem> item in RandomStream.Items(seed, Items))
            sequencer.Take(item(), batch);
        sequencer.Finish(batch);

        var counted = new HashSet<string>(StringComparer.Ordinal);
        long streamTime = 0;
        foreach (Post post in batch.Posts.Where(p => p.IsCounted && !p.Replaces))
        {
            streamTime = Math.Max(streamTime, post.CountedAt);
            Assert.That(post.Terms, Is.Not.Empty);
            Assert.That(streamTime - post.CountedAt, Is.InRange(0, s_options.MaxLatenessSeconds * 1000L));
            Assert.That(counted.Add(post.Id), Is.True, $"{post.Id} was counted before");
        }

        Assert.That(counted, Has.Count.GreaterThan(1000));
    }

    [TestCase(8)]
    [TestCase(9)]
    public void Item_OfAnyStream_GoesOutInItsOrderOrIsCountedAsDropped(int seed)
    {
        var sequencer = new PostSequencer(s_options, TimeSpan.FromSeconds(1));
        var batch = new PostBatch(0);
        var taken = new List<Post>();
        foreach (Func<DecodedItem> item in RandomStream.Items(seed, Items))
        {
            DecodedItem next = item();
            if (next.Post is { } post)
                taken.Add(post);
            sequencer.Take(next, batch);
        }

        sequencer.Finish(batch);
        SequencerCounts counts = sequencer.Counts;
        int likes = batch.Posts.Count(p => p.Action == PostAction.Like);
        Assert.That(batch.Posts, Has.Count.EqualTo(counts.Posts - counts.Duplicates - counts.Deleted + counts.Deletes + likes));
        Assert.That(new[] { counts.Duplicates, counts.Deleted, counts.Late, counts.Ahead }, Is.All.Positive, "the stream has all kinds in it");

        int at = 0;
        foreach (Post post in batch.Posts)
        {
            while (at < taken.Count && !IsSame(taken[at], post))
                at++;
            Assert.That(at++, Is.LessThan(taken.Count), $"{post.Action} {post.Id} v{post.Version} overtook another");
        }
    }

    private static bool IsSame(Post taken, Post passed) => (taken.Id, taken.Action, taken.Version, taken.PostedAt) == (passed.Id, passed.Action, passed.Version, passed.PostedAt);
}
