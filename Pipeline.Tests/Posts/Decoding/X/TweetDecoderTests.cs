using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.Decoding.X;

internal sealed class TweetDecoderTests
{
    [Test]
    public void Repost_InLiveForm_HasTheOriginalsWholeText()
    {
        Post post = Decoded.Post(Fixtures.Tweet);
        Assert.Multiple(() =>
        {
            Assert.That(post.Id, Is.EqualTo("x:1235477000000000001"));
            Assert.That((post.Kind, post.RepostOf), Is.EqualTo((PostKind.Repost, "x:1235475000000000000")));
            Assert.That(post.Text, Is.EqualTo("The ferry sails again and all lamps are lit; timetable at https://t.co/time"));
            Assert.That((post.Author, post.AuthorFollowers, post.AuthorCreatedAt), Is.EqualTo(("someone", 42L, 1420445730000L)));
            Assert.That((post.Likes, post.Reposts), Is.EqualTo((0L, 7L)));
            Assert.That(post.PostedAt, Is.EqualTo(1583396130000));
        });
    }

    [Test]
    public void Repost_InLiveForm_HasTheLinksOfTheWholeText() =>
        Assert.That(Decoded.Links(Fixtures.Tweet).Expansions, Is.EqualTo(new[] { "https://t.co/time > https://ferry.example/time" }));

    [TestCase("""{"id_str":"1235477000000000001","text":"cut…","truncated":true,"extended_tweet":{"full_text":"whole &gt; cut"}}""")]
    [TestCase("""{"extended_tweet":{"full_text":"whole &gt; cut"},"truncated":true,"id_str":"1235477000000000001","text":"cut…"}""")]
    [TestCase("""{"id_str":"1235477000000000001","full_text":"whole &gt; cut","truncated":false}""")]
    public void Text_InAnyForm_IsTheWholeOne(string record) =>
        Assert.That(Decoded.Post(record).Text, Is.EqualTo("whole > cut"));

    [TestCase("""{"id":1235477000000000000,"id_str":"1235477000000000001","text":"a"}""")]
    [TestCase("""{"id_str":"1235477000000000001","id":1.235477e18,"text":"a"}""")]
    [TestCase("""{"truncated":false,"id":1235477000000000001,"text":"a"}""")]
    public void DamagedNumericId_BesideTheStringOne_DoesNotCount(string record) =>
        Assert.That(Decoded.Post(record).Id, Is.EqualTo("x:1235477000000000001"));

    [Test]
    public void DamagedNumericId_Alone_IsRejected() =>
        Assert.That(Decoded.Rejection("""{"truncated":false,"id":1.235477e18,"text":"a"}""").Reason, Is.EqualTo(RejectReason.MissingId));

    [Test]
    public void Quote_OfAnotherPost_NamesItAndKeepsItsOwnText()
    {
        Post post = Decoded.Post("""{"id_str":"1235477000000000001","text":"look","quoted_status_id":1,"quoted_status":{"id_str":"1235470000000000000","text":"other"}}""");
        Assert.That((post.Kind, post.QuoteOf, post.Text), Is.EqualTo((PostKind.Quote, "x:1235470000000000000", "look")));
    }

    [Test]
    public void Reply_ToAnotherPost_NamesIt()
    {
        Post post = Decoded.Post("""{"id_str":"1235477000000000001","text":"no","in_reply_to_status_id":1235470000000000100,"in_reply_to_status_id_str":"1235470000000000123"}""");
        Assert.That((post.Kind, post.ReplyTo), Is.EqualTo((PostKind.Reply, "x:1235470000000000123")));
    }

    [Test]
    public void MediaAndUnwoundLinks_OfAPost_AreExpanded()
    {
        string record = """{"id_str":"1235477000000000001","text":"a","entities":{"urls":[{"url":"https://t.co/a","expanded_url":"http://sho.rt/a","unwound":{"url":"https://long.example/a"}}],"media":[{"url":"https://t.co/m","expanded_url":"https://x.com/a/status/1/photo/1"}]}}""";
        Assert.That(Decoded.Links(record).Expansions, Is.EqualTo(new[]
        {
            "https://t.co/a > https://long.example/a", "https://t.co/m > https://x.com/a/status/1/photo/1",
        }));
    }

    [Test]
    public void EditedPost_WithItsHistory_IsTheNextVersionOfTheFirstId()
    {
        Post post = Decoded.Post("""{"id_str":"1557445923210514432","text":"right","edit_history":{"initial_tweet_id":"1557433858676740098","edit_tweet_ids":["1557433858676740098","1557445923210514432"]}}""");
        Assert.That((post.Id, post.AlternateId, post.Action, post.Version), Is.EqualTo(("x:1557433858676740098", "x:1557445923210514432", PostAction.Edit, 2)));
    }

    [Test]
    public void ArchiveExport_WithItsWrapper_IsOpened() =>
        Assert.That(Decoded.Post("""{"tweet":{"id_str":"1235477000000000001","full_text":"mine","created_at":"Thu Mar 05 08:15:30 +0000 2020"}}""").Text, Is.EqualTo("mine"));

    [Test]
    public void RepostInARepost_InAHostileRecord_IsNotFollowed()
    {
        Post post = Decoded.Post("""{"id_str":"3","created_at":"2020-03-05","text":"c","retweeted_status":{"id_str":"2","text":"b","retweeted_status":{"id_str":"1","text":"a"}}}""");
        Assert.That((post.Text, post.RepostOf), Is.EqualTo(("b", "x:2")));
    }
}
