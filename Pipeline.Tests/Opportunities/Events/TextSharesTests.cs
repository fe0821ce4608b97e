using NUnit.Framework;
using RtmPipeline.Opportunities.Events;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Events;

internal sealed class TextSharesTests
{
    [Test]
    public void Effective_NoPosts_IsNone() => Assert.That(new TextShares().Effective, Is.Zero);

    [Test]
    public void Effective_OwnWordsOfMany_CountEach()
    {
        TextShares texts = new();
        for (int i = 0; i < 30; i++)
            texts.Add(SampleTopics.Post(i));
        Assert.That(texts.Effective, Is.EqualTo(30).Within(1e-9));
    }

    [Test]
    public void Effective_OnePostThatTravels_IsHardlyMoreThanOne()
    {
        TextShares texts = new();
        texts.Add(SampleTopics.Post(1));
        for (int i = 2; i < 200; i++)
            texts.Add(Repost(i, SampleTopics.Post(1).Id));
        Assert.That(texts.Effective, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Effective_HalfOfThePostsSayOneText_IsAtMostFour()
    {
        TextShares texts = new();
        for (int i = 0; i < 2_000; i++)
            texts.Add(i % 2 == 0 ? Repost(i, "x:1") : SampleTopics.Post(i));
        Assert.That(texts.Effective, Is.InRange(2, 4));
    }

    [Test]
    public void Effective_ManyPostsLater_ForgetsWhatTravelledAtFirst()
    {
        TextShares texts = new();
        for (int i = 0; i < 500; i++)
            texts.Add(Repost(i, "x:1"));
        for (int i = 500; i < 6_000; i++)
            texts.Add(SampleTopics.Post(i));
        Assert.That(texts.Effective, Is.GreaterThan(50));
    }

    private static Post Repost(int number, string original) => new()
    {
        Id = $"x:r{number}",
        Source = "x",
        Kind = PostKind.Repost,
        PostedAt = SampleTopics.Start,
        RepostOf = original,
    };
}
