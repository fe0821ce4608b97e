using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources.News;
using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>Which items of which documents become posts, from the server to the post: identities as publishers treat them, encodings, JSON Feed.</summary>
internal sealed class FeedItemTests : FeedFixture
{
    [Test]
    public async Task JsonFeed_Polled_GivesItsItemsOnceAndTheChangedOneAgain()
    {
        Server.Give("/a", Json("""{"id":7,"url":"https://news.example/7","title":"Seven","content_html":"<p>Text &amp; more</p>","date_published":"2026-08-14T08:00:00Z"}"""), "\"1\"", "application/feed+json");
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Server.Give("/a", Json("""{"id":"8","title":"Eight","content_text":"Text","date_published":"2026-08-14T08:30:00Z"},{"id":"7","url":"https://news.example/7","title":"Seven","content_html":"<p>Text &amp; more</p>","date_published":"2026-08-14T08:00:00Z"}"""), "\"2\"", "application/feed+json");
        await run.PassAsync(TimeSpan.FromHours(2));
        Server.Give("/a", Json("""{"id":"8","title":"Eight, changed","content_text":"Text","date_published":"2026-08-14T08:30:00Z"}"""), "\"3\"", "application/feed+json");
        await run.PassAsync(TimeSpan.FromHours(2));
        Assert.That(run.Posts.Select(static post => post.Title), Is.EqualTo(new[] { "Seven", "Eight", "Eight, changed" }));
        Assert.That(run.Posts[0].Text, Is.EqualTo("Seven\nText & more"));
        Assert.That((run.Posts[1].Id == run.Posts[2].Id, run.Rejections.Count), Is.EqualTo((true, 0)));
    }

    [TestCase("application/rss+xml; charset=utf-8", "iso-8859-1", "")]
    [TestCase("application/rss+xml; charset=utf-8", "iso-8859-1", "utf-8")]
    [TestCase("text/xml; charset=utf-8", "windows-1252", "iso-8859-1")]
    [TestCase("application/rss+xml; charset=iso-8859-1", "utf-8", "")]
    [TestCase("application/rss+xml", "utf-16", "utf-16")]
    public async Task Encoding_OtherThanTheServerSays_IsReadAsWhatItIs(string type, string real, string declared)
    {
        const string Text = "Café crème à l’œuvre";
        string said = declared.Length == 0 ? string.Empty : $" encoding=\"{declared}\"";
        string text = real == "iso-8859-1" ? "Café crème à la carte" : Text;
        Encoding encoding = real == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(real);
        Server.Give("/a", [.. encoding.Preamble, .. encoding.GetBytes(FeedRun.Rss(FeedRun.Item(1, text)).Replace("?>", $"{said}?>", StringComparison.Ordinal))], "\"1\"", type);
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That(run.Posts.Single().Text, Is.EqualTo($"News 1\n{text}"));
    }

    [Test]
    public async Task GuidsMadeAnewForEachRequest_WithTheSameTexts_BringNothing()
    {
        int fetches = 0;
        Server.On("/a", context =>
        {
            fetches++;
            return Server.SendAsync(context, Encoding.UTF8.GetBytes(FeedRun.Rss([.. Enumerable.Range(1, 10).Select(i => FeedRun.Item(i, guid: $"{i}-{fetches}"))])));
        });
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(12));
        Assert.That((fetches > 2, run.Posts.Count, run.Counts["renamed"]), Is.EqualTo((true, 10, 10L * (fetches - 1))));
    }

    [Test]
    public async Task GuidsAndLinks_ThatMoveToHttps_BringNothing()
    {
        string[] items = [.. Enumerable.Range(1, 10).Select(static i => FeedRun.Item(i, guid: $"http://news.example/{i}"))];
        Server.Give("/a", FeedRun.Rss(items).Replace("https://", "http://", StringComparison.Ordinal));
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Server.Give("/a", FeedRun.Rss(items).Replace("http://", "https://", StringComparison.Ordinal));
        await run.PassAsync(TimeSpan.FromHours(3));
        Assert.That((run.Posts.Count, Server.Requests.Count > 1), Is.EqualTo((10, true)));
    }

    [Test]
    public async Task GuidThatAllItemsShare_IsToldApartByTheirLinks()
    {
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1, guid: "same"), FeedRun.Item(2, guid: "same")));
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(3, guid: "same"), FeedRun.Item(1, guid: "same"), FeedRun.Item(2, guid: "same")));
        await run.PassAsync(TimeSpan.FromHours(3));
        // The known two come along, so that the decoder sees that the guid repeats; they keep their identities, by which they are dropped later.
        Assert.That(run.Posts.Select(static post => post.Id).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task ItemThatChangesAtEachFetch_IsHandedOn21TimesAndNoMore()
    {
        int fetches = 0;
        Server.On("/a", context => Server.SendAsync(context, Encoding.UTF8.GetBytes(FeedRun.Rss(FeedRun.Item(1, $"Seen {++fetches} times")))));
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromDays(8));
        Assert.That((fetches > 30, run.Posts.Count, run.Counts["restless"]), Is.EqualTo((true, 1 + SeenItems.MaxChanges, (long)(fetches - 1 - SeenItems.MaxChanges))));
    }

    [Test]
    public async Task ServerWithoutValidators_GivesTheSameBytes_AndNothingIsHandedOn()
    {
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)));
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(3));
        Assert.That((run.Posts.Count, run.Counts["same"]), Is.EqualTo((1, 2L)));
    }

    [Test]
    public async Task LastModified_OfAnOddForm_IsSentBackVerbatim()
    {
        const string Odd = "Fri, 14 Aug 2026 8:5:00 +0200";
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), headers: [("Last-Modified", Odd)]);
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(1.1));
        Assert.That((Server.To("/a")[1].Header("If-Modified-Since"), Server.To("/a")[1].Header("If-None-Match")), Is.EqualTo((Odd, (string?)null)));
    }

    [Test]
    public async Task NotModified_WithAnotherTag_ChangesTheTag()
    {
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), "\"1\"", headers: [("Last-Modified", "Fri, 14 Aug 2026 08:00:00 GMT")]);
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Server.Status("/a", 304, ("ETag", "\"2\""));
        await run.PassAsync(TimeSpan.FromHours(1.1));
        Assert.That(State(run, "/a").Validators, Is.EqualTo(new Validators(State(run, "/a").Validators!.Of, "\"2\"", "Fri, 14 Aug 2026 08:00:00 GMT")));
    }

    [Test]
    public async Task Opml_ThatNamesANewFeed_IsFollowedWithinAMinute()
    {
        using ScratchFolder folder = new();
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)));
        Server.Give("/b", FeedRun.Rss(FeedRun.Item(2)));
        string path = folder.Write("feeds.opml", [Opml("/a")]);
        await using FeedRun run = new(Host, FeedRun.OptionsOf(Server) with { Opml = [path] });
        await run.SettleAsync();
        folder.Write("feeds.opml", [Opml("/a", "/b")]);
        await run.PassAsync(TimeSpan.FromSeconds(61));
        Assert.That(run.Posts.Select(static post => post.Title), Is.EqualTo(new[] { "News 1", "News 2" }));
        Assert.That(Host.Warnings, Has.Some.EndsWith("feeds.opml: 2 feeds"));
    }

    private string Opml(params string[] paths) => $"<opml><body>{string.Concat(paths.Select(path => $"<outline xmlUrl=\"{Server.Url(path)}\"/>"))}</body></opml>";

    private static string Json(string items) => $$"""{"version":"https://jsonfeed.org/version/1.1","title":"Wire","home_page_url":"https://news.example/","items":[{{items}}]}""";
}
