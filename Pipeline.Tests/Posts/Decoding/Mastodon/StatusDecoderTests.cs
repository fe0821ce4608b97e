using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.News;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.Posts.Decoding.Mastodon;

internal sealed class StatusDecoderTests
{
    private static string ByABot(string status) => status.Replace("\"acct\":", "\"bot\":true,\"acct\":");

    private const string Boost =
        """{"id":"116","created_at":"2026-08-14T10:00:00.000Z","visibility":"public","uri":"https://other.example/users/bo/statuses/116/activity","content":"","account":{"acct":"bo@other.example","url":"https://other.example/@bo"},"reblog":""";

    [Test]
    public void Status_WithEverything_FillsThePost()
    {
        Post post = Decoded.Post(Fixtures.Status);
        Assert.Multiple(() =>
        {
            Assert.That(post.Id, Is.EqualTo("https://social.example/users/mara/statuses/115000000000000001"));
            Assert.That(post.AlternateId, Is.EqualTo("mastodon:115000000000000001"));
            Assert.That(post.Text, Is.EqualTo(HtmlText.Convert("<p>Soup &amp; bread</p>", [])));
            Assert.That((post.Source, post.Language, post.Author, post.AuthorFollowers), Is.EqualTo(("mastodon", "en", "mara", 10L)));
            Assert.That((post.Likes, post.Reposts, post.Replies), Is.EqualTo((3L, 2L, 1L)));
            Assert.That((post.PostedAt, post.AuthorCreatedAt), Is.EqualTo((1786700400000L, 1577836800000L)));
            Assert.That(post.Url, Is.EqualTo("https://social.example/@mara/115000000000000001"));
            Assert.That((post.Action, post.Version, post.Kind), Is.EqualTo((PostAction.Create, 1, PostKind.Post)));
        });
    }

    [Test]
    public void CardAddress_OfAStatus_IsHandedOn() =>
        Assert.That(Decoded.Links(Fixtures.Status).Attached, Does.Contain("https://soup.example/"));

    [Test]
    public void ContentWarning_OfAStatus_StandsBeforeTheText() =>
        Assert.That(Decoded.Post(Fixtures.Status.Replace("\"spoiler_text\":\"\"", "\"spoiler_text\":\"food\"")).Text, Does.StartWith("food\n"));

    [Test]
    public void Boost_OfAStatus_HasTheTextAndUriOfTheOriginal()
    {
        Post post = Decoded.Post(Boost + Fixtures.Status + "}");
        Assert.That((post.Kind, post.Id, post.RepostOf, post.Text, post.Author), Is.EqualTo(
            (PostKind.Repost, "https://other.example/users/bo/statuses/116/activity", "https://social.example/users/mara/statuses/115000000000000001",
                Decoded.Post(Fixtures.Status).Text, "bo@other.example")));
    }

    [TestCase("private")]
    [TestCase("direct")]
    [TestCase("limited")]
    [TestCase("unlisted")]
    public void Status_ThatIsNotPublic_IsPassedOver(string visibility)
    {
        string status = Fixtures.Status.Replace("\"visibility\":\"public\"", $"\"visibility\":\"{visibility}\"");
        Assert.That((Decoded.Ignored(status), Decoded.Ignored(Boost + status + "}")), Is.EqualTo((IgnoreReason.NotPublic, IgnoreReason.NotPublic)));
    }

    [Test]
    public void Status_OfAnAutomatedAccount_IsPassedOver() =>
        Assert.That(Decoded.Ignored(ByABot(Fixtures.Status)), Is.EqualTo(IgnoreReason.Automated));

    [Test]
    public void Boost_OfAStatusOfAnAutomatedAccount_ByAPerson_IsTaken() =>
        Assert.That(Decoded.Post(Boost + ByABot(Fixtures.Status) + "}").Kind, Is.EqualTo(PostKind.Repost));

    [TestCase("\"bot\":false,")]
    [TestCase("\"bot\":null,")]
    [TestCase("\"bot\":{\"bot\":true},")]
    public void Status_OfAPerson_IsTaken(string bot) =>
        Assert.That(Decoded.Post(Fixtures.Status.Replace("\"acct\":", bot + "\"acct\":")).Author, Is.EqualTo("mara"));

    [Test]
    public void ServersId_OfALiveSource_IsThatServersOwn()
    {
        RawRecord status = Decoded.Record(Encoding.UTF8.GetBytes(Fixtures.Status.Replace("\"in_reply_to_id\":null", "\"in_reply_to_id\":\"114\"")));
        Post post = Decoded.OnlyPost(Decoded.Records(status with { Position = new RecordPosition("journal", 7, 7) { From = "mastodon:social.example" } }));
        Assert.That((post.AlternateId, post.ReplyTo), Is.EqualTo(("mastodon:social.example/115000000000000001", "mastodon:social.example/114")));
    }

    [Test]
    public void EditedStatus_ByItself_IsAnEdit()
    {
        Post post = Decoded.Post(Fixtures.Status.Replace("\"edited_at\":null", "\"edited_at\":\"2026-08-14T09:50:00.000Z\""));
        Assert.That((post.Action, post.Version), Is.EqualTo((PostAction.Edit, 2)));
    }

    [Test]
    public void Reply_ToAStatus_NamesItByTheServersId()
    {
        Post post = Decoded.Post(Fixtures.Status.Replace("\"in_reply_to_id\":null", "\"in_reply_to_id\":\"114\""));
        Assert.That((post.Kind, post.ReplyTo), Is.EqualTo((PostKind.Reply, "mastodon:114")));
    }

    [Test]
    public void Quote_OfAStatus_NamesItsUri()
    {
        Post post = Decoded.Post(Fixtures.Status.Replace("\"reblog\":null", "\"quote\":{\"state\":\"accepted\",\"quoted_status\":{\"uri\":\"https://q.example/1\",\"content\":\"x\"}}"));
        Assert.That((post.Kind, post.QuoteOf), Is.EqualTo((PostKind.Quote, "https://q.example/1")));
    }

    [Test]
    public void SameAuthor_SeenFromAnotherServer_HasTheSameKey()
    {
        string elsewhere = Fixtures.Status.Replace("\"id\":\"42\",\"acct\":\"mara\"", "\"id\":\"9000\",\"acct\":\"mara@social.example\"");
        Assert.That(Decoded.Post(elsewhere).AuthorKey, Is.EqualTo(Decoded.Post(Fixtures.Status).AuthorKey));
    }

    [TestCase("\"uri\":\"https://social.example/users/mara/statuses/115000000000000001\",", "", "https://social.example/@mara/115000000000000001")]
    [TestCase("\"uri\":\"https://social.example/users/mara/statuses/115000000000000001\",\"url\":\"https://social.example/@mara/115000000000000001\",", "", "mastodon:115000000000000001")]
    public void Status_WithoutAUri_IsKnownByItsUrlOrServerId(string without, string with, string id) =>
        Assert.That(Decoded.Post(Fixtures.Status.Replace(without, with)).Id, Is.EqualTo(id));

    [TestCase("""{"visibility":"public","content":"a","created_at":"2026-08-14T09:40:00.000Z"}""", RejectReason.MissingId)]
    [TestCase("""{"visibility":"public","id":"1","created_at":"2026-08-14T09:40:00.000Z"}""", RejectReason.MissingText)]
    [TestCase("""{"visibility":"public","id":"1","content":"a"}""", RejectReason.MissingTime)]
    [TestCase("""{"visibility":"public","id":"1","content":"a","created_at":"never"}""", RejectReason.BadTime)]
    public void Status_ThatLacksSomething_IsRejectedWithTheReason(string record, RejectReason reason) =>
        Assert.That(Decoded.Rejection(record).Reason, Is.EqualTo(reason));
}
