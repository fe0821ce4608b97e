using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding.Bluesky;

namespace RtmPipeline.Tests.Posts.Decoding.Bluesky;

internal sealed class JetstreamDecoderTests
{
    [Test]
    public void NewPost_OfV1_FillsThePost()
    {
        Post post = Decoded.Post(Fixtures.Jetstream);
        Assert.Multiple(() =>
        {
            Assert.That(post.Id, Is.EqualTo("at://did:plc:aaaaexample/app.bsky.feed.post/3mkey22"));
            Assert.That((post.Source, post.Author, post.Language), Is.EqualTo(("bluesky", "did:plc:aaaaexample", "de")));
            Assert.That(post.Text, Is.EqualTo("Wärme – siehe tee.example\nheute"));
            Assert.That(post.Url, Is.EqualTo("https://bsky.app/profile/did:plc:aaaaexample/post/3mkey22"));
            Assert.That(post.PostedAt, Is.EqualTo(1786700000001));
        });
    }

    [Test]
    public void Links_OfFacetsAndEmbed_AreHandedOn()
    {
        (string[] expansions, string[] attached) = Decoded.Links(Fixtures.Jetstream);
        Assert.That(expansions, Is.EqualTo(new[] { "tee.example > https://tee.example/w" }));
        Assert.That(attached, Is.EqualTo(new[] { "https://tee.example/w", "https://tee.example/karte" }));
    }

    [Test]
    public void NewPost_OfV2_IsTheSamePost()
    {
        string v2 = """{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit","seq":9,"did":"did:plc:aaaaexample","time":"2026-08-14T09:33:20.123456Z","rev":"3r","operation":"create","collection":"app.bsky.feed.post","rkey":"3mkey22","cid":"bafy","record":{"createdAt":"2026-08-14T09:33:20.001Z","langs":["de","en"],"text":"Wärme – siehe tee.example\nheute","facets":[{"index":{"byteStart":17,"byteEnd":28},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://tee.example/w"}]}],"embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://tee.example/karte","title":"Karte"}}}}}""";
        Assert.That(Fixtures.Show(Decoded.Batch(v2).Items[0]), Is.EqualTo(Fixtures.Show(Decoded.Batch(Fixtures.Jetstream).Items[0])));
    }

    [TestCase("2099-01-01T00:00:00Z", 1786700000123L, TestName = "ClaimOfTheFuture_BesideTheIndexedTime_DoesNotCount")]
    [TestCase("1970-01-01T00:00:00Z", 1786700000123L, TestName = "ClaimOutOfRange_BesideTheIndexedTime_DoesNotCount")]
    [TestCase("2026-08-14T09:33:20.001Z", 1786700000001L, TestName = "ClaimBeforeTheIndexedTime_OfAPost_Counts")]
    public void ClaimedTime_BesideTheIndexedOne_CountsWhenEarlier(string claimed, long expected) =>
        Assert.That(Decoded.Post(Fixtures.Jetstream.Replace("2026-08-14T09:33:20.001Z", claimed)).PostedAt, Is.EqualTo(expected));

    [Test]
    public void Update_OfAPost_IsAnEdit()
    {
        Post post = Decoded.Post(Fixtures.Jetstream.Replace("\"create\"", "\"update\""));
        Assert.That((post.Action, post.Version), Is.EqualTo((PostAction.Edit, 2)));
    }

    [TestCase("app.bsky.feed.post")]
    [TestCase("app.bsky.feed.repost")]
    [TestCase("app.bsky.feed.like")]
    public void Delete_OfARecord_NamesTheRecord(string collection)
    {
        Post post = Decoded.Post($$$"""{"did":"did:plc:a","time_us":1786700009999999,"kind":"commit","commit":{"operation":"delete","collection":"{{{collection}}}","rkey":"3k"}}""");
        Assert.That((post.Action, post.Id, post.Text), Is.EqualTo((PostAction.Delete, $"at://did:plc:a/{collection}/3k", "")));
    }

    [TestCase("like", PostAction.Like, PostKind.Post)]
    [TestCase("repost", PostAction.Create, PostKind.Repost)]
    public void LikeAndRepost_OfAPost_NameTheirSubject(string collection, PostAction action, PostKind kind)
    {
        Post post = Decoded.Post(Fixtures.JetstreamLike.Replace("feed.like", $"feed.{collection}"));
        Assert.That((post.Action, post.Kind, post.RepostOf, post.HasText), Is.EqualTo((action, kind, "at://did:plc:aaaaexample/app.bsky.feed.post/3mkey22", false)));
    }

    [TestCase("deleted")]
    [TestCase("takendown")]
    [TestCase("suspended")]
    public void Account_ThatIsGone_TakesItsPostsAlong(string status)
    {
        Post post = Decoded.Post($$$"""{"did":"did:plc:aaaaexample","time_us":1786700010000000,"kind":"account","account":{"active":false,"did":"did:plc:aaaaexample","status":"{{{status}}}"}}""");
        Assert.That((post.Action, post.AuthorKey), Is.EqualTo((PostAction.DeleteAuthor, Decoded.Post(Fixtures.Jetstream).AuthorKey)));
    }

    [Test]
    public void Account_ThatIsGone_OfV2_TakesItsPostsAlong()
    {
        Post post = Decoded.Post("""{"$type":"message","payload":{"$type":"x#account","did":"did:plc:aaaaexample","time":"2026-08-14T09:33:20.123456Z","active":false,"status":"deleted"}}""");
        Assert.That((post.Action, post.PostedAt), Is.EqualTo((PostAction.DeleteAuthor, 1786700000123L)));
    }

    [TestCase("""{"did":"did:plc:a","time_us":1786700010000000,"kind":"account","account":{"active":true,"did":"did:plc:a"}}""", IgnoreReason.AccountEvent)]
    [TestCase("""{"did":"did:plc:a","time_us":1786700010000000,"kind":"account","account":{"active":false,"status":"deactivated"}}""", IgnoreReason.AccountEvent)]
    [TestCase("""{"did":"did:plc:a","time_us":1786700010000000,"kind":"identity","identity":{"did":"did:plc:a","handle":"a.example"}}""", IgnoreReason.AccountEvent)]
    [TestCase("""{"did":"did:plc:a","time_us":1786700010000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.graph.follow","rkey":"k","record":{"subject":"did:plc:b"}}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"$type":"message","payload":{"$type":"x#sync","did":"did:plc:a","seq":1}}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"$type":"message","payload":{"$type":"x#info","name":"OutdatedCursor"}}""", IgnoreReason.ControlMessage)]
    [TestCase("""{"$type":"error","error":"ConsumerTooSlow","message":"too slow"}""", IgnoreReason.ControlMessage)]
    public void Event_ThatIsNoPost_IsPassedOver(string record, IgnoreReason reason) =>
        Assert.That(Decoded.Ignored(record), Is.EqualTo(reason));

    [Test]
    public void Reply_WithAQuoteAndMedia_NamesAll()
    {
        string record = """{"did":"did:plc:a","time_us":1786700000123456,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"k","record":{"text":"","reply":{"root":{"uri":"at://r"},"parent":{"uri":"at://p"}},"embed":{"$type":"app.bsky.embed.recordWithMedia","record":{"record":{"uri":"at://q","cid":"c"}},"media":{"$type":"app.bsky.embed.external","external":{"uri":"https://m.example/"}}}}}}""";
        Post post = Decoded.Post(record);
        Assert.That((post.Kind, post.ReplyTo, post.QuoteOf, Decoded.Links(record).Attached.Single()), Is.EqualTo((PostKind.Quote, "at://p", "at://q", "https://m.example/")));
    }

    [TestCase(""","rkey":"k","record":{"text":"a"}""", "", RejectReason.MissingTime)]
    [TestCase(""","rkey":"k","record":{"text":"a"}""", "\"time_us\":12,", RejectReason.BadTime)]
    [TestCase(""","record":{"text":"a"}""", "\"time_us\":1786700000123456,", RejectReason.MissingId)]
    [TestCase(""","rkey":"k","record":{}""", "\"time_us\":1786700000123456,", RejectReason.MissingText)]
    [TestCase(""","rkey":"k" """, "\"time_us\":1786700000123456,", RejectReason.MissingText)]
    public void Post_ThatLacksSomething_IsRejectedWithTheReason(string members, string time, RejectReason reason) =>
        Assert.That(Decoded.Rejection($$$$"""{"did":"did:plc:a",{{{{time}}}}"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post"{{{{members}}}}}}""").Reason, Is.EqualTo(reason));

    /// <summary>The network had the event at 1786700000123 ms, 2026-08-14T09:33:20.123Z.</summary>
    [TestCase("2026-08-14T09:33:15Z", 1_786_699_995_000, 0, TestName = "Claim_BeforeTheIndex_IsTheTime")]
    [TestCase("2026-08-14T19:33:20Z", 1_786_700_000_123, 1_786_736_000_000, TestName = "Claim_AfterTheIndex_IsKeptAsideAndTheIndexIsTheTime")]
    [TestCase("2099-01-01T00:00:00Z", 1_786_700_000_123, 4_070_908_800_000, TestName = "Claim_Of2099_IsKeptAsideAndTheIndexIsTheTime")]
    [TestCase("1970-01-01T00:00:00Z", 1_786_700_000_123, 0, TestName = "Claim_Of1970_CountsForNothing")]
    [TestCase("-5", 1_786_700_000_123, 0, TestName = "Claim_BelowZero_CountsForNothing")]
    [TestCase("2026-08-14T24:13:20Z", 1_786_700_000_123, 0, TestName = "Claim_OfNoTime_CountsForNothing")]
    public void Times_OfAPost_AreHeldAgainstTheIndex(string claim, long postedAt, long claimedAt)
    {
        Post post = Decoded.Post($$$$"""{"did":"did:plc:a","time_us":1786700000123456,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"k","record":{"text":"a","createdAt":"{{{{claim}}}}"}}}""");
        Assert.That((post.PostedAt, post.ReceivedAt, post.ClaimedAt), Is.EqualTo((postedAt, 1_786_700_000_123, claimedAt)));
    }

    [Test]
    public void Facets_ByTheHundred_AreCut()
    {
        string facet = """{"index":{"byteStart":0,"byteEnd":4},"features":[{"uri":"https://spam.example/"}]}""";
        string record = $$$$$"""{"did":"did:plc:a","time_us":1786700000123456,"commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"k","record":{"text":"spam","facets":[{{{{{string.Join(',', Enumerable.Repeat(facet, 500))}}}}}]}}}""";
        Assert.That(Decoded.Links(record).Expansions, Has.Length.EqualTo(Facets.MaxFacets));
    }

    [TestCase(0, 2, "ä")]
    [TestCase(2, 3, "b")]
    [TestCase(0, 1, null, TestName = "Facet_EndingInACharacter_IsLeftOut")]
    [TestCase(1, 3, null, TestName = "Facet_BeginningInACharacter_IsLeftOut")]
    [TestCase(-1, 3, null)]
    [TestCase(0, 4, null)]
    [TestCase(2, 2, null)]
    [TestCase(3, 2, null)]
    [TestCase(long.MaxValue - 1, long.MaxValue, null)]
    public void Facet_WithAnyRange_GivesItsTextOrNone(long start, long end, string? expected)
    {
        bool isFound = Facets.TrySurface(Encoding.UTF8.GetBytes("äb"), start, end, out string surface);
        Assert.That(isFound ? surface : null, Is.EqualTo(expected));
    }
}
