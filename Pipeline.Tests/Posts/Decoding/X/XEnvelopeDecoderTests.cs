using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.Decoding.X;

internal sealed class XEnvelopeDecoderTests
{
    [Test]
    public void StreamMessage_WithEverything_FillsThePost()
    {
        Post post = Decoded.Post(Fixtures.XStream);
        Assert.Multiple(() =>
        {
            Assert.That(post.Id, Is.EqualTo("x:1900000000000000123"));
            Assert.That(post.Source, Is.EqualTo("x"));
            Assert.That(post.Text, Is.EqualTo("Tea & cake at the harbour https://t.co/AbCdEf1234 #tea"));
            Assert.That(post.PostedAt, Is.EqualTo(1786699267000));
            Assert.That(post.Language, Is.EqualTo("en"));
            Assert.That((post.Author, post.AuthorFollowers, post.AuthorCreatedAt), Is.EqualTo(("mara_ex", 1200L, 1420167845000L)));
            Assert.That((post.Likes, post.Reposts, post.Replies, post.Views), Is.EqualTo((11L, 3L, 1L, 420L)));
            Assert.That(post.Url, Is.EqualTo("https://x.com/mara_ex/status/1900000000000000123"));
            Assert.That((post.Kind, post.Action, post.Version, post.AlternateId), Is.EqualTo((PostKind.Post, PostAction.Create, 1, (string?)null)));
        });
    }

    [Test]
    public void LinkEntities_OfAPost_LeadToTheUnwoundAddress() =>
        Assert.That(Decoded.Links(Fixtures.XStream).Expansions, Is.EqualTo(new[] { "https://t.co/AbCdEf1234 > https://tea.example/cake/harbour" }));

    [Test]
    public void IncludesBeforeData_InAMessage_AreFoundToo()
    {
        Post post = Decoded.Post("""{"includes":{"users":[{"id":"5","username":"eve"}]},"data":{"id":"1900000000000000001","text":"hi","author_id":"5"}}""");
        Assert.That(post.Author, Is.EqualTo("eve"));
    }

    [Test]
    public void NewerNames_OfTheSchema_MeanTheSame()
    {
        string renamed = Fixtures.XRepost
            .Replace("edit_history_tweet_ids", "edit_history_post_ids").Replace("note_tweet", "note_post").Replace("referenced_tweets", "referenced_posts")
            .Replace("\"tweets\"", "\"posts\"");
        Assert.That(Fixtures.Show(Decoded.Batch(renamed).Items[0]), Is.EqualTo(Fixtures.Show(Decoded.Batch(Fixtures.XRepost).Items[0])));
    }

    [Test]
    public void RepostCount_UnderItsNewerName_IsRead() =>
        Assert.That(Decoded.Post("""{"id":"1900000000000000001","text":"a","public_metrics":{"repost_count":8}}""").Reposts, Is.EqualTo(8));

    [Test]
    public void Repost_WithItsOriginal_HasTheWholeTextAndTheOriginalsFirstId()
    {
        Post post = Decoded.Post(Fixtures.XRepost);
        Assert.That((post.Kind, post.Text, post.RepostOf, post.Language), Is.EqualTo(
            (PostKind.Repost, "The kettle song is a very long song that is cut off here no more", "x:1900000000000000390", "en")));
    }

    [Test]
    public void Repost_WithItsOriginal_HasTheOriginalsLinks() =>
        Assert.That(Decoded.Links(Fixtures.XRepost).Expansions, Is.EqualTo(new[] { "https://t.co/song > https://tea.example/song" }));

    [Test]
    public void Repost_WithoutItsOriginal_KeepsTheCutTextAndTheReference()
    {
        Post post = Decoded.Post("""{"data":{"id":"1900000000000000555","text":"RT @mara_ex: cut o…","referenced_tweets":[{"type":"retweeted","id":"19"}]}}""");
        Assert.That((post.Kind, post.Text, post.RepostOf), Is.EqualTo((PostKind.Repost, "RT @mara_ex: cut o…", "x:19")));
    }

    [Test]
    public void Repost_ToldByItsTextOnly_IsARepostOfUnknown()
    {
        Post post = Decoded.Post("""{"data":{"id":"1900000000000000555","text":"RT @mara_ex: cut o…","edit_history_tweet_ids":["1900000000000000555"]}}""");
        Assert.That((post.Kind, post.RepostOf), Is.EqualTo((PostKind.Repost, (string?)null)));
    }

    [TestCase("replied_to", PostKind.Reply, "x:7", null)]
    [TestCase("quoted", PostKind.Quote, null, "x:7")]
    public void Reference_ToAnotherPost_GivesKindAndId(string type, PostKind kind, string? replyTo, string? quoteOf)
    {
        Post post = Decoded.Post($$"""{"id":"1900000000000000555","text":"yes","referenced_tweets":[{"type":"{{type}}","id":"7"}]}""");
        Assert.That((post.Kind, post.ReplyTo, post.QuoteOf), Is.EqualTo((kind, replyTo, quoteOf)));
    }

    [Test]
    public void Repost_UnderTheNewerNames_HasTheWholeTextToo()
    {
        Post post = Decoded.Post(Fixtures.XRepost
            .Replace("referenced_tweets", "referenced_posts", StringComparison.Ordinal)
            .Replace("\"tweets\"", "\"posts\"", StringComparison.Ordinal)
            .Replace("note_tweet", "note_post", StringComparison.Ordinal)
            .Replace("edit_history_tweet_ids", "edit_history_post_ids", StringComparison.Ordinal));
        Assert.That((post.Text, post.RepostOf), Is.EqualTo((Decoded.Post(Fixtures.XRepost).Text, "x:1900000000000000390")));
    }

    [Test]
    public void MatchingRules_WithMembersOfSemanticRules_ChangeNothing() =>
        Assert.That(
            Decoded.Post("""{"data":{"id":"1900000000000000123","text":"tea"},"matching_rules":[{"id":"1","tag":"t","embedding_similarity":0.61,"embedding_threshold":0.4}]}""").Id,
            Is.EqualTo("x:1900000000000000123"));

    [Test]
    public void LongPost_WithANote_HasTheNotesText() =>
        Assert.That(Decoded.Post("""{"note_tweet":{"text":"all of it"},"id":"1900000000000000555","text":"all…"}""").Text, Is.EqualTo("all of it"));

    [Test]
    public void EditedPost_WithItsHistory_IsTheNextVersionOfTheFirstId()
    {
        Post post = Decoded.Post("""{"id":"1900000000000000300","text":"now right","edit_history_tweet_ids":["1900000000000000100","1900000000000000200","1900000000000000300"]}""");
        Assert.That((post.Id, post.AlternateId, post.Action, post.Version), Is.EqualTo(("x:1900000000000000100", "x:1900000000000000300", PostAction.Edit, 3)));
    }

    [Test]
    public void Post_WithoutATime_HasTheTimeOfItsId() =>
        Assert.That(Decoded.Post("""{"data":{"id":"1000000000000000000","text":"old"}}""").PostedAt, Is.EqualTo(1527253553758));

    [TestCase("""{"data":{"id":"123","text":"no time in this id"}}""", RejectReason.MissingTime)]
    [TestCase("""{"data":{"id":"1900000000000000001","text":"a","created_at":"soon"}}""", RejectReason.BadTime)]
    [TestCase("""{"data":{"id":"1900000000000000001","text":"a","created_at":"2100-01-01T00:00:00Z"}}""", RejectReason.BadTime)]
    [TestCase("""{"data":{"text":"a","author_id":"5"}}""", RejectReason.MissingId)]
    [TestCase("""{"data":{"id":"1900000000000000001","author_id":"5"}}""", RejectReason.MissingText)]
    [TestCase("""{"data":{"id":"1900000000000000001","author_id":"5","text":7}}""", RejectReason.MissingText)]
    public void Post_ThatLacksSomething_IsRejectedWithTheReason(string record, RejectReason reason) =>
        Assert.That(Decoded.Rejection(record).Reason, Is.EqualTo(reason));

    [Test]
    public void NumericIds_BeyondDoubles_KeepAllDigits() =>
        Assert.That(Decoded.Post("""{"data":{"id":1900000000000000123,"text":"a"}}""").Id, Is.EqualTo("x:1900000000000000123"));

    [Test]
    public void Page_WithOneBadPost_GivesTheOthers()
    {
        DecodedBatch batch = Decoded.Batch(Fixtures.XPage);
        Assert.That(batch.Items.Select(item => item.Post?.Id ?? item.Rejection!.Detail), Is.EqualTo(new[]
        {
            "x:1900000000000000001", "element 1: a post of X without a text", "x:1900000000000000003",
        }));
    }

    [Test]
    public void Page_WithManyUsers_FindsEachAuthor()
    {
        string users = string.Join(',', Enumerable.Range(0, 300).Select(i => $$"""{"id":"{{i}}","username":"user{{i}}"}"""));
        string posts = string.Join(',', Enumerable.Range(0, 300).Select(i => $$"""{"id":"{{1900000000000000000 + i}}","text":"t","author_id":"{{299 - i}}"}"""));
        DecodedBatch batch = Decoded.Batch($$$"""{"data":[{{{posts}}}],"includes":{"users":[{{{users}}}]}}""");
        Assert.That(batch.Items.Select(item => item.Post?.Author), Is.EqualTo(Enumerable.Range(0, 300).Select(i => $"user{299 - i}")));
    }

    [Test]
    public void Errors_BesideData_LeaveAPost() =>
        Assert.That(Decoded.Post("""{"data":{"id":"1900000000000000777","text":"partly"},"errors":[{"title":"Not Found Error"}]}""").Text, Is.EqualTo("partly"));

    [TestCase("""{"errors":[{"title":"operational-disconnect","disconnect_type":"UpstreamOperationalDisconnect"}]}""", IgnoreReason.ControlMessage)]
    [TestCase("""{"title":"ConnectionException","connection_issue":"TooManyConnections"}""", IgnoreReason.ControlMessage)]
    [TestCase("""{"data":[],"meta":{"result_count":0}}""", IgnoreReason.EmptyValue)]
    [TestCase("""{"meta":{"result_count":0}}""", IgnoreReason.EmptyValue)]
    [TestCase("""{"data":{"id":"5","username":"eve","name":"Eve","public_metrics":{"followers_count":1}}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"data":[{"id":"5","value":"tea lang:en","tag":"tea"}],"meta":{"sent":"2026-08-14T09:00:00.000Z"}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"data":[{"id":"5","event_type":"MessageCreate","text":"secret","sender_id":"6"}]}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"id":"5","event_type":"MessageCreate","text":"secret","sender_id":"6","created_at":"2026-08-14T09:00:00Z"}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"id":"5","text":"secret","dm_conversation_id":"6","created_at":"2026-08-14T09:00:00Z"}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"data":{"event_type":"follow.follow","payload":{"source":{},"target":{}}}}""", IgnoreReason.OtherEvent)]
    public void Answer_WithoutAPublicPost_IsPassedOver(string record, IgnoreReason reason) =>
        Assert.That(Decoded.Ignored(record), Is.EqualTo(reason));

    [Test]
    public void ActivityEvent_OfANewPost_GivesThePostWithItsAuthor()
    {
        Post post = Decoded.Post("""{"data":{"event_uuid":"9","filter":{"user_id":"5"},"event_type":"post.create","payload":{"id":"1900000000000000001","text":"fresh","author_id":"5"},"includes":{"users":[{"data":{"id":"5","username":"eve"}}]}}}""");
        Assert.That((post.Id, post.Text, post.Author), Is.EqualTo(("x:1900000000000000001", "fresh", "eve")));
    }

    [Test]
    public void ActivityEvent_OfADelete_DeletesThePost()
    {
        Post post = Decoded.Post("""{"data":{"event_type":"post.delete","payload":{"id":"1900000000000000001","author_id":"5"}}}""");
        Assert.That((post.Id, post.Action), Is.EqualTo(("x:1900000000000000001", PostAction.Delete)));
    }

    [Test]
    public void ActivityEvent_OfALike_NamesTheLikedPost()
    {
        Post post = Decoded.Post("""{"data":{"event_type":"like.create","payload":{"id":"87ab","created_at":"2026-07-24T21:12:45.000Z","liked_tweet_id":"2079814480427442556"}}}""");
        Assert.That((post.Id, post.Action, post.RepostOf), Is.EqualTo(("x:like:87ab", PostAction.Like, "x:2079814480427442556")));
    }

    [Test]
    public void HostileUserName_InAMessage_DoesNotReachTheAddress()
    {
        Post post = Decoded.Post("""{"data":{"id":"1900000000000000001","text":"hi","author_id":"5"},"includes":{"users":[{"id":"5","username":"a/../../b?c"}]}}""");
        Assert.That(post.Url, Is.EqualTo("https://x.com/i/status/1900000000000000001"));
    }

    [Test]
    public void Author_OnV2AndV11_HasOneKey()
    {
        ulong v2 = Decoded.Post("""{"data":{"id":"1900000000000000001","text":"hi","author_id":"991"}}""").AuthorKey;
        Assert.That(v2, Is.EqualTo(Decoded.Post(Fixtures.Tweet).AuthorKey));
    }
}
