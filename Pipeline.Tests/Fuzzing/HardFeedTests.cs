using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.News;
using RtmPipeline.Tests.Posts.News;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Feeds made to exhaust or mislead whoever reads them, each with the limit it meets: <see cref="FeedLimits"/>; and document types, which are never read.</summary>
internal sealed class HardFeedTests
{
    private const int Levels = 100_000;

    [TestCase("<b>")]
    [TestCase("<item>")]
    [TestCase("<channel>")]
    [TestCase("<a:b xmlns:a='urn:x'>")]
    public void FeedNested100000Levels_IsRejectedOrCutAtTheDepth(string open)
    {
        string xml = $"<rss><channel><item><title>Tide</title>{string.Concat(Enumerable.Repeat(open, Levels))}";
        long allocated = Allocated(xml, out DecodedBatch batch);
        Assert.That(batch.Items, Is.Not.Empty);
        Assert.That(allocated, Is.LessThan(100L * xml.Length));
    }

    [Test]
    public void WellFormedFeedBeyondTheDepth_IsRejectedWithTheLimit()
    {
        string xml = FeedSamples.RssOf(string.Concat(Enumerable.Repeat("<b>", Levels)) + string.Concat(Enumerable.Repeat("</b>", Levels)));
        Allocated(xml, out DecodedBatch batch);
        Assert.That(batch.Rejections().Single().Detail, Does.Contain($"{FeedLimits.MaxDepth}"));
    }

    [Test]
    public void BillionLaughs_AreNotLaughed()
    {
        string entities = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        string xml = $"<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"lol\">{entities}]>{FeedSamples.RssOf(FeedSamples.Item("<title>Tide &l9;</title>"))}";
        Assert.That(Allocated(xml, out DecodedBatch batch), Is.LessThan(1 << 20));
        Assert.That(batch.Posts().Single().Text, Is.EqualTo("Tide &l9;"));
    }

    [TestCase("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>")]
    [TestCase("<!DOCTYPE rss [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x.dtd\"> %p;]>")]
    [TestCase("<!DOCTYPE rss SYSTEM \"http://127.0.0.1:1/x.dtd\">")]
    public void ExternalEntity_IsNeverFetched(string type)
    {
        DecodedBatch batch = FeedSamples.Xml(type + FeedSamples.RssOf(FeedSamples.Item("<title>Tide &x;</title>")));
        Assert.That(batch.Posts().Single().Text, Is.EqualTo("Tide &x;"));
    }

    [Test]
    public void AttributesByTheHundredThousand_AreAnsweredWithoutMuchMemory()
    {
        string xml = FeedSamples.RssOf($"<item {string.Concat(Enumerable.Range(0, Levels).Select(i => $"a{i}='1' "))}><title>Tide</title><pubDate>Fri, 14 Aug 2026 09:00:00 GMT</pubDate></item>");
        Assert.That(Allocated(xml, out DecodedBatch batch), Is.LessThan(100L * xml.Length));
        Assert.That(batch.Posts().Single().Text, Is.EqualTo("Tide"));
    }

    [Test]
    public void AddressOfAFeed_ThatGrowsWhenEscaped_DoesNotGrowTheIds()
    {
        string xml = FeedSamples.RssOf(FeedSamples.Item("<title>Tide</title>")).Replace("harbour.example/", "harbour.example/" + new string('\uFFFD', 1_000), StringComparison.Ordinal);
        Assert.That(FeedSamples.Xml(xml).Posts().Single().Id, Has.Length.LessThan(2 * FeedLimits.MaxGuidLength));
    }

    [Test]
    public void ItemsBeyondTheLimit_AreLeftOut_AndToldOnce()
    {
        Allocated(FeedSamples.RssOf(string.Concat(Enumerable.Repeat("<item/>", FeedLimits.MaxItems + 10))), out DecodedBatch batch);
        Assert.That(batch.Rejections().Count(rejection => rejection.Reason == RejectReason.TooLong), Is.EqualTo(1));
        Assert.That(batch.Items, Has.Count.EqualTo(FeedLimits.MaxItems + 1));
    }

    private static long Allocated(string xml, out DecodedBatch batch)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(xml);
        long before = GC.GetAllocatedBytesForCurrentThread();
        batch = FeedSamples.Xml(bytes);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
