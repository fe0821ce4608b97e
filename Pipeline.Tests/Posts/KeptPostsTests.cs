using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts;

internal sealed class KeptPostsTests
{
    private static KeptPosts Keep(KeptPosts kept, int posts, string? author = null)
    {
        for (int i = 0; i < posts; i++)
            kept.Keep(new PostBuilder { Id = $"plain:{kept.Count}", Author = author }.Build());
        return kept;
    }

    [TestCase(-1, null, TestName = "Post_OfANumberBelowZero_IsNotFound")]
    [TestCase(0, "plain:0", TestName = "Post_Oldest_IsFound")]
    [TestCase(2, "plain:2", TestName = "Post_Newest_IsFound")]
    [TestCase(3, null, TestName = "Post_NotKeptYet_IsNotFound")]
    public void Post_ByNumber(long number, string? id) => Assert.That(Keep(new KeptPosts(), 3).Find(number)?.Id, Is.EqualTo(id));

    [Test]
    public void Post_PushedOutByNewerOnes_IsNotFound()
    {
        KeptPosts kept = Keep(new KeptPosts(), KeptPosts.Capacity + 1);

        Assert.That((kept.Find(0), kept.Find(1)?.Id), Is.EqualTo(((Post?)null, "plain:1")));
    }

    [Test]
    public void Post_Forgotten_IsNotFound()
    {
        KeptPosts kept = Keep(new KeptPosts(), 2);
        kept.Forget(0);

        Assert.That((kept.Find(0), kept.Find(1)?.Id), Is.EqualTo(((Post?)null, "plain:1")));
    }

    [Test]
    public void Forget_OfAPostPushedOut_LeavesTheOneInItsPlace()
    {
        KeptPosts kept = Keep(new KeptPosts(), KeptPosts.Capacity + 1);
        kept.Forget(0);

        Assert.That(kept.Find(KeptPosts.Capacity), Is.Not.Null);
    }

    [Test]
    public void Posts_OfAGoneAuthor_AreNotFoundButLaterOnesAre()
    {
        KeptPosts kept = Keep(Keep(new KeptPosts(), 1, "ann"), 1, "bob");
        kept.ForgetAuthor(PostBuilder.AuthorKeyOf("ann"));
        Keep(kept, 1, "ann");

        Assert.That(new[] { kept.Find(0), kept.Find(1), kept.Find(2) }.Select(p => p?.Id), Is.EqualTo([null, "plain:1", "plain:2"]));
    }

    [Test]
    public void Posts_OfUnknownAuthors_AreNotForgottenTogether()
    {
        KeptPosts kept = Keep(new KeptPosts(), 1);
        kept.ForgetAuthor(0);

        Assert.That(kept.Find(0), Is.Not.Null);
    }

    [Test]
    public void Posts_OfMoreGoneAuthorsThanAreRemembered_StayGone()
    {
        var kept = new KeptPosts();
        for (int i = 0; i < 10_000; i++)
            Keep(kept, 1, $"author {i}");
        for (int i = 0; i < 9_999; i++)
            kept.ForgetAuthor(PostBuilder.AuthorKeyOf($"author {i}"));

        Assert.That(Enumerable.Range(0, 10_000).Where(i => kept.Find(i) is not null), Is.EqualTo([9_999]));
    }
}
