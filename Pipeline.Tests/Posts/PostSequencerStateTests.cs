using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts;

/// <summary>Sequencers restored in the middle of something.</summary>
internal sealed class PostSequencerStateTests
{
    private const long Hour = 3_600_000;

    private static readonly PostOptions s_options = new() { DuplicateIds = 1_000, CopySignatures = 1_024 };

    private static PostSequencer Fresh() => new(s_options, TimeSpan.FromSeconds(1));

    private static PostBatch Take(PostSequencer sequencer, params PostBuilder[] posts)
    {
        var batch = new PostBatch(0);
        foreach (PostBuilder post in posts)
            sequencer.Take(new DecodedItem(post.Build(), null), batch);
        return batch;
    }

    private static PostSequencer Restored(PostSequencer sequencer)
    {
        var to = new StateWriter();
        sequencer.Save(to);
        PostSequencer restored = Fresh();
        restored.Load(new StateReader(to.ToArray()));
        SameState.Check(sequencer, restored);
        var again = new StateWriter();
        restored.Save(again);
        Assert.That(again.ToArray(), Is.EqualTo(to.ToArray()));
        return restored;
    }

    private static PostBuilder Post(int number, long after = 0) =>
        new() { Id = $"plain:{number}", Text = $"#snow {number}", Topics = ["#snow"], Author = "ann", PostedAt = PostBuilder.Evening + after };

    [Test]
    public void Sequencer_ThatSawNothing_IsTheSame() => Restored(Fresh());

    [Test]
    public void PostsHeldByTheClock_RestoredAndConfirmed_GoOutTheSame()
    {
        PostSequencer sequencer = Fresh();
        Take(sequencer, Post(1), Post(2), Post(3, 5 * Hour));
        Take(sequencer, Post(2) with { Version = 2, Text = "#snow edited" }, new PostBuilder { Id = "plain:1", Action = PostAction.Delete });
        PostSequencer restored = Restored(sequencer);

        PostBatch said = Take(sequencer, Post(4, 5 * Hour));
        PostBatch saidAgain = Take(restored, Post(4, 5 * Hour));

        SameState.Check(said, saidAgain);
        Assert.That(said.Posts.Select(p => p.Id), Is.EqualTo(["plain:3", "plain:2", "plain:1", "plain:4"]));
        Assert.That(saidAgain.Posts[1].TakenBack[0].IsCounted, Is.True);
    }

    [Test]
    public void PostTakenBackWhileItIsHeld_Restored_IsStillTheOneThatGoesOut()
    {
        PostSequencer sequencer = Fresh();
        Take(sequencer, Post(1), Post(2), Post(3, 5 * Hour), new PostBuilder { Id = "plain:3", Action = PostAction.Delete });
        PostSequencer restored = Restored(sequencer);

        PostBatch said = Take(restored, Post(4, 5 * Hour));

        Assert.That(said.Posts.Select(p => p.Id), Is.EqualTo(["plain:3", "plain:3", "plain:4"]));
        Assert.That(said.Posts[1].TakenBack, Is.EqualTo([said.Posts[0]]));
    }

    [Test]
    public void VersionOfNobody_Restored_IsTakenBackByItsOwnDelete()
    {
        PostSequencer sequencer = Fresh();
        // An edit whose record names no author, so that deleting the account does not find it.
        Take(sequencer, Post(1), Post(2), Post(1) with { Version = 2, Author = null });
        PostBatch account = Take(sequencer, new PostBuilder { Id = "plain:gone", Author = "ann", Action = PostAction.DeleteAuthor });
        PostSequencer restored = Restored(sequencer);

        PostBatch said = Take(restored, new PostBuilder { Id = "plain:1", Action = PostAction.Delete });

        Assert.That(account.Posts[0].TakenBack.Select(p => p.Id), Is.EqualTo(["plain:2"]));
        Assert.That(said.Posts[0].TakenBack.Select(p => (p.Id, p.Version)), Is.EqualTo([("plain:1", 2)]));
    }

    [Test]
    public void Posts_SeenBefore_AreDuplicatesAndCopiesAfterwards()
    {
        PostSequencer sequencer = Fresh();
        Take(sequencer, Post(1), Post(2));
        PostSequencer restored = Restored(sequencer);

        PostBatch said = Take(restored, Post(1), new PostBuilder { Id = "plain:3", Kind = PostKind.Repost, RepostOf = "plain:2", PostedAt = PostBuilder.Evening });

        Assert.That(said.Posts.Select(p => (p.Id, p.Text)), Is.EqualTo([("plain:3", "#snow 2")]));
        Assert.That(restored.Counts.Posts, Is.EqualTo(2), "counts tell about a run");
    }
}
