using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.TestKit.PostBuilder;

namespace RtmPipeline.Tests.Posts;

/// <summary>Where the receipt of a post is known, its clock is held against it.</summary>
internal sealed class PostSequencerReceiptTests
{
    private const long Second = 1000;
    private const long Hour = 3_600 * Second;

    private static readonly PostBuilder s_post = new() { Id = "plain:a", Source = "bluesky", Text = "lights out at the stadium", Topics = ["lights", "stadium"], Author = "ann" };

    [Test]
    public void Post_Backdated_IsKeptNotCountedAndHasNoSayInTime()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening - (25 * Hour), ReceivedAt = Evening + (5 * Second) });

        Assert.That((run.Last.IsBackdated, run.Last.IsCounted, run.Last.CountedAt), Is.EqualTo((true, false, Evening + (5 * Second) - (24 * Hour))));
        Assert.That((run.Counts.Backdated, run.Counts.Late, run.StreamTime, run.Counts.Clocks.Of(ClockFault.Backdated, "bluesky")), Is.EqualTo((1L, 0L, Evening, 1L)));
    }

    [Test]
    public void FirstPost_Backdated_DoesNotStartTheStream()
    {
        SequencerRun run = new SequencerRun().Take(
            s_post with { PostedAt = Evening - (9_000 * Hour), ReceivedAt = Evening },
            s_post with { Id = "plain:b", ReceivedAt = Evening },
            s_post with { Id = "plain:c", ReceivedAt = Evening });

        Assert.That(run.Posts.Select(post => post.IsCounted), Is.EqualTo([false, true, true]));
        Assert.That((run.StreamTime, run.Counts.Late), Is.EqualTo((Evening, 0L)));
    }

    [Test]
    public void Post_ClaimingTheFuture_CountsAtItsReceiptAndMovesTimeThere()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + (50 * Hour), ReceivedAt = Evening + Second });

        Assert.That((run.Last.IsCounted, run.Last.CountedAt, run.StreamTime), Is.EqualTo((true, Evening + Second, Evening + Second)));
        Assert.That((run.Counts.Ahead, run.Counts.Clocks.Of(ClockFault.Ahead, "bluesky")), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void Posts_ClaimingTheFutureTogether_CannotMoveTimeBeyondTheirReceipt()
    {
        SequencerRun run = new SequencerRun().Started();
        for (int i = 0; i < 20; i++)
            run.Take(s_post with { Id = $"plain:{i}", PostedAt = Evening + (50 * Hour), ReceivedAt = Evening + (i * Second) });

        Assert.That(run.StreamTime, Is.EqualTo(Evening + (19 * Second)));
    }

    [Test]
    public void Post_Late_IsCountedBySource()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening - Hour });
        Assert.That(run.Counts.Clocks.All, Is.EqualTo([(ClockFault.Late, "bluesky", 1L)]));
    }

    [Test]
    public void Like_OfAnOldPost_CountsAtItsOwnTime()
    {
        PostBuilder like = new() { Id = "plain:l", Action = PostAction.Like, RepostOf = "plain:a", PostedAt = Evening + (2 * Second), ReceivedAt = Evening + (2 * Second) };
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening - (9 * Second) }, s_post with { Id = "plain:b", PostedAt = Evening + (3 * Second) }, like);
        Assert.That(run.Last.CountedAt, Is.EqualTo(Evening + (2 * Second)));
    }

    [Test]
    public void Copy_OfABackdatedPost_IsOne()
    {
        var signature = RtmPipeline.Posts.Text.TextFacts.Of("a text that is long enough to be recognised when somebody sends it again later on").Signature;
        SequencerRun run = new SequencerRun().Started().Take(
            s_post with { PostedAt = Evening - (99 * Hour), ReceivedAt = Evening, Signature = signature },
            s_post with { Id = "plain:b", Signature = signature });
        Assert.That(run.Posts.Select(post => post.IsCopy), Is.EqualTo([false, true]));
    }
}
