using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.TestKit.PostBuilder;

namespace RtmPipeline.Tests.Posts;

internal sealed class PostSequencerTests
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    private static readonly PostBuilder s_post = new() { Id = "plain:a", Text = "lights out at the stadium", Topics = ["lights", "stadium"], Author = "ann" };

    private static readonly PostBuilder s_delete = new() { Id = "plain:a", Action = PostAction.Delete };

    private static readonly PostBuilder s_repost = new() { Id = "plain:r", Kind = PostKind.Repost, RepostOf = "plain:a", Author = "bob" };

    private static TextSignature Signature(uint seed)
    {
        var signature = default(TextSignature);
        for (int i = 0; i < TextSignature.Slots; i++)
            signature[i] = (seed * 1000) + (uint)i;
        return signature;
    }

    [Test]
    public void Post_New_IsCountedAtItsTime()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { PostedAt = Evening + 500 });

        Assert.That((run.Last.IsCounted, run.Last.CountedAt, run.Last.IsCopy), Is.EqualTo((true, Evening + 500, false)));
    }

    [Test]
    public void Post_WithoutTopics_IsPassedOnUncounted()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { Topics = [] });

        Assert.That((run.Posts.Count, run.Last.IsCounted), Is.EqualTo((1, false)));
    }

    [Test]
    public void Post_WithAKnownId_IsDroppedAndCountedAsDuplicate()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { PostedAt = Evening + Minute });

        Assert.That((run.Posts.Count, run.Counts.Duplicates, run.StreamTime), Is.EqualTo((1, 1L, Evening)));
    }

    [Test]
    public void Post_SentAgainAfterItsDelete_StaysOut()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_delete, s_post);

        Assert.That((run.Posts.Count, run.Counts.Deleted), Is.EqualTo((2, 1L)));
    }

    [Test]
    public void Post_AfterItsDelete_StaysOutEachTime()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_delete, s_post, s_post, s_repost);

        Assert.That(run.Posts.Select(p => (p.Action, p.HasText)), Is.EqualTo([(PostAction.Delete, false), (PostAction.Create, false)]));
        Assert.That((run.Counts.Deleted, run.Counts.Duplicates), Is.EqualTo((2L, 0L)));
    }

    [Test]
    public void Post_AfterADeleteByItsOtherIdentity_StaysOut()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_delete with { Id = "mastodon:7" }, s_post with { AlternateId = "mastodon:7" }, s_post);

        Assert.That((run.Posts.Count, run.Counts.Deleted), Is.EqualTo((1, 2L)));
    }

    [Test]
    public void Edit_AfterTheDelete_StaysOut()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_delete, s_post with { Version = 2 });

        Assert.That((run.Posts.Count, run.Counts.Deleted, run.Counts.Edits), Is.EqualTo((2, 1L, 0L)));
    }

    [Test]
    public void Delete_ByTheOtherIdentityOfAPost_NamesItAsItIsKnown()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { AlternateId = "mastodon:7" }, s_delete with { Id = "mastodon:7" }, s_repost);

        Assert.That(run.Posts.TakeLast(2).Select(p => (p.Id, p.HasText)), Is.EqualTo([("plain:a", false), ("plain:r", false)]));
    }

    [Test]
    public void Delete_ByTheOtherIdentityOfADuplicate_DeletesThePost()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { AlternateId = "mastodon:7" }, s_delete with { Id = "mastodon:7" });

        Assert.That((run.Posts.Count, run.Last.Action, run.Last.Id), Is.EqualTo((2, PostAction.Delete, "plain:a")));
    }

    [Test]
    public void Post_WithNearlyTheSameText_IsMarkedAsCopyAndStillCounted()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { Signature = Signature(1) }, s_post with { Id = "plain:b", Signature = Signature(1) });

        Assert.That((run.Last.IsCopy, run.Last.IsCounted, run.Counts.Copies), Is.EqualTo((true, true, 1L)));
    }

    [Test]
    public void Text_FirstPostedByABrokenClock_IsAVoiceAgainAfterTheMemoryTime()
    {
        var options = new PostOptions { DuplicateIds = 1000, CopySignatures = 1024, CopyMemoryHours = 1 };
        SequencerRun run = new SequencerRun(options).Started().Take(s_post with { PostedAt = Evening + (100_000 * Hour), Signature = Signature(1) });

        run.Take(s_post with { Id = "plain:b", PostedAt = Evening + (2 * Hour), Signature = Signature(1) });

        Assert.That(run.Last.IsCopy, Is.False);
    }

    [Test]
    public void Edit_OfAKnownPost_TakesItsPlace()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { Version = 2, Text = "lights back at the stadium" });

        Assert.That((run.Last.Version, run.Last.IsCounted, run.Last.Replaces, run.Counts.Edits), Is.EqualTo((2, true, true, 1L)));
        Assert.That(run.Last.TakenBack, Is.EqualTo([run.Posts[0]]));
    }

    [Test]
    public void Edit_AgainAndAgain_TakesThePlaceOfTheOneBefore()
    {
        // Platforms that do not number edits call each the second version.
        PostBuilder edit = s_post with { Action = PostAction.Edit, Version = 2, Text = "lights back", Topics = ["lights"] };
        SequencerRun run = new SequencerRun().Started().Take(s_post, edit, edit with { Text = "lights out again" });

        Assert.That(run.Posts.Select(p => p.TakenBack.SingleOrDefault()?.Text), Is.EqualTo([null, run.Posts[0].Text, "lights back"]));
        Assert.That(run.Posts.Select(p => p.EarlierVersion), Is.All.Null, "no version is held longer than it must be");
    }

    [Test]
    public void Edits_ThatWaitOneBehindTheOther_TakeOnePlaceTogether()
    {
        PostBuilder ahead = s_post with { Id = "plain:ahead", Topics = ["lights"], PostedAt = Evening + (5 * Hour) };
        SequencerRun run = new SequencerRun().Started().Take(ahead);
        for (int version = 2; version < 40; version++)
            run.Take(ahead with { Version = version, Text = $"lights {version}" });
        run.Take(ahead with { Id = "plain:b" }).Finish();

        Post[] replacing = [.. run.Posts.Where(p => p.Replaces)];
        Assert.That(replacing.Select(p => (p.Text, p.TakenBack.Single().TakenBack.Length)), Is.EqualTo([("lights 39", 0)]));
        Assert.That(run.Posts.Where(p => p.IsCounted).Select(p => p.Text).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Edit_OfALatePost_StaysLate()
    {
        PostBuilder late = s_post with { PostedAt = Evening - (2 * Hour) };
        SequencerRun run = new SequencerRun().Started().Take(late, late with { Version = 2, Text = "lights back at the stadium" });

        Assert.That(run.Posts.Select(p => (p.IsCounted, p.TakenBack.Length)), Is.EqualTo([(false, 0), (false, 0)]));
    }

    [Test]
    public void Delete_ByAnotherIdentity_CarriesBoth()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { AlternateId = "mastodon:7" }, s_delete with { Id = "mastodon:7" });

        Assert.That((run.Last.Id, run.Last.AlternateId), Is.EqualTo(("plain:a", "mastodon:7")));
    }

    [Test]
    public void Edit_SentTwice_IsDroppedTheSecondTime()
    {
        PostBuilder edit = s_post with { Version = 2 };
        SequencerRun run = new SequencerRun().Started().Take(s_post, edit, edit);

        Assert.That((run.Posts.Count, run.Counts.Edits, run.Counts.Duplicates), Is.EqualTo((2, 1L, 1L)));
    }

    [Test]
    public void Edit_OfAPostNeverSeen_CountsAsNewAndItsOriginalAsDuplicate()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { Version = 2 }, s_post);

        Assert.That((run.Posts.Count, run.Last.IsCounted, run.Counts.Duplicates), Is.EqualTo((1, true, 1L)));
    }

    [Test]
    public void Edit_NamedByItsActionAlone_IsAnEdit()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { Action = PostAction.Edit });

        Assert.That((run.Posts.Count, run.Last.Replaces, run.Counts.Edits), Is.EqualTo((2, true, 1L)));
    }

    [Test]
    public void Repost_OfAnEditedPost_CarriesTheNewestText()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { Version = 2, Text = "stadium lights are back" }, s_repost);

        Assert.That(run.Last.Text, Is.EqualTo("stadium lights are back"));
    }

    [Test]
    public void Edit_OlderThanOneThatCameBefore_IsDroppedAndItsTextNotLent()
    {
        SequencerRun run = new SequencerRun().Started().Take(
            s_post, s_post with { Version = 3, Text = "stadium lights, third" }, s_post with { Version = 2, Text = "stadium lights, second" }, s_repost);

        Assert.That((run.Posts.Count, run.Last.Text, run.Counts.Duplicates), Is.EqualTo((3, "stadium lights, third", 1L)));
    }

    [TestCase(-24 * 60, TestName = "Edit_WithTheTimeOfAnOldPost_IsNotLate")]
    [TestCase(24 * 60, TestName = "Edit_WithATimeFarAhead_MovesNothing")]
    public void Edit_OfAKnownPost_HasNoSayInStreamTime(int minutes)
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { Version = 2, PostedAt = Evening + (minutes * Minute) });

        Assert.That((run.Posts.Count, run.StreamTime, run.Counts.Late, run.Counts.Ahead), Is.EqualTo((2, Evening, 0L, 0L)));
        Assert.That(run.Last.CountedAt, Is.EqualTo(Evening), "it stands where the post stands");
    }

    [Test]
    public void Repost_ByIdAlone_TakesTextAndTopicsOfItsOriginalAndCounts()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_repost with { PostedAt = Evening + Second });

        Assert.That(
            (run.Last.Id, run.Last.Text, run.Last.Terms.Length, run.Last.AuthorKey, run.Last.IsCounted, run.Last.CountedAt),
            Is.EqualTo(("plain:r", s_post.Text, 2, AuthorKeyOf("bob"), true, Evening + Second)));
    }

    [Test]
    public void Repost_ByIdOfAnUnknownPost_IsPassedOnUncounted()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_repost);

        Assert.That((run.Last.HasText, run.Last.IsCounted, run.Counts.Reposts), Is.EqualTo((false, false, 1L)));
    }

    [Test]
    public void Repost_WithATextOfItsOwn_KeepsIt()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_repost with { Text = "stadium dark", Topics = ["stadium"] });

        Assert.That((run.Last.Text, run.Last.Terms.Length), Is.EqualTo(("stadium dark", 1)));
    }

    [Test]
    public void Repost_WithTheSameText_IsNoCopy()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post with { Signature = Signature(1) }, s_repost);

        Assert.That((run.Last.IsCopy, run.Counts.Copies), Is.EqualTo((false, 0L)));
    }

    [Test]
    public void Repost_OfARepost_IsResolvedToo()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_repost, s_repost with { Id = "plain:rr", RepostOf = "plain:r" });

        Assert.That(run.Last.Text, Is.EqualTo(s_post.Text));
    }

    [Test]
    public void Repost_OfADeletedPost_CarriesNoText()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { Action = PostAction.Delete, Text = "", Topics = [] }, s_repost);

        Assert.That(run.Last.HasText, Is.False);
    }

    [Test]
    public void Repost_OfAPostOfADeletedAuthor_CarriesNoText()
    {
        SequencerRun run = new SequencerRun().Started().Take(
            s_post,
            s_post with { Id = "plain:other", Author = "cy" },
            new PostBuilder { Id = "plain:gone", Action = PostAction.DeleteAuthor, Author = "ann" },
            s_repost,
            s_repost with { Id = "plain:r2", RepostOf = "plain:other" });

        Assert.That(run.Posts.TakeLast(2).Select(p => p.HasText), Is.EqualTo([false, true]));
    }

    [TestCase(65_535, ExpectedResult = true)]
    [TestCase(65_536, ExpectedResult = false)]
    public bool Repost_ByIdAlone_FindsItsOriginalAmongTheNewestPosts(int postsBetween)
    {
        SequencerRun run = new SequencerRun(new PostOptions { DuplicateIds = 200_000, CopySignatures = 1_024 }).Started().Take(s_post);
        for (int i = 0; i < postsBetween; i++)
            run.Take(new PostBuilder { Id = $"plain:between {i}", Text = "x" });

        return run.Take(s_repost).Last.HasText;
    }

    [Test]
    public void Delete_IsPassedOnWithoutMovingTheClock()
    {
        SequencerRun run = new SequencerRun().Started().Take(
            new PostBuilder { Id = "plain:x", Action = PostAction.Delete, PostedAt = Evening + Hour });

        Assert.That((run.Posts.Count, run.StreamTime, run.Batch.Ticks.Count, run.Counts.Deletes), Is.EqualTo((1, Evening, 0, 1L)));
    }

    [Test]
    public void DeleteOfAnAuthor_WithoutAKey_ForgetsNobody()
    {
        SequencerRun run = new SequencerRun().Started().Take(
            s_post with { Author = null }, new PostBuilder { Id = "plain:gone", Action = PostAction.DeleteAuthor }, s_repost);

        Assert.That(run.Last.HasText, Is.True);
    }

    [Test]
    public void Like_OfAKnownPost_IsPassedOnWithItsTextUncounted()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, new PostBuilder { Id = "plain:l", Action = PostAction.Like, RepostOf = "plain:a" });

        Assert.That((run.Last.Action, run.Last.Text, run.Last.IsCounted, run.Counts.Likes), Is.EqualTo((PostAction.Like, s_post.Text, false, 1L)));
    }

    [Test]
    public void Like_OfAnUnknownPost_IsOnlyCounted()
    {
        SequencerRun run = new SequencerRun().Started().Take(new PostBuilder { Id = "plain:l", Action = PostAction.Like, RepostOf = "plain:a" });

        Assert.That((run.Posts.Count, run.Counts.Likes), Is.EqualTo((0, 1L)));
    }

    [Test]
    public void Rejection_IsKeptInOrderWithoutMovingTheClock()
    {
        SequencerRun run = new SequencerRun().Started().Take(SequencerRun.SampleRejection(3)).Take(SequencerRun.SampleRejection(9));

        Assert.That(run.Batch.Rejections.Select(r => r.Position.Line), Is.EqualTo([3L, 9L]));
        Assert.That((run.Counts.Rejected, run.Counts.Posts, run.Batch.StreamTime), Is.EqualTo((2L, 2L, Evening)));
    }

    [Test]
    public void Rejection_KeepsTheTimeAtWhichItWasMet()
    {
        SequencerRun run = new SequencerRun().Started();
        run.Take(SequencerRun.SampleRejection(4)).Take(s_post with { PostedAt = Evening + 1500 }).Take(SequencerRun.SampleRejection(6));

        Assert.That(run.Batch.Rejections.Select(r => r.StreamTime), Is.EqualTo([Evening, Evening + 1500]));
    }

    [Test]
    public void Tick_ShorterThanAMillisecond_IsRefused() =>
        Assert.That(() => new PostSequencer(new PostOptions(), TimeSpan.FromMicroseconds(10)), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
