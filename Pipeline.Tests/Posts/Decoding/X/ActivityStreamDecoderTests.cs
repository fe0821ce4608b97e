using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.Decoding.X;

internal sealed class ActivityStreamDecoderTests
{
    [Test]
    public void Share_OfALongPost_HasTheWholeTextOfTheOriginal()
    {
        Post post = Decoded.Post(Fixtures.Activity);
        Assert.That((post.Id, post.Kind, post.RepostOf, post.Text, post.Author, post.AuthorFollowers), Is.EqualTo(
            ("x:1307025659294674945", PostKind.Repost, "x:1307025659294670000", "Lanterns on the river tonight https://t.co/boat", "kim", 12L)));
    }

    [Test]
    public void Post_WithANoteAsObject_KeepsItsOwnText()
    {
        Post post = Decoded.Post("""{"id":"tag:search.x.com,2005:1307025659294674945","verb":"post","postedTime":"2020-09-18T18:36:15.000Z","body":"mine","inReplyTo":{"link":"http://x.com/a/statuses/130"},"object":{"objectType":"note","id":"object:1","body":"not mine"}}""");
        Assert.That((post.Text, post.Kind, post.ReplyTo), Is.EqualTo(("mine", PostKind.Reply, "x:130")));
    }

    [Test]
    public void Author_InActivityAndV2Form_HasOneKey() =>
        Assert.That(Decoded.Post(Fixtures.Activity).AuthorKey, Is.EqualTo(Decoded.Post("""{"id":"1900000000000000001","text":"a","author_id":"881"}""").AuthorKey));

    [Test]
    public void Activity_OfAnotherVerb_IsPassedOver() =>
        Assert.That(Decoded.Ignored("""{"verb":"follow","id":"tag:1"}"""), Is.EqualTo(IgnoreReason.OtherEvent));
}
