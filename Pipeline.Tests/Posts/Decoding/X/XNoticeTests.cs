using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.Decoding.X;

internal sealed class XNoticeTests
{
    [TestCase("""{"data":{"delete":{"tweet":{"id":"1900000000000000123","author_id":"991"},"event_at":"2020-03-05T08:15:30.123Z"}}}""", TestName = "ComplianceDelete_OfV2_DeletesThePost")]
    [TestCase("""{"delete":{"tweet":{"id":"1900000000000000123","author_id":"991"},"event_at":"2020-03-05T08:15:30.123Z"}}""", TestName = "ComplianceDelete_WithoutEnvelope_DeletesThePost")]
    [TestCase("""{"delete":{"status":{"id":1900000000000000000,"id_str":"1900000000000000123","user_id":991,"user_id_str":"991"},"timestamp_ms":"1583396130123"}}""", TestName = "Delete_OfV11_DeletesThePost")]
    [TestCase("""{"data":{"drop":{"tweet":{"id":"1900000000000000123","author_id":"991"},"event_at":"2020-03-05T08:15:30.123Z"}}}""", TestName = "Drop_OfV2_DeletesThePost")]
    [TestCase("""{"data":{"delete":{"post":{"id":"1900000000000000123","author_id":"991"},"event_at":"2020-03-05T08:15:30.123Z"}}}""", TestName = "ComplianceDelete_UnderTheNewerName_DeletesThePost")]
    public void Notice_ThatAPostIsGone_DeletesThePost(string record)
    {
        Post post = Decoded.Post(record);
        Assert.That((post.Action, post.Id, post.PostedAt, post.AuthorKey), Is.EqualTo(
            (PostAction.Delete, "x:1900000000000000123", 1583396130123L, Decoded.Post(Fixtures.Tweet).AuthorKey)));
    }

    [Test]
    public void Delete_WithoutATime_HasTheTimeOfTheDeletedPost() =>
        Assert.That(Decoded.Post("""{"delete":{"status":{"id_str":"1000000000000000000"}}}""").PostedAt, Is.EqualTo(1527253553758));

    [TestCase("user_delete")]
    [TestCase("user_suspend")]
    [TestCase("user_protect")]
    public void Notice_ThatAUserIsGone_DeletesAllOfTheAuthor(string kind)
    {
        Post post = Decoded.Post($$$$"""{"data":{"{{{{kind}}}}":{"user":{"id":"991"},"event_at":"2026-08-15T00:00:00.000Z"}}}""");
        Assert.That((post.Action, post.AuthorKey), Is.EqualTo((PostAction.DeleteAuthor, Decoded.Post(Fixtures.Tweet).AuthorKey)));
    }

    [Test]
    public void UserDelete_OfTheOlderStream_DeletesAllOfTheAuthor() =>
        Assert.That(Decoded.Post("""{"user_delete":{"id":991,"timestamp_ms":"1583396130123"}}""").AuthorKey, Is.EqualTo(Decoded.Post(Fixtures.Tweet).AuthorKey));

    [TestCase("""{"data":{"tweet_edit":{"tweet":{"id":"19"},"initial_tweet_id":"18","edit_tweet_ids":["18","19"]}}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"data":{"post_edit":{"post":{"id":"19"},"initial_post_id":"18","edit_post_ids":["18","19"]}}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"data":{"user_withheld":{"user":{"id":"19"},"withheld_in_countries":["XX"]}}}""", IgnoreReason.AccountEvent)]
    [TestCase("""{"data":{"user_unsuspend":{"user":{"id":"19"}}}}""", IgnoreReason.AccountEvent)]
    [TestCase("""{"data":{"user_unprotect":{"user":{"id":"19"}}}}""", IgnoreReason.AccountEvent)]
    [TestCase("""{"data":{"withheld":{"tweet":{"id":"19"},"withheld_in_countries":["XX"]}}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"data":{"undrop":{"tweet":{"id":"19"}}}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"data":{"user_undelete":{"user":{"id":"19"}}}}""", IgnoreReason.AccountEvent)]
    [TestCase("""{"data":{"user_profile_modification":{"user":{"id":"19"}}}}""", IgnoreReason.AccountEvent)]
    [TestCase("""{"limit":{"track":12}}""", IgnoreReason.ControlMessage)]
    [TestCase("""{"warning":{"code":"FALLING_BEHIND"}}""", IgnoreReason.ControlMessage)]
    [TestCase("""{"disconnect":{"code":4}}""", IgnoreReason.ControlMessage)]
    [TestCase("""{"scrub_geo":{"user_id":1,"up_to_status_id":2}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"status_withheld":{"id":1,"user_id":2}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"delete":{"direct_message":{"id":1,"user_id":2}}}""", IgnoreReason.OtherEvent)]
    public void Notice_ThatTakesNothingAway_IsPassedOver(string record, IgnoreReason reason) =>
        Assert.That(Decoded.Ignored(record), Is.EqualTo(reason));

    [TestCase("""{"delete":{}}""")]
    [TestCase("""{"delete":{"status":{"id":"abc"}}}""")]
    [TestCase("""{"data":{"user_delete":{}}}""")]
    public void Notice_WithoutAnId_IsRejected(string record) =>
        Assert.That(Decoded.Rejection(record).Reason, Is.EqualTo(RejectReason.MissingId));

    [Test]
    public void PlainRecord_WithAColumnNamedAsANotice_StaysAPost() =>
        Assert.That(Decoded.Post("""{"id":"a","time":1786700010,"text":"hi","limit":5,"warning":"none"}""").Id, Is.EqualTo("plain:a"));
}
