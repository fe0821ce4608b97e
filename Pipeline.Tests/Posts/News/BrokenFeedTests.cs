using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Posts.News;

[TestFixture]
internal sealed class BrokenFeedTests
{
    private static readonly string s_item = FeedSamples.Item("<title>Tide</title>");

    [TestCase("\n  <?xml version=\"1.0\"?>", "Tide", TestName = "{m}(space before the declaration)")]
    [TestCase("<?xml version=\"1.1\"?>", "Tide", TestName = "{m}(XML 1.1)")]
    [TestCase("garbage before ", "Tide", TestName = "{m}(text before the root)")]
    [TestCase("<!DOCTYPE rss PUBLIC \"-//X//DTD RSS 0.91//EN\" \"http://dtd.example/rss.dtd\">", "Tide", TestName = "{m}(document type)")]
    [TestCase("<!DOCTYPE rss [<!ENTITY x \"]>\">]>", "Tide", TestName = "{m}(document type with a subset)")]
    public void FeedWithABrokenProlog_IsRepaired(string prolog, string text) =>
        Assert.That(FeedSamples.Xml(prolog + FeedSamples.RssOf(s_item)).Posts().Select(p => p.Text), Is.EqualTo(new[] { text }));

    [TestCase("Fish & chips", "Fish & chips", TestName = "{m}(raw ampersand)")]
    [TestCase("Fish &chips; &amp; peas", "Fish &chips; & peas", TestName = "{m}(unknown entity)")]
    [TestCase("Caf&eacute;&nbsp;au lait", "Café au lait", TestName = "{m}(named entities)")]
    [TestCase("Ti\u0007de\u000b", "Tide", TestName = "{m}(control characters)")]
    [TestCase("Ti&#1;de&#55296;&#1114112;", "Tide", TestName = "{m}(numbers of no character)")]
    [TestCase("1 < 2", "1 < 2", TestName = "{m}(raw less-than sign)")]
    [TestCase("<media:x>a</media:x><zz:y q:a='1'>b</zz:y>", "ab", TestName = "{m}(undeclared prefixes)")]
    [TestCase("<!-- a -- b -->Tide", "Tide", TestName = "{m}(comment with dashes)")]
    [TestCase("Tide <b>turns", "Tide turns", TestName = "{m}(unclosed tag)")]
    [TestCase("Tide</i> turns", "Tide turns", TestName = "{m}(stray end tag)")]
    [TestCase("<p align=left>Tide<br>turns</p>", "Tide turns", TestName = "{m}(HTML as it was)")]
    public void BrokenTitle_IsRepaired(string title, string text) =>
        Assert.That(FeedSamples.Xml(FeedSamples.RssOf(FeedSamples.Item($"<title>{title}</title>"))).Posts().Select(p => p.Text), Is.EqualTo(new[] { text }));

    [Test]
    public void FeedWithUndeclaredPrefixes_KeepsWhatTheyHold()
    {
        string xml = FeedSamples.RssOf("<item><title>Tide</title><content:encoded><![CDATA[<p>High</p>]]></content:encoded><dc:date>2026-08-14</dc:date></item>");
        Assert.That(FeedSamples.Xml(xml).Posts().Single().Text, Is.EqualTo("Tide\nHigh"));
    }

    [Test]
    public void FeedThatBreaksOff_GivesTheItemsItHas()
    {
        string xml = FeedSamples.Rss[..FeedSamples.Rss.IndexOf("<description>Nobody", StringComparison.Ordinal)];
        Assert.That(FeedSamples.Xml(xml).Posts().Select(p => p.Title), Is.EqualTo(new[] { "Gulls win regatta", "Ferry stops & starts" }));
    }

    [Test]
    public void WellFormedFeed_IsNotMarkedAsRepaired() =>
        Assert.That(FeedDecoder.ReadXml(Encoding.UTF8.GetBytes(FeedSamples.Rss)).Document!.IsRepaired, Is.False);

    [Test]
    public void BrokenFeed_IsMarkedAsRepaired() =>
        Assert.That(FeedDecoder.ReadXml(Encoding.UTF8.GetBytes(FeedSamples.RssOf("&nbsp;" + s_item))).Document!.IsRepaired, Is.True);

    private static readonly TestCaseData[] s_encodings =
    [
        new TestCaseData(Encoding.Unicode, "utf-16", true).SetName("Encoding_IsUnderstood(UTF-16 LE with mark)"),
        new TestCaseData(Encoding.BigEndianUnicode, "utf-16", true).SetName("Encoding_IsUnderstood(UTF-16 BE with mark)"),
        new TestCaseData(Encoding.Unicode, "utf-16", false).SetName("Encoding_IsUnderstood(UTF-16 LE without mark)"),
        new TestCaseData(Encoding.UTF32, "utf-32", true).SetName("Encoding_IsUnderstood(UTF-32)"),
        new TestCaseData(Encoding.UTF8, "utf-8", true).SetName("Encoding_IsUnderstood(UTF-8 with mark)"),
        new TestCaseData(Encoding.UTF8, "no-such-encoding", false).SetName("Encoding_IsUnderstood(unknown name)"),
        new TestCaseData(Encoding.UTF8, "utf-16", false).SetName("Encoding_IsUnderstood(wrong name)"),
        new TestCaseData(Encoding.Latin1, "iso-8859-1", false).SetName("Encoding_IsUnderstood(Latin-1)"),
        new TestCaseData(Encoding.Latin1, "utf-8", false).SetName("Encoding_IsUnderstood(Latin-1 that says UTF-8)"),
        new TestCaseData(CodePagesEncodingProvider.Instance.GetEncoding(1250), "windows-1250", false).SetName("Encoding_IsUnderstood(windows-1250)"),
        new TestCaseData(CodePagesEncodingProvider.Instance.GetEncoding(936), "gb2312", false).SetName("Encoding_IsUnderstood(gb2312)"),
    ];

    [TestCaseSource(nameof(s_encodings))]
    public void Encoding_IsUnderstood(Encoding encoding, string name, bool withMark)
    {
        string xml = $"<?xml version=\"1.0\" encoding=\"{name}\"?>{FeedSamples.RssOf(FeedSamples.Item("<title>Marée é</title>"))}";
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(xml)];
        Assert.That(FeedSamples.Xml(bytes).Posts().Select(p => p.Text), Is.EqualTo(new[] { "Marée é" }));
    }

    [TestCase("<!--")]
    [TestCase("<!a")]
    [TestCase("<!a[\"")]
    [TestCase("<?")]
    [TestCase("<![CDATA[")]
    [TestCase("<a b=\"")]
    [TestCase("<a b='")]
    [TestCase("<a:b ")]
    [TestCase("</a>")]
    [TestCase("&")]
    [TestCase("<item>")]
    [TestCase("<item><title>")]
    [TestCase("<title>&lt;")]
    [TestCase("<b>")]
    [CancelAfter(20_000)]
    public void HostileRepetition_IsAnsweredInTime(string part)
    {
        string xml = "<rss><channel><item><title>x" + string.Concat(Enumerable.Repeat(part, 300_000));
        Assert.That(FeedSamples.Xml(xml).Items, Is.Not.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public void AnyMutationOfAFeed_IsAnswered([Range(1, 30)] int seed)
    {
        Random random = new(seed);
        string[] whole = [FeedSamples.Rss, FeedSamples.Atom, FeedSamples.Rdf, FeedSamples.Json];
        const string Parts = "<>&;:/\"'= !-[]?ax1\u0000\ud83c\u000b";
        for (int i = 0; i < 100; i++)
        {
            int which = random.Next(whole.Length);
            char[] feed = whole[which].ToCharArray();
            for (int k = random.Next(1, 20); k > 0; k--)
                feed[random.Next(feed.Length)] = Parts[random.Next(Parts.Length)];
            string cut = new(feed.AsSpan(0, random.Next(3) == 0 ? random.Next(feed.Length) : feed.Length));
            DecodedBatch batch = which == 3 ? FeedSamples.JsonFeed(cut) : FeedSamples.Xml(cut);
            Assert.That(batch.Items.Count + batch.Ignored.Sum(), Is.Positive);
            Assert.That(batch.Posts(), Is.All.Matches<Post>(p => p!.Text.Length > 0 && p.Id.Length > 5 && !p.Text.Contains('\0')));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void AnyMutationOfAFeedsBytes_IsAnswered([Range(1, 20)] int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 100; i++)
        {
            byte[] feed = Encoding.UTF8.GetBytes(random.Next(2) == 0 ? FeedSamples.Rss : FeedSamples.Atom);
            for (int k = random.Next(1, 20); k > 0; k--)
                feed[random.Next(random.Next(2) == 0 ? feed.Length : 60)] = (byte)random.Next(256);
            DecodedBatch batch = FeedSamples.Xml(feed);
            Assert.That(batch.Items.Count + batch.Ignored.Sum(), Is.Positive);
        }
    }
}
