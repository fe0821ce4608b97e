using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.Decoding.Plain;

internal sealed class PlainDecoderTests
{
    [Test]
    public void Record_WithEverything_FillsThePost()
    {
        Post post = Decoded.Post(Fixtures.Plain);
        Assert.Multiple(() =>
        {
            Assert.That((post.Id, post.Source), Is.EqualTo(("forum:p-7", "forum")));
            Assert.That(post.Text, Is.EqualTo("Bread & butter"));
            Assert.That((post.Author, post.AuthorFollowers, post.Language, post.Kind), Is.EqualTo(("@ann", 12L, "en", PostKind.Reply)));
            Assert.That((post.Likes, post.Reposts, post.Replies, post.Views), Is.EqualTo((3L, 4L, 5L, 6L)));
            Assert.That(post.Url, Is.EqualTo("https://a.example/7"));
            Assert.That(post.PostedAt, Is.EqualTo(1786698000000));
        });
    }

    [TestCase("\"time\":\"2015-02-16T23:36\"")]
    [TestCase("\"t\":\"2015-02-16T23:36Z\"")]
    [TestCase("\"created_at\":\"Mon Feb 16 23:36:00 +0000 2015\"")]
    [TestCase("\"timestamp_ms\":1424129760000")]
    [TestCase("\"timestamp_ms\":\"1424129760000\"")]
    [TestCase("\"time\":1424129760")]
    [TestCase("\"t\":\"2001-01-01\",\"time\":\"2015-02-16T23:36\",\"created_at\":\"2001-01-01\"")]
    public void Time_UnderAnyOfItsNames_IsRead(string time) =>
        Assert.That(Decoded.Post($$"""{"id":"a","text":"b",{{time}}}""").PostedAt, Is.EqualTo(1424129760000));

    [Test]
    public void SnowflakeId_WithoutATime_GivesTheTime() =>
        Assert.That(Decoded.Post("""{"id":"1000000000000000000","text":"b"}""").PostedAt, Is.EqualTo(1527253553758));

    [TestCase("""{"id":"a","text":"b"}""", RejectReason.MissingTime)]
    [TestCase("""{"text":"b"}""", RejectReason.MissingTime)]
    [TestCase("""{"id":"a","text":"b","time":"noon"}""", RejectReason.BadTime)]
    [TestCase("""{"id":"a","time":"2015-02-16T23:36"}""", RejectReason.MissingText)]
    [TestCase("""{"id":"a","text":null,"time":"2015-02-16T23:36"}""", RejectReason.MissingText)]
    [TestCase("""{"id":"","text":"b","time":"2015-02-16T23:36"}""", RejectReason.MissingId)]
    public void Record_ThatLacksSomething_IsRejectedWithTheReason(string record, RejectReason reason) =>
        Assert.That(Decoded.Rejection(record).Reason, Is.EqualTo(reason));

    [Test]
    public void Rejection_OfARecord_DoesNotRepeatItsText() =>
        Assert.That(Decoded.Rejection("""{"id":"a","text":"private words","time":"private time"}""").Detail, Does.Not.Contain("private"));

    [TestCase("\"id\":\"7\"", "plain:7")]
    [TestCase("\"id\":7", "plain:7")]
    [TestCase("\"id\":\"plain:7\"", "plain:7")]
    [TestCase("\"id\":\"7\",\"source\":\"crm\"", "crm:7")]
    [TestCase("\"id\":\"7\",\"source\":\"Twitter\"", "x:7")]
    [TestCase("\"id\":\"x:7\",\"source\":\"x\"", "x:7")]
    [TestCase("\"id\":\"7\",\"source\":\"Twitter for Boats\"", "plain:7", TestName = "SourceThatIsNoName_OfARecord_IsPlain")]
    [TestCase("\"id\":\"at://d/c/k\",\"source\":\"bluesky\"", "at://d/c/k")]
    [TestCase("\"id\":\"https://m.example/1\",\"source\":\"mastodon\"", "https://m.example/1")]
    [TestCase("\"source\":\"crm\"", "plain:posts.jsonl:1", TestName = "RecordWithoutAnId_InAFile_IsKnownByItsPlace")]
    public void Identity_OfARecord_IsSourceAndId(string members, string id) =>
        Assert.That(Decoded.Post($$"""{"text":"b","time":1424129760,{{members}}}""").Id, Is.EqualTo(id));

    [Test]
    public void RecordsWithoutIds_InOneArray_AreDifferentPosts()
    {
        DecodedBatch batch = Decoded.Batch("""[{"text":"b","t":1424129760},{"text":"b","t":1424129760}]""");
        Assert.That(batch.Items.Select(item => item.Post?.Id), Is.EqualTo(new[] { "plain:posts.jsonl:1#0", "plain:posts.jsonl:1#1" }));
    }

    [TestCase("RT @name: words", true)]
    [TestCase("RT @name words", false)]
    [TestCase("RT @: words", false)]
    [TestCase("rt @name: words", false)]
    [TestCase("so RT @name: words", false)]
    public void Text_ThatBeginsAsARepost_IsARepost(string text, bool isRepost) =>
        Assert.That(Decoded.Post($$"""{"id":"a","time":1424129760,"text":"{{text}}"}""").Kind == PostKind.Repost, Is.EqualTo(isRepost));

    [TestCase("repost_of")]
    [TestCase("retweet_of")]
    public void Repost_OfAnotherRecord_NamesIt(string member)
    {
        Post post = Decoded.Post($$"""{"id":"8","time":1424129760,"text":"b","source":"x","{{member}}":"7"}""");
        Assert.That((post.Kind, post.RepostOf), Is.EqualTo((PostKind.Repost, "x:7")));
    }

    [Test]
    public void News_WithATitle_BeginsWithItAndCarriesItsLink()
    {
        string record = """{"id":"8","time":1424129760,"title":"Head","text":"Body","kind":"news","url":"https://n.example/8"}""";
        Post post = Decoded.Post(record);
        Assert.That((post.Kind, post.Title, post.Text, Decoded.Links(record).Attached.Single()), Is.EqualTo((PostKind.News, "Head", "Head\nBody", "https://n.example/8")));
    }

    [TestCase("-5", -1)]
    [TestCase("\"12\"", 12)]
    [TestCase("\"many\"", -1)]
    [TestCase("3.0", 3)]
    [TestCase("3.5", -1)]
    [TestCase("{}", -1)]
    [TestCase("null", -1)]
    public void Count_InAnyForm_IsReadOrUnknown(string value, long expected) =>
        Assert.That(Decoded.Post($$"""{"id":"a","time":1424129760,"text":"b","likes":{{value}}}""").Likes, Is.EqualTo(expected));

    [TestCase("javascript:alert(1)")]
    [TestCase("file:///etc/hosts")]
    public void Address_OfAnotherScheme_IsLeftOut(string url) =>
        Assert.That(Decoded.Post($$"""{"id":"a","time":1424129760,"text":"b","url":"{{url}}"}""").Url, Is.Null);

    [TestCase("""{"date":1,"message":"{\"id\":\"a\",\"time\":1424129760,\"text\":\"b\"}"}""")]
    [TestCase("""{"payload":{"id":"a","time":1424129760,"text":"b"},"host":"h"}""")]
    [TestCase("""{"payload":"{\"id\":\"a\",\"time\":1424129760,\"text\":\"b\"}"}""")]
    [TestCase("""{"data":{"id":"a","time":1424129760,"text":"b"}}""")]
    [TestCase("""{"specversion":"1.0","id":"e","source":"/s","type":"t","data":{"id":"a","time":1424129760,"text":"b"}}""")]
    public void ShippersWrapper_AroundARecord_IsOpened(string record) =>
        Assert.That(Decoded.Post(record).Id, Is.EqualTo("plain:a"));

    [Test]
    public void WrapperInAWrapper_AroundARecord_IsRejected() =>
        Assert.That(Decoded.Rejection("""{"payload":{"payload":{"id":"a","time":1424129760,"text":"b"}}}""").Reason, Is.EqualTo(RejectReason.UnknownFormat));

    [Test]
    public void CloudEvent_AroundABareText_GivesItIdAndTime()
    {
        Post post = Decoded.Post("""{"data":{"text":"hello"},"specversion":"1.0","id":"a-1","source":"/crm/eu","type":"t","time":"2015-02-16T23:36:00Z"}""");
        Assert.That((post.Id, post.PostedAt), Is.EqualTo(("plain:/crm/eu#a-1", 1424129760000L)));
    }

    [Test]
    public void ColumnsOfExports_BesideAText_DoNotHideIt() =>
        Assert.That(Decoded.Post("""{"id":"a","time":1424129760,"text":"b","username":"u","error":"","event":"e","event_type":"flood","meta":{},"errors":[]}""").Text, Is.EqualTo("b"));

    [TestCase("""{"id":"7","deleted":true}""", "plain:7", 0)]
    [TestCase("""{"deleted":true,"id":"1000000000000000000","source":"x"}""", "x:1000000000000000000", 1527253553758)]
    [TestCase("""{"id":"7","source":"crm","deleted":true,"time":1424129760}""", "crm:7", 1424129760000)]
    [TestCase("""{"id":"at://d/c/k","source":"bluesky","deleted":true}""", "at://d/c/k", 0)]
    [TestCase("""{"id":"7","text":"gone","time":1424129760,"deleted":true}""", "plain:7", 1424129760000, TestName = "RecordWithText_ThatIsCalledDeleted_IsADelete")]
    public void RecordThatIsDeleted_WithAnId_TakesThePostBack(string record, string id, long at)
    {
        Post post = Decoded.Post(record);
        Assert.That((post.Action, post.Id, post.PostedAt), Is.EqualTo((PostAction.Delete, id, at)));
    }

    [Test]
    public void RecordThatIsDeleted_WithoutAnId_IsRejected() =>
        Assert.That(Decoded.Rejection("""{"id":"","deleted":true}""").Reason, Is.EqualTo(RejectReason.MissingId));

    [TestCase("""{"id":"7","deleted":false,"text":"b","time":1424129760}""")]
    [TestCase("""{"id":"7","deleted":null,"text":"b","time":1424129760}""")]
    public void Record_ThatIsNotDeleted_IsAPost(string record) =>
        Assert.That(Decoded.Post(record).Action, Is.EqualTo(PostAction.Create));
}
