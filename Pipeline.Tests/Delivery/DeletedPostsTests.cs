using System.Text;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Tests.Posts.Decoding;

namespace RtmPipeline.Tests.Delivery;

internal sealed class DeletedPostsTests
{
    private const string Deleted = "x:1234567890123456789";

    [TestCase("""{"data":{"id":"1234567890123456789","text":"a"}}""", true, TestName = "Record_WithTheId_NamesThePost")]
    [TestCase("""{"id":1234567890123456789,"id_str":"1234567890123456789"}""", true, TestName = "Record_WithTheIdAsANumber_NamesThePost")]
    [TestCase("""{"id":"9","retweeted_status":{"id_str":"1234567890123456789"}}""", true, TestName = "Record_ThatRepeatsThePost_NamesIt")]
    [TestCase("""{"id":"\u0031234567890123456789"}""", true, TestName = "Record_WithTheIdInEscapes_NamesThePost")]
    [TestCase("""{"id":"12345678901234567890"}""", false, TestName = "Record_WithALongerId_DoesNot")]
    [TestCase("""{"id":"9","text":"1234567890123456789"}""", false, TestName = "Record_WithTheIdInItsText_DoesNot")]
    [TestCase("""{"id":"9","in_reply_to_status_id":1234567890123456789}""", false, TestName = "Record_OfAReply_DoesNot")]
    [TestCase("""{"id":"1234567890123456789","text":"cut o""", true, TestName = "RecordCutOff_BehindTheId_NamesThePost")]
    [TestCase("""{"text":"see 1234567890123456789, and""", true, TestName = "RecordCutOff_WithTheIdAnywhere_NamesThePost")]
    [TestCase("""{"text":"see 91234567890123456789, and""", false, TestName = "RecordCutOff_WithALongerId_DoesNot")]
    [TestCase("", false, TestName = "Record_Empty_DoesNot")]
    public void Post_OfX(string record, bool isNamed) => Assert.That(Names(record, Deleted), Is.EqualTo(isNamed));

    [TestCase("""{"did":"did:plc:a","commit":{"collection":"app.bsky.feed.post","rkey":"3k"}}""", true, TestName = "Event_OfThePost_NamesIt")]
    [TestCase("""{"did":"did:plc:b","commit":{"collection":"app.bsky.feed.post","rkey":"3k"}}""", false, TestName = "Event_OfAnotherAccount_DoesNot")]
    [TestCase("""{"did":"did:plc:b","commit":{"record":{"subject":{"uri":"at://did:plc:a/app.bsky.feed.post/3k"}}}}""", true, TestName = "Event_OfALikeOfThePost_NamesIt")]
    [TestCase("""{"did":"did:plc:a","commit":{"rkey":"3k","record":{"text":"cut""", true, TestName = "EventCutOff_OfThePost_NamesIt")]
    [TestCase("""{"did":"did:plc:a","commit":{"rkey":"3kz","record":{"text":"cut""", false, TestName = "EventCutOff_OfAnotherPost_DoesNot")]
    public void Post_OfBluesky(string record, bool isNamed) => Assert.That(Names(record, "at://did:plc:a/app.bsky.feed.post/3k"), Is.EqualTo(isNamed));

    [Test]
    public void Account_OfBluesky_IsNamedByAllItsRecords() =>
        Assert.That(Names("""{"did":"did:plc:a","commit":{"rkey":"any"}}""", "at://did:plc:a"), Is.True);

    [TestCase("did:plc:a", true)]
    [TestCase("did:plc:b", false)]
    public void Account_ByItsKey_IsNamedByItsRecords(string did, bool isNamed)
    {
        Post deleted = Decoded.Post("""{"did":"did:plc:a","time_us":1786700000123456,"kind":"account","account":{"active":false,"did":"did:plc:a","status":"deleted"}}""");
        string record = $$$"""{"did":"{{{did}}}","commit":{"rkey":"any"}}""";
        Assert.That(new DeletedPosts(Deletion.Of([deleted])).AreNamedIn(Encoding.UTF8.GetBytes(record)), Is.EqualTo(isNamed));
    }

    [TestCase("https://social.example/users/a/statuses/1")]
    [TestCase("mastodon:77")]
    [TestCase("mastodon:social.example/77")]
    [TestCase("mastodon:127.0.0.1:8080/77")]
    public void Status_IsNamedByEitherIdentity(string id) =>
        Assert.That(Names("""{"id":"77","uri":"https://social.example/users/a/statuses/1","content":"a"}""", id), Is.True);

    [TestCase("""{"id":"1","likes":1}""", true)]
    [TestCase("""{"id":"2","likes":1}""", false)]
    [TestCase("""{"likes":1, "id": "2", broken""", false, TestName = "RecordCutOff_WithAShortIdAsAnotherNumber_DoesNot")]
    public void Post_WithAShortId(string record, bool isNamed) => Assert.That(Names(record, "plain:1"), Is.EqualTo(isNamed));

    [Test]
    public void Bytes_OfAnyKind_AreLookedThrough()
    {
        Random random = new(4);
        DeletedPosts deleted = new([Deleted, "at://did:plc:a/app.bsky.feed.post/3k"]);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            Assert.That(deleted.AreNamedIn(bytes), Is.False);
        }
    }

    private static bool Names(string record, string id) => new DeletedPosts([id]).AreNamedIn(Encoding.UTF8.GetBytes(record));
}
