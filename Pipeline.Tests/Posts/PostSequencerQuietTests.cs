using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.TestKit.PostBuilder;

namespace RtmPipeline.Tests.Posts;

/// <summary>What the word does that nothing came up to a time.</summary>
internal sealed class PostSequencerQuietTests
{
    private const long Second = 1000;

    private static readonly PostBuilder s_post = new() { Id = "plain:a", Text = "lights out at the stadium", Topics = ["lights", "stadium"], Author = "ann" };

    [Test]
    public void Quiet_AfterPosts_SetsTheTicksUpToIt()
    {
        SequencerRun run = new SequencerRun().Started().Quiet(Evening + (5 * Second));
        Assert.That(run.StreamTime, Is.EqualTo(Evening + (5 * Second)));
        Assert.That(run.TickNumbers(), Is.EqualTo(Enumerable.Range(1, 5).Select(i => (Evening / Second) + i)));
        Assert.That(run.Quiet(Evening + Second).StreamTime, Is.EqualTo(Evening + (5 * Second)), "stream time never goes back");
    }

    [Test]
    public void Quiet_BeforeAnyPost_BeginsNothing()
    {
        SequencerRun run = new SequencerRun().Quiet(Evening);
        Assert.That((run.StreamTime, run.Batch.Ticks.Count), Is.EqualTo((0L, 0)));
    }

    [Test]
    public void Quiet_DecidesThePostThatWaits()
    {
        SequencerRun first = new SequencerRun().Take(s_post);
        Assert.That(first.Posts, Is.Empty);
        Assert.That(first.Quiet(Evening + (10 * Second)).Last, Has.Property(nameof(Post.CountedAt)).EqualTo(Evening).And.Property(nameof(Post.IsCounted)).True);

        SequencerRun leap = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + (3600 * Second) });
        Assert.That(leap.Posts, Is.Empty);
        Assert.That(leap.Quiet(Evening + (3610 * Second)).Last.CountedAt, Is.EqualTo(Evening + (3600 * Second)));
        Assert.That(leap.Counts.Ahead, Is.Zero);
    }

    [Test]
    public void PostAfterQuiet_FromALittleBefore_CountsAtItsOwnTime()
    {
        SequencerRun run = new SequencerRun().Started().Quiet(Evening + (60 * Second)).Take(s_post with { PostedAt = Evening + (53 * Second) });
        Assert.That((run.Last.CountedAt, run.Last.IsCounted, run.Counts.Late), Is.EqualTo((Evening + (53 * Second), true, 0L)));
    }
}
