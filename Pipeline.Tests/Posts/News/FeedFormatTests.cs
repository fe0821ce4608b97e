using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Posts.News;

/// <summary>Old and odd formats of feeds, and elements that stand where others are expected.</summary>
[TestFixture]
internal sealed class FeedFormatTests
{
    [Test]
    public void ChannelDefinitionFormat_IsRead()
    {
        const string Cdf = """
            <!DOCTYPE Channel SYSTEM "http://pier.example/channel.dtd">
            <CHANNEL HREF="http://pier.example/" LASTMOD="2026-08-14T09:00:00Z"><TITLE>Pier</TITLE>
             <ITEM HREF="news/1" LASTMOD="2026-08-14T08:00:00Z"><TITLE>Pier opens</TITLE><ABSTRACT>At last.</ABSTRACT></ITEM></CHANNEL>
            """;
        Post post = FeedSamples.Xml(Cdf, "http://pier.example/channel.cdf").Posts().Single();
        Assert.That(
            (post.Text, post.Url, post.Author, post.PostedAt), Is.EqualTo(("Pier opens\nAt last.", "http://pier.example/news/1", "Pier", At("2026-08-14T08:00:00Z"))));
    }

    [Test]
    public void DocumentType_IsNoFault()
    {
        const string Rss091 = """
            <?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91"><channel><title>Pier</title><item><title>Pier opens</title></item></channel></rss>
            """;
        FeedDocument feed = FeedDecoder.ReadXml(Encoding.UTF8.GetBytes(Rss091)).Document!;
        Assert.That((feed.Items.Count, feed.IsRepaired), Is.EqualTo((1, false)));
    }

    [TestCase("<rss version=\"2.0\"/>")]
    [TestCase("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"/>")]
    [TestCase("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>")]
    public void FeedOfNothing_IsNoFault(string xml)
    {
        DecodedBatch batch = FeedSamples.Xml(xml);
        Assert.That((batch.Items.Count, batch.Ignored[(int)IgnoreReason.EmptyValue]), Is.EqualTo((0, 1L)));
    }

    [TestCase("http://purl.org/pie/")]
    [TestCase("urn:made-up")]
    public void FeedInANamespaceOfItsOwn_IsRead(string uri) =>
        Assert.That(
            FeedSamples.Xml($"<feed xmlns=\"{uri}\"><entry><title>Tide</title><updated>2026-08-14T09:00:00Z</updated></entry></feed>").Posts().Single().Text, Is.EqualTo("Tide"));

    [TestCase("<title mode='base64'> VGlkZSA8Yj50dXJuczwvYj4= </title>", "Tide turns", TestName = "{m}(markup)")]
    [TestCase("<title mode='base64'>=no base64=</title><summary>Tide</summary>", "Tide", TestName = "{m}(none in truth)")]
    [TestCase("<title mode='base64' type='image/png'>VGlkZQ==</title><summary>Ebb</summary>", "Ebb", TestName = "{m}(an image)")]
    [TestCase("<title mode='base64'>/////w==</title><summary>Tide</summary>", "Tide", TestName = "{m}(bytes that are no text)")]
    public void Base64_IsReadWhereItIsText(string fields, string text) =>
        Assert.That(
            FeedSamples.Xml($"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>{fields}<modified>2026-08-14T09:00:00Z</modified></entry></feed>").Posts().Single().Text,
            Is.EqualTo(text));

    [Test]
    public void EscapedMarkupWithinAnElement_IsStillMarkup()
    {
        const string Content = "<title>Tide</title><content type='html'><div xmlns='http://www.w3.org/1999/xhtml'>turns &lt;b&gt;now&lt;/b&gt;</div></content>";
        Assert.That(FeedSamples.Xml(AtomOf(Content)).Posts().Single().Text, Is.EqualTo("Tide\nturns now"));
    }

    [TestCase("<itunes:summary>Tide</itunes:summary>", TestName = "{m}(summary of a podcast)")]
    [TestCase("<itunes:title>Tide</itunes:title>", TestName = "{m}(title of a podcast)")]
    [TestCase("<fullitem>&lt;p&gt;Tide&lt;/p&gt;</fullitem>", TestName = "{m}(whole item)")]
    [TestCase("<body xmlns='http://www.w3.org/1999/xhtml'><p>Tide</p></body>", TestName = "{m}(XHTML)")]
    [TestCase("<abstract>Tide</abstract>", TestName = "{m}(abstract)")]
    [TestCase("<media:group><media:description>Tide</media:description></media:group>", TestName = "{m}(media group)")]
    public void TextInAnOddPlace_IsFound(string element) => Assert.That(FeedSamples.Xml(FeedSamples.RssOf(FeedSamples.Item(element))).Posts().Single().Text, Is.EqualTo("Tide"));

    [Test]
    public void FeedTitleOfDublinCore_NamesThePublisher()
    {
        string xml = $"<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><dc:title>Pier</dc:title>{FeedSamples.Item("<title>Tide</title>")}</channel></rss>";
        Assert.That(FeedSamples.Xml(xml).Posts().Single().Author, Is.EqualTo("Pier"));
    }

    [Test]
    public void LinkOfAnotherRelationWithItsAddressAsText_IsNotTheArticles()
    {
        const string Links = "<title>Tide</title><link rel='enclosure'>https://quay.example/tide.mp3</link><link rel='alternate'>https://quay.example/tide</link>";
        Assert.That(FeedSamples.Xml(AtomOf(Links)).Posts().Single().Url, Is.EqualTo("https://quay.example/tide"));
    }

    [TestCase("<title>Marea</title><summary xml:lang='it'>alta</summary>", "it", TestName = "{m}(of the text)")]
    [TestCase("<title xml:lang='pt-BR'>Maré</title>", "pt", TestName = "{m}(of the title)")]
    [TestCase("<title xml:lang=''>Tide</title>", null, TestName = "{m}(taken back)")]
    [TestCase("<title>Tide</title>", "en", TestName = "{m}(of the feed)")]
    public void Language_IsTheNearestOne(string fields, string? language) =>
        Assert.That(FeedSamples.Xml(AtomOf(fields, "xml:lang='en'")).Posts().Single().Language, Is.EqualTo(language));

    [Test]
    public void DateGivenTwice_CountsAsGivenLast() =>
        Assert.That(
            FeedSamples.Xml(FeedSamples.RssOf("<item><title>Tide</title><pubDate>2026-08-14T09:00:00Z</pubDate><pubDate>2026-08-14T10:00:00Z</pubDate></item>")).Posts().Single().PostedAt,
            Is.EqualTo(At("2026-08-14T10:00:00Z")));

    [Test]
    public void DayOfMaking_GivesWayToTheDayOfIssue() =>
        Assert.That(
            FeedSamples.Xml("<feed xmlns='http://purl.org/atom/ns#'><entry><title>Tide</title><issued>2026-08-14T09:00:00Z</issued><created>2026-08-01T09:00:00Z</created></entry></feed>")
                .Posts().Single().PostedAt,
            Is.EqualTo(At("2026-08-14T09:00:00Z")));

    [TestCase("<link>/tide</link>", "https://quay.example/tide", TestName = "{m}(from the root)")]
    [TestCase("<link>tide</link>", "https://quay.example/feeds/tide", TestName = "{m}(from the document)")]
    [TestCase("<link>//other.example/tide</link>", "https://other.example/tide", TestName = "{m}(another host)")]
    public void RelativeLink_IsSeenFromTheDocumentsAddress(string link, string url)
    {
        string xml = $"<rss><channel><title>Quay</title>{FeedSamples.Item($"<title>Tide</title>{link}")}</channel></rss>";
        Assert.That(FeedSamples.Xml(xml, "https://quay.example/feeds/all.xml").Posts().Single().Url, Is.EqualTo(url));
    }

    [Test]
    public void FeedThatGivesNoAddress_IsKnownByTheOneItCameFrom()
    {
        string xml = $"<rss><channel>{FeedSamples.Item("<title>Tide</title><guid>g</guid>")}</channel></rss>";
        Assert.That(FeedSamples.Xml(xml, "https://quay.example/feeds/all.xml").Posts().Single().Id, Is.EqualTo("feed:quay.example/feeds/all.xml:g"));
    }

    private static string AtomOf(string fields, string attributes = "") =>
        $"<feed xmlns='http://www.w3.org/2005/Atom' {attributes}><title>Quay</title><entry>{fields}<updated>2026-08-14T09:00:00Z</updated></entry></feed>";

    private static long At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
