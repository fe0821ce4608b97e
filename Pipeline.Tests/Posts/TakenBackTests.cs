using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts;

/// <summary>Which posts a delete takes back.</summary>
internal sealed class TakenBackTests
{
    private static readonly PostBuilder s_post = new() { Id = "plain:a", Text = "lights out", Topics = ["lights"], Author = "ann" };
    private static readonly PostBuilder s_delete = new() { Id = "plain:a", Action = PostAction.Delete };
    private static readonly PostBuilder s_account = new() { Id = "", Action = PostAction.DeleteAuthor, Author = "ann" };

    [Test]
    public void Delete_OfAPost_TakesItBack() => Assert.That(Ids(new SequencerRun().Started().Take(s_post, s_delete)), Is.EqualTo(["plain:a"]));

    [Test]
    public void Delete_ASecondTime_TakesNothing() => Assert.That(Ids(new SequencerRun().Started().Take(s_post, s_delete, s_delete)), Is.Empty);

    [Test]
    public void Delete_BeforeThePost_TakesNothing() => Assert.That(Ids(new SequencerRun().Started().Take(s_delete, s_post)), Is.Empty);

    [Test]
    public void Delete_OfAPostNeverSeen_TakesNothing() => Assert.That(Ids(new SequencerRun().Started().Take(s_delete)), Is.Empty);

    [Test]
    public void Delete_ByItsOtherIdentity_TakesItBack() =>
        Assert.That(Ids(new SequencerRun().Started().Take(s_post with { AlternateId = "mastodon:7" }, s_delete with { Id = "mastodon:7" })), Is.EqualTo(["plain:a"]));

    [Test]
    public void Delete_OfAnEditedPost_TakesBackTheVersionThatCountsNow()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { Version = 2, Text = "lights on" }, s_post with { Version = 3, Text = "lights off" }, s_delete);

        Assert.That(run.Last.TakenBack.Select(p => (p.Text, p.IsCounted)), Is.EqualTo([("lights off", true)]));
    }

    [Test]
    public void DeleteAccount_TakesBackItsPosts_OldestFirst()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { Id = "plain:b", Author = "bob" }, s_post with { Id = "plain:c" }, s_account);

        Assert.That(Ids(run), Is.EqualTo(["plain:a", "plain:c"]));
    }

    [Test]
    public void DeleteAccount_AfterAnEditAndADelete_TakesEachPostOnce()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_post with { Version = 2, Text = "lights on" }, s_post with { Id = "plain:c" }, s_delete, s_account);

        Assert.That(Ids(run), Is.EqualTo(["plain:c"]));
        Assert.That(run.Counts.TakenBack, Is.EqualTo(2));
    }

    [Test]
    public void DeleteAccount_ASecondTime_TakesWhatCameSince()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_post, s_account, s_post with { Id = "plain:c" }, s_account);

        Assert.That(Ids(run), Is.EqualTo(["plain:c"]));
    }

    [Test]
    public void DeleteAccount_OfNobody_TakesNothing() =>
        Assert.That(Ids(new SequencerRun().Started().Take(s_post with { Author = null }, s_account with { Author = null })), Is.Empty);

    [Test]
    public void DeleteAccount_InAFlood_TakesEachPostOnce()
    {
        SequencerRun run = new SequencerRun().Started();
        for (int i = 0; i < 3_000; i++)
            run.Take(s_post with { Id = $"plain:{i}", Author = $"author {i % 100}" });
        int taken = 0;
        for (int i = 0; i < 10_000; i++)
        {
            run.Take(s_account with { Author = $"author {i % 100}" });
            taken += run.Last.TakenBack.Length;
        }

        Assert.That(taken, Is.EqualTo(3_000));
    }

    [Test]
    public void RingIndex_FindsNewestFirst_AndOnlyWhatStands()
    {
        var index = new RingIndex(8);
        for (long number = 0; number < 20; number++)
            index.Add((ulong)(number % 3), number);

        Assert.That(Walk(index, 1, 12).Where(n => n % 3 == 1), Is.EqualTo([19, 16, 13]));
    }

    [Test]
    public void RingIndex_Removed_IsNotMetAgain()
    {
        var index = new RingIndex(16);
        for (long number = 0; number < 16; number++)
            index.Add(5, number);
        index.Remove(5, 0, number => number % 2 == 0);
        List<long> met = [];
        index.Remove(5, 0, number =>
        {
            met.Add(number);
            return false;
        });

        Assert.That(met, Is.EqualTo([15, 13, 11, 9, 7, 5, 3, 1]));
    }

    private static IEnumerable<long> Walk(RingIndex index, ulong key, long oldest)
    {
        for (long number = index.First(key, oldest); number >= 0; number = index.Next(number, oldest))
            yield return number;
    }

    private static IEnumerable<string> Ids(SequencerRun run) => run.Posts.Last(p => p.Action is PostAction.Delete or PostAction.DeleteAuthor).TakenBack.Select(p => p.Id);
}
