using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.Decoding.X;

internal sealed class AccountActivityDecoderTests
{
    [Test]
    public void Delivery_WithPostsLikesAndDeletes_GivesAllOfThem()
    {
        DecodedBatch batch = Decoded.Batch("""
            {"for_user_id":"5",
             "tweet_create_events":[{"id_str":"1235477000000000001","text":"a"},{"id_str":"1235477000000000002","text":"b"}],
             "favorite_events":[{"id":"f1","timestamp_ms":1583396130123,"favorited_status":{"id_str":"1235477000000000001"},"user":{"id_str":"9","screen_name":"fan"}}],
             "tweet_delete_events":[{"status":{"id":"1235477000000000001","user_id":"5"},"timestamp_ms":"1583396130123"}]}
            """);
        Assert.That(batch.Items.Select(item => $"{item.Post?.Action} {item.Post?.Id}"), Is.EqualTo(new[]
        {
            "Create x:1235477000000000001", "Create x:1235477000000000002", "Like x:like:f1", "Delete x:1235477000000000001",
        }));
    }

    [Test]
    public void Delivery_OfDirectMessages_IsPassedOver() =>
        Assert.That(Decoded.Ignored("""{"for_user_id":"5","direct_message_events":[{"type":"message_create","id":"1"}]}"""), Is.EqualTo(IgnoreReason.OtherEvent));

    [Test]
    public void SingleLike_OfTheLikesStream_NamesPostAndFan()
    {
        Post post = Decoded.Post("""{"id":"4356","created_at":"Thu Dec 01 22:27:39 +0000 2016","timestamp_ms":1480631259353,"favorited_status":{"id_str":"804451830033948672"},"user":{"id_str":"9","screen_name":"fan"}}""");
        Assert.That((post.Action, post.RepostOf, post.Author, post.PostedAt), Is.EqualTo((PostAction.Like, "x:804451830033948672", "fan", 1480631259353L)));
    }

    [TestCase("""{"id":"4356","created_at":"Thu Dec 01 22:27:39 +0000 2016","favorited_status":{}}""", RejectReason.MissingId)]
    [TestCase("""{"id":"4356","created_at":"long ago","favorited_status":{"id_str":"804451830033948672"}}""", RejectReason.BadTime)]
    public void Like_ThatLacksSomething_IsRejected(string record, RejectReason reason) =>
        Assert.That(Decoded.Rejection(record).Reason, Is.EqualTo(reason));
}
