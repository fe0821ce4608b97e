using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.News;

/// <summary>Times and identities of items whose receipt is known, as of every live feed.</summary>
[TestFixture]
internal sealed class FeedReceiptTests
{
    /// <summary>2026-08-14 12:00 UTC.</summary>
    private const long Noon = 1_786_708_800_000;

    [TestCase("", TestName = "{m}(no date)")]
    [TestCase("<pubDate>soon</pubDate>", TestName = "{m}(no date in truth)")]
    [TestCase("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", TestName = "{m}(a clock that was never set)")]
    public void ItemWithoutAUsableDate_IsFromWhenItWasReceived(string date) => Assert.That(Received($"<item><title>Tide</title>{date}</item>").PostedAt, Is.EqualTo(Noon));

    [Test]
    public void ItemWithoutADate_IsFromWhenItWasReceived_WhateverTheFeedSaysOfItself() =>
        Assert.That(Received("<item><title>Tide</title></item><lastBuildDate>Thu, 13 Aug 2026 08:00:00 GMT</lastBuildDate>").PostedAt, Is.EqualTo(Noon));

    [Test]
    public void ItemWithADate_KeepsIt() => Assert.That(Received(FeedSamples.Item("<title>Tide</title>")).PostedAt, Is.EqualTo(Noon - (3 * 3_600_000)));

    [Test]
    public void ItemOfTomorrow_CountsAtItsReceipt()
    {
        Post post = Received("<item><title>Tide</title><pubDate>Sat, 15 Aug 2026 12:00:00 GMT</pubDate></item>");
        post.ReceivedAt = Noon;
        Assert.That(EventTime.Of(post, maxAgeMs: 86_400_000, toleranceMs: 60_000), Is.EqualTo(new EventTime(Noon, ClockFault.Ahead)));
    }

    [Test]
    public void ItemWithNothingButText_IsTheSameAtEachFetch()
    {
        const string Item = "<item><title>Tide</title><description>turns</description></item>";
        Assert.That(Received(Item, Noon + 3_600_000).Id, Is.EqualTo(Received(Item).Id));
    }

    private static Post Received(string inChannel, long receivedAt = Noon) => FeedSamples.Xml(FeedSamples.RssOf(inChannel), receivedAt: receivedAt).Posts().Single();
}
