using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.News;

[TestFixture]
internal sealed class FeedDecoderTests
{
    [Test]
    public void Rss_GivesItemsOldestFirst_WithFullestBody()
    {
        List<Post> posts = FeedSamples.Xml(FeedSamples.Rss).Posts();
        Assert.That(posts.Select(p => p.Text), Is.EqualTo(new[]
        {
            "Gulls win regatta\nNobody was surprised.", "Ferry stops & starts\nThe ferry stopped.\nThen it started.",
        }));
    }

    [Test]
    public void Rss_FillsAllFieldsOfThePost()
    {
        Post post = FeedSamples.Xml(FeedSamples.Rss).Posts()[1];
        Assert.Multiple(() =>
        {
            Assert.That(post.Id, Is.EqualTo("feed:harbour.example/feeds/all.xml:hg-2"));
            Assert.That(post.Kind, Is.EqualTo(PostKind.News));
            Assert.That(post.Source, Is.EqualTo("news"));
            Assert.That(post.Title, Is.EqualTo("Ferry stops & starts"));
            Assert.That(DateTimeOffset.FromUnixTimeMilliseconds(post.PostedAt), Is.EqualTo(new DateTimeOffset(2026, 8, 14, 13, 0, 0, TimeSpan.Zero)));
            Assert.That(post.Author, Is.EqualTo("Harbour Gazette"));
            Assert.That(post.AuthorKey, Is.EqualTo(StableHash.Of("news:Harbour Gazette")));
            Assert.That(post.Language, Is.EqualTo("en"));
            Assert.That(post.Url, Is.EqualTo("https://harbour.example/ferry"));
        });
    }

    [Test]
    public void Atom_ResolvesLinksAndReadsTextTypes()
    {
        List<Post> posts = FeedSamples.Xml(FeedSamples.Atom).Posts();
        Assert.That(posts.Select(p => (p.Id, p.Text, p.Url, p.Language, p.Author)), Is.EqualTo(new[]
        {
            ("feed:porto.example/news/atom.xml:tag:porto.example,2026:2", "1 < 2", "https://porto.example/news/2026/deux", "fr", "Porto & Mare"),
            ("feed:porto.example/news/atom.xml:tag:porto.example,2026:1", "Onde & vento\nMare <mosso>\nda nord", "https://porto.example/news/2026/onde", "it", "Porto & Mare"),
        }));
    }

    [Test]
    public void Rdf_GivesItemsBesideTheChannel()
    {
        Post post = FeedSamples.Xml(FeedSamples.Rdf).Posts().Single();
        Assert.That((post.Id, post.Text, post.Language), Is.EqualTo(("feed:faro.example/rdf:https://faro.example/1", "Luz nova\nO farol acende.", "pt")));
    }

    [Test]
    public void JsonFeed_GivesItemsOldestFirst_WithNumbersAsIds()
    {
        List<Post> posts = FeedSamples.JsonFeed(FeedSamples.Json).Posts();
        Assert.That(posts.Select(p => (p.Id, p.Title, p.Text)), Is.EqualTo(new[]
        {
            ("feed:quay.example/feed.json:6", null, "First line\nsecond line"),
            ("feed:quay.example/feed.json:7", "Crane < tower", "Crane < tower\nUp it goes."),
        }));
    }

    [Test]
    public void JsonFeedWithHalfASurrogate_GivesAReplacement()
    {
        string json = FeedSamples.Json.Replace("Up it goes", "Up\\ud83d \\\"it\\\" \\u0067oes", StringComparison.Ordinal);
        Assert.That(FeedSamples.JsonFeed(json).Posts()[1].Text, Is.EqualTo("Crane < tower\nUp\uFFFD \"it\" goes."));
    }

    [TestCase("{\"items\":[", RejectReason.InvalidJson)]
    [TestCase("{\"title\":\"x\"}", RejectReason.UnknownFormat)]
    [TestCase("[]", RejectReason.UnknownFormat)]
    public void JsonThatIsNoFeed_IsRejected(string json, RejectReason reason) =>
        Assert.That(FeedSamples.JsonFeed(json).Rejections().Single().Reason, Is.EqualTo(reason));

    [Test]
    public void JsonFeedItemsOfTheWrongKind_AreRejectedOneByOne()
    {
        DecodedBatch batch = FeedSamples.JsonFeed(
            """{"items":[1,null,[],{"title":7,"date_published":{}},{"title":true},{"id":"1","title":"Tide","date_published":"2026-08-14"}]}""");
        Assert.That(batch.Posts().Select(p => p.Text), Is.EqualTo(new[] { "Tide" }));
        Assert.That(batch.Rejections().Select(r => r.Reason), Is.EqualTo(Enumerable.Repeat(RejectReason.MissingText, 5)));
    }

    [TestCase("<html><body>Not found</body></html>", "html")]
    [TestCase("<!DOCTYPE html><html><body><p>Not<br>found</body></html>", "html")]
    [TestCase("<opml version=\"2.0\"><body/></opml>", "opml")]
    [TestCase("<NewsML><NewsItem/></NewsML>", "NewsML")]
    [TestCase("<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><Person/></r:RDF>", "RDF")]
    public void XmlThatIsNoFeed_IsRejectedWithItsRoot(string xml, string root)
    {
        Rejection rejection = FeedSamples.Xml(xml).Rejections().Single();
        Assert.That((rejection.Reason, rejection.Detail), Is.EqualTo((RejectReason.UnknownFormat, $"XML document, but no feed: its root is <{root}>")));
    }

    [TestCase("<rss><channel><title>x</chann", TestName = "{m}(breaks off)")]
    [TestCase("<", TestName = "{m}(one sign)")]
    [TestCase("no markup", TestName = "{m}(text)")]
    [TestCase("", TestName = "{m}(empty)")]
    public void XmlThatCannotBeRead_IsRejectedWithThePlace(string xml)
    {
        Rejection rejection = FeedSamples.Xml(xml).Rejections().Single();
        Assert.That(rejection.Reason, Is.EqualTo(RejectReason.InvalidXml));
        Assert.That(rejection.Detail, Does.Contain("ine 1").Or.Contain("Root element is missing"));
    }

    [Test]
    public void ItemWithoutTitleAndText_IsRejected_AndTheOthersGoOn()
    {
        DecodedBatch batch = FeedSamples.Xml(FeedSamples.RssOf(
            FeedSamples.Item("<link>https://harbour.example/1</link><description>&lt;img src='x'&gt;</description>") + FeedSamples.Item("<title>Tide</title>")));
        Assert.That(batch.Posts().Select(p => p.Text), Is.EqualTo(new[] { "Tide" }));
        Assert.That(batch.Rejections().Select(r => (r.Reason, r.Detail)), Is.EqualTo(new[]
        {
            (RejectReason.MissingText, "item 1 of the feed: neither a title nor a text"),
        }));
    }

    [TestCase("", RejectReason.MissingTime)]
    [TestCase("<pubDate>soon</pubDate>", RejectReason.BadTime)]
    [TestCase("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", RejectReason.BadTime)]
    public void ItemWithoutUsableDate_IsRejected(string date, RejectReason reason) =>
        Assert.That(FeedSamples.Xml(FeedSamples.RssOf($"<item><title>Tide</title>{date}</item>")).Rejections().Single().Reason, Is.EqualTo(reason));

    [TestCase("<lastBuildDate>2026-08-14T10:00:00Z</lastBuildDate>")]
    [TestCase("<pubDate>Fri, 14 Aug 2026 10:00:00 GMT</pubDate>")]
    public void ItemWithoutUsableDate_InARecording_TakesTheFeeds(string date)
    {
        Post post = FeedSamples.Xml(FeedSamples.RssOf($"<item><title>Tide</title></item>{date}")).Posts().Single();
        Assert.That(DateTimeOffset.FromUnixTimeMilliseconds(post.PostedAt), Is.EqualTo(new DateTimeOffset(2026, 8, 14, 10, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public void BodyThatRepeatsTheTitle_IsNotRepeated() =>
        Assert.That(FeedSamples.Xml(FeedSamples.RssOf(FeedSamples.Item("<title>Tide</title><description>Tide</description>"))).Posts()[0].Text, Is.EqualTo("Tide"));

    [TestCase("&amp;lt;p&amp;gt;Rain &amp;amp; wind&amp;lt;/p&amp;gt;", "Rain & wind", TestName = "{m}(escaped twice)")]
    [TestCase("&lt;p&gt;Rain &amp;amp; wind&lt;/p&gt;", "Rain & wind", TestName = "{m}(escaped once)")]
    [TestCase("&lt;p&gt;Use &amp;lt;p&amp;gt; here&lt;/p&gt;", "Use <p> here", TestName = "{m}(about tags)")]
    [TestCase("<![CDATA[Rain &amp; wind]]>", "Rain & wind", TestName = "{m}(entity alone)")]
    [TestCase("Rain <b>and</b> wind", "Rain and wind", TestName = "{m}(markup not escaped)")]
    public void Description_HoweverEscaped_GivesText(string description, string text) =>
        Assert.That(FeedSamples.Xml(FeedSamples.RssOf(FeedSamples.Item($"<description>{description}</description>"))).Posts()[0].Text, Is.EqualTo(text));

    [Test]
    public void LongBody_IsCutToItsLead()
    {
        string body = string.Concat(Enumerable.Repeat("\U0001F327", 3_000));
        Post post = FeedSamples.Xml(FeedSamples.RssOf(FeedSamples.Item($"<title>Tide!</title><description>.{body}</description>"))).Posts()[0];
        Assert.That(post.Text, Has.Length.EqualTo("Tide!\n.".Length + 3_998));
    }

    [Test]
    public void MoreItemsThanTheLimit_AreLeftOutAndTold()
    {
        DecodedBatch batch = FeedSamples.Xml(FeedSamples.RssOf(string.Concat(Enumerable.Range(0, 5_003).Select(i => FeedSamples.Item($"<title>Tide {i}</title>")))));
        Assert.That(batch.Posts(), Has.Count.EqualTo(5_000));
        Assert.That(batch.Rejections().Select(r => r.Reason), Is.EqualTo(new[] { RejectReason.TooLong }));
    }

    [Test]
    public void EmptyFeed_IsNothingToCount()
    {
        DecodedBatch batch = FeedSamples.Xml(FeedSamples.RssOf(""));
        Assert.That(batch.Items, Is.Empty);
        Assert.That(batch.Ignored[(int)IgnoreReason.EmptyValue], Is.EqualTo(1));
    }

    [Test]
    public void DeepNesting_IsRejectedWithTheLimit()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        Rejection rejection = FeedSamples.Xml(FeedSamples.RssOf(deep)).Rejections().Single();
        Assert.That((rejection.Reason, rejection.Detail), Is.EqualTo((RejectReason.InvalidXml, "nesting deeper than 128 (limit 128)")));
    }

    [Test]
    public void EntitiesOfADocumentType_AreNeverExpanded()
    {
        const string Bomb = """
            <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>
            """;
        Post post = FeedSamples.Xml(Bomb + FeedSamples.RssOf(FeedSamples.Item("<title>Tide &b; &x;</title>"))).Posts().Single();
        Assert.That(post.Text, Is.EqualTo("Tide &b; &x;"));
    }
}
