using NUnit.Framework;
using RtmPipeline.Opportunities.Authenticity;

namespace RtmPipeline.Tests.Opportunities.Authenticity;

internal sealed class SitesTests
{
    private const long Hour = 3_600;

    [TestCase("example.com", "example.com")]
    [TestCase("www.example.com", "example.com")]
    [TestCase("a.b.example.com", "example.com")]
    [TestCase("news.paper.co.uk", "paper.co.uk")]
    [TestCase("m.diario.com.ar", "diario.com.ar")]
    [TestCase("youtu.be", "youtu.be")]
    [TestCase("localhost", "localhost")]
    public void Site_OfAHost_IsWhatSomebodyRegistered(string host, string site) => Assert.That(SiteName.Of(host).ToString(), Is.EqualTo(site));

    [TestCase("https://www.Example.com/a?b=1", "http://example.com:8080")]
    [TestCase("https://user@example.com/", "https://example.com#top")]
    public void Key_OfTheSameSite_IsTheSame(string one, string other) => Assert.That(SiteName.KeyOf(one), Is.EqualTo(SiteName.KeyOf(other)).And.Not.Zero);

    [TestCase("")]
    [TestCase("no address")]
    [TestCase("https:///path")]
    public void Key_OfNoAddress_IsZero(string link) => Assert.That(SiteName.KeyOf(link), Is.Zero);

    [Test]
    public void Strangeness_OfASiteLinkedAllDay_IsNothing()
    {
        SiteHistory history = Stream(1, 12);

        Assert.That((history.StrangenessOf(1, 2 * Hour), history.StrangenessOf(2, 2 * Hour)), Is.EqualTo((0.0, 1.0)));
    }

    [Test]
    public void Strangeness_IsAboutTheTimeBeforeTheEvent()
    {
        SiteHistory history = Stream(1, 12);
        for (long second = 2 * Hour; second < 4 * Hour; second += 60)
            history.Add(2, second);

        Assert.That(history.StrangenessOf(2, 2 * Hour), Is.EqualTo(1));
        Assert.That(history.StrangenessOf(2, 4 * Hour), Is.Zero);
    }

    [Test]
    public void Strangeness_InAStreamWithoutAPast_IsNothing() => Assert.That(Stream(1, 2).StrangenessOf(2, 2 * Hour), Is.Zero);

    [Test]
    public void History_OfMoreSitesThanItHolds_KeepsThoseHeardOf()
    {
        SiteHistory history = Stream(7, 12);
        for (ulong site = 0; site < 3UL * SiteHistory.Sites; site++)
            history.Add((site << 32) | 1_000, 2 * Hour);
        history.Add(7, 2 * Hour);

        Assert.That(history.StrangenessOf((1UL << 62) | 5, 2 * Hour), Is.EqualTo(1));
    }

    [Test]
    public void EventSites_MoreThanTheyHold_KeepTheHeavy()
    {
        var sites = new EventSites();
        for (int i = 0; i < 50; i++)
            sites.Add(99, 1);
        for (ulong site = 100; site < 200; site++)
            sites.Add(site, 1);
        sites.TakeBack(12_345, 1);

        Assert.That(sites.Strangest(Stream(1, 12), 2 * Hour), Is.EqualTo(50));
    }

    private static SiteHistory Stream(ulong site, int periods)
    {
        var history = new SiteHistory();
        for (int period = 0; period < periods; period++)
            history.Add(site, period * SiteHistory.PeriodSeconds);
        return history;
    }
}
