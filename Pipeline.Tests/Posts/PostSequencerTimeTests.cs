using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.TestKit.PostBuilder;

namespace RtmPipeline.Tests.Posts;

/// <summary>Which time a post gets, what waits for it, and the ticks between.</summary>
internal sealed class PostSequencerTimeTests
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    private static readonly PostBuilder s_post = new() { Id = "plain:a", Text = "lights out at the stadium", Topics = ["lights", "stadium"], Author = "ann" };

    private static readonly PostBuilder s_delete = new() { Id = "plain:a", Action = PostAction.Delete };

    [TestCase(600, ExpectedResult = true)]
    [TestCase(601, ExpectedResult = false)]
    public bool Post_Late_CountsUpToTheLatenessAllowed(int secondsLate)
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening - (secondsLate * Second) });
        Assert.That((run.Last.CountedAt, run.Counts.Late), Is.EqualTo((Evening - (secondsLate * Second), secondsLate > 600 ? 1L : 0L)));
        return run.Last.IsCounted;
    }

    [Test]
    public void Post_FarAhead_CountsAtStreamTime()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + (49 * Hour) }, s_post with { Id = "plain:b" });

        Assert.That((run.Posts[0].Id, run.Posts[0].IsCounted, run.Posts[0].CountedAt, run.Counts.Ahead), Is.EqualTo(("plain:a", true, Evening, 1L)));
    }

    [Test]
    public void Post_HoursAhead_LeavesThoseOnTimeCounted()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + (5 * Hour) }, s_post with { Id = "plain:b" }, s_post with { Id = "plain:c" });

        Assert.That(run.Posts.Select(p => (p.IsCounted, p.CountedAt)), Is.EqualTo(Enumerable.Repeat((true, Evening), 3)));
        Assert.That((run.Counts.Late, run.Counts.Ahead), Is.EqualTo((0L, 1L)));
    }

    [Test]
    public void Post_HoursAheadSentTwice_DoesNotConfirmItself()
    {
        PostBuilder ahead = s_post with { PostedAt = Evening + (5 * Hour) };
        SequencerRun run = new SequencerRun().Started().Take(ahead, ahead, ahead with { Version = 2 }, s_post with { Id = "plain:b" });

        Assert.That((run.StreamTime, run.Counts.Ahead, run.Counts.Duplicates), Is.EqualTo((Evening, 1L, 1L)));
    }

    [TestCase(100_000, TestName = "FirstPost_WithAClockYearsAhead_CountsWhereTheOthersAre")]
    [TestCase(5, TestName = "FirstPost_WithAClockHoursAhead_CountsWhereTheOthersAre")]
    public void FirstPost_WithAClockAhead_CountsWhereTheOthersAre(int hoursAhead)
    {
        SequencerRun run = new SequencerRun().Take(s_post with { PostedAt = Evening + (hoursAhead * Hour) }, s_post with { Id = "plain:b" }, s_post with { Id = "plain:c" });

        Assert.That(run.Posts.Select(p => (p.IsCounted, p.CountedAt)), Is.EqualTo(Enumerable.Repeat((true, Evening), 3)));
        Assert.That((run.Counts.Ahead, run.Batch.Ticks.Count), Is.EqualTo((1L, 0)));
    }

    [Test]
    public void FirstPost_WithAClockYearsBehind_IsLateAndSetsNoTicks()
    {
        SequencerRun run = new SequencerRun().Take(s_post with { PostedAt = Evening - (100_000 * Hour) }, s_post with { Id = "plain:b" }, s_post with { Id = "plain:c" });

        Assert.That(run.Posts.Select(p => p.IsCounted), Is.EqualTo([false, true, true]));
        Assert.That((run.Counts.Late, run.StreamTime, run.Batch.Ticks.Count), Is.EqualTo((1L, Evening, 0)));
    }

    [Test]
    public void FirstPost_OfAStream_CountsOnceTheSecondConfirmsItAndSetsNoTicks()
    {
        SequencerRun run = new SequencerRun().Take(s_post);
        Assert.That(run.Posts, Is.Empty);

        run.Take(s_post with { Id = "plain:b" });

        Assert.That(run.Posts.Select(p => p.IsCounted), Is.EqualTo([true, true]));
        Assert.That(run.Batch.Ticks, Is.Empty);
    }

    [Test]
    public void OnlyPost_OfAStream_CountsAtTheEnd()
    {
        SequencerRun run = new SequencerRun().Take(s_post).Finish();

        Assert.That((run.Posts.Count, run.Last.IsCounted, run.Last.CountedAt, run.TickNumbers().Single()), Is.EqualTo((1, true, Evening, (Evening / Second) + 1)));
    }

    [Test]
    public void HeldPosts_AtTheEnd_AreAllLetGo()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + Hour }, s_delete).Finish();

        Assert.That(run.Posts.Select(p => p.Action), Is.EqualTo([PostAction.Create, PostAction.Delete]));
        Assert.That((run.Posts[0].CountedAt, run.Batch.StreamTime), Is.EqualTo((Evening + Hour, Evening + Hour + Second)));
    }

    [Test]
    public void WhatNamesAHeldPost_StaysBehindIt()
    {
        PostBuilder like = new() { Id = "plain:l", Action = PostAction.Like, RepostOf = "plain:a" };
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + Hour }, like, s_post with { Version = 2 }, s_delete);
        Assert.That(run.Posts, Is.Empty);

        run.Take(s_post with { Id = "plain:b", PostedAt = Evening + Hour });

        Assert.That(
            run.Posts.Select(p => (p.Action, p.Id, p.CountedAt - Evening)),
            Is.EqualTo([
                (PostAction.Create, "plain:a", Hour), (PostAction.Like, "plain:l", 0), (PostAction.Create, "plain:a", Hour), (PostAction.Delete, "plain:a", -Evening),
                (PostAction.Create, "plain:b", Hour),
            ]));
    }

    [Test]
    public void HeldPost_WithTooMuchBehindIt_IsLetGoAtStreamTime()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + Hour });
        for (int i = 0; i < PostSequencer.MaxWaitingOthers; i++)
            run.Take(s_delete with { Id = $"plain:gone {i}" });
        Assert.That(run.Posts, Is.Empty);

        run.Take(s_delete with { Id = "plain:one more" });

        Assert.That((run.Posts.Count, run.Posts[0].CountedAt, run.Counts.Ahead), Is.EqualTo((PostSequencer.MaxWaitingOthers + 2, Evening, 1L)));
    }

    [Test]
    public void Rejection_WhileAPostIsHeld_DoesNotWait()
    {
        SequencerRun run = new SequencerRun().Take(s_post).Take(SequencerRun.SampleRejection(3));

        Assert.That((run.Posts.Count, run.Batch.Rejections.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void SparseStream_OfAPostEveryTwentyMinutes_CountsAllAtTheirTimes()
    {
        var run = new SequencerRun();
        for (int i = 0; i < 20; i++)
            run.Take(s_post with { Id = $"plain:{i}", PostedAt = Evening + (i * 20 * Minute) });
        run.Finish();

        Assert.That(run.Posts.Select(p => (p.IsCounted, p.CountedAt)), Is.EqualTo(Enumerable.Range(0, 20).Select(i => (true, Evening + (i * 20 * Minute)))));
        Assert.That((run.Counts.Late, run.Counts.Ahead), Is.EqualTo((0L, 0L)));
    }

    [TestCase(-Hour, TestName = "Like_OfLongAgo_IsNotLate")]
    [TestCase(Hour, TestName = "Like_FarAhead_MovesNothing")]
    public void Like_AtAnyTime_HasNoSayInStreamTime(long off)
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, new PostBuilder { Id = "plain:l", Action = PostAction.Like, RepostOf = "plain:a", PostedAt = Evening + off });

        Assert.That((run.Last.CountedAt, run.StreamTime, run.Counts.Late, run.Counts.Ahead), Is.EqualTo((Evening + Math.Min(off, 0), Evening, 0L, 0L)));
    }

    [Test]
    public void Ticks_BetweenPosts_ComeOnceAndBeforeThePostThatMovedTheClock()
    {
        SequencerRun run = new SequencerRun().Started().Take(
            s_post,
            s_post with { Id = "plain:b", PostedAt = Evening + (3 * Second) },
            s_post with { Id = "plain:c", PostedAt = Evening + (2 * Second) },
            s_post with { Id = "plain:d", PostedAt = Evening + (4 * Second) + 999 });

        long first = Evening / Second;
        Assert.That(run.Batch.Ticks, Is.EqualTo([new TickRun(1, first + 1, first + 3), new TickRun(3, first + 4, first + 4)]));
    }

    [Test]
    public void Ticks_AtTheEnd_ReachTheEndOfTheLastStep()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + 1500 }).Finish();

        long first = Evening / Second;
        Assert.That((run.TickNumbers().Last(), run.Batch.StreamTime), Is.EqualTo((first + 2, Evening + 2000)));
    }

    [Test]
    public void Finish_WithoutAnyPost_SetsNoTicks() => Assert.That(new SequencerRun().Finish().Batch.Ticks, Is.Empty);

    [Test]
    public void Finish_CalledTwice_SetsNoTickTwice()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + 1500 }).Finish().Finish();

        Assert.That(run.TickNumbers(), Is.Unique);
    }
}
