using System.Text;
using RtmPipeline.Posts;
using RtmPipeline.Posts.News;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.Posts.News;

/// <summary>Invented feeds, and a short way to decode them.</summary>
internal static class FeedSamples
{
    public const string Rss = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel><title>Harbour Gazette</title><link>https://harbour.example/</link><language>en-GB</language>
         <atom:link rel="self" href="http://harbour.example/feeds/all.xml?full=1"/>
         <lastBuildDate>Fri, 14 Aug 2026 12:00:00 GMT</lastBuildDate>
         <image><title>Logo</title><link>https://harbour.example/logo</link></image>
         <item><title>Ferry stops &amp; starts</title><link>https://harbour.example/ferry</link><guid isPermaLink="false">hg-2</guid>
          <dc:creator>A. Writer</dc:creator><pubDate>Fri, 14 Aug 2026 09:00:00 EDT</pubDate>
          <source url="https://other.example/"><title>not this</title></source>
          <description>&lt;p&gt;Short&lt;/p&gt;</description><content:encoded><![CDATA[<p>The ferry stopped.</p><p>Then it started.</p>]]></content:encoded></item>
         <item><title>Gulls win regatta</title><link>https://harbour.example/gulls</link><guid>http://harbour.example/gulls</guid>
          <pubDate>Fri, 14 Aug 2026 08:00:00 GMT</pubDate><description>Nobody was surprised.</description></item>
        </channel></rss>
        """;

    public const string Atom = """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="it" xml:base="https://porto.example/news/"><id>tag:porto.example,2026:feed</id>
        <title type="html">Porto &amp;amp; Mare</title><updated>2026-08-14T09:00:00Z</updated><link rel="self" href="atom.xml"/>
        <entry><id>tag:porto.example,2026:1</id><title type="html">Onde &amp;amp; vento</title><link rel="enclosure" href="a.mp3"/><link href="2026/onde"/>
         <published>2026-08-14T09:00:00+02:00</published><updated>2026-08-15T09:00:00Z</updated><summary>Breve &lt;b&gt;</summary>
         <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Mare &lt;mosso&gt;</p><p>da <em>nord</em></p></div></content></entry>
        <entry xml:lang="fr"><id>tag:porto.example,2026:2</id><title>1 &lt; 2</title><link href="2026/deux"/><updated>2026-08-14T06:00:00Z</updated></entry>
        </feed>
        """;

    public const string Rdf = """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://faro.example/rdf"><title>Faro</title><link>https://faro.example/</link><dc:language>pt-br</dc:language></channel>
        <item rdf:about="https://faro.example/1"><title>Luz nova</title><link>https://faro.example/1</link><dc:date>2026-08-14T09:00:00Z</dc:date><description>O farol acende.</description></item>
        </rdf:RDF>
        """;

    public const string Json = """
        {"version":"https://jsonfeed.org/version/1.1","title":"Quay Notes","home_page_url":"https://quay.example/","feed_url":"https://quay.example/feed.json","language":"en",
         "items":[{"id":7,"url":"https://quay.example/7","title":"Crane < tower","content_html":"<p>Up it goes.</p>","date_published":"2026-08-14T09:00:00Z"},
          {"id":"6","url":"https://quay.example/6","content_text":"First line\nsecond line","date_published":"2026-08-14T08:00:00Z"}]}
        """;

    public static DecodedBatch Xml(string xml, string source = "dir/harbour.xml", long receivedAt = 0) => Xml(Encoding.UTF8.GetBytes(xml), source, receivedAt: receivedAt);

    public static DecodedBatch Xml(byte[] xml, string source = "dir/harbour.xml", string? contentType = null, long receivedAt = 0)
    {
        DecodedBatch into = new();
        RawRecord record = new() { Form = RecordForm.Xml, Bytes = xml, Position = new RecordPosition(source, 1, 0), ContentType = contentType, ReceivedAt = receivedAt };
        FeedDecoder.DecodeXml(in record, into);
        return into;
    }

    public static DecodedBatch JsonFeed(string json)
    {
        DecodedBatch into = new();
        RawRecord record = new() { Form = RecordForm.Json, Bytes = Encoding.UTF8.GetBytes(json), Position = new RecordPosition("dir/quay.json", 1, 0) };
        FeedDecoder.DecodeJsonFeed(in record, into);
        return into;
    }

    /// <summary>An RSS document around items, or around anything else that stands in a channel.</summary>
    public static string RssOf(string inChannel) => $"<rss version=\"2.0\"><channel><title>Harbour Gazette</title><link>https://harbour.example/</link>{inChannel}</channel></rss>";

    public static string Item(string fields) => $"<item>{fields}<pubDate>Fri, 14 Aug 2026 09:00:00 GMT</pubDate></item>";

    public static List<Post> Posts(this DecodedBatch batch) => [.. batch.Items.Select(i => i.Post).OfType<Post>()];

    public static List<Rejection> Rejections(this DecodedBatch batch) => [.. batch.Items.Select(i => i.Rejection).OfType<Rejection>()];
}
