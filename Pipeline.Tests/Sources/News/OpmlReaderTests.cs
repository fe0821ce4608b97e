using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources.News;
using RtmPipeline.Sources.News.Lists;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>Lists of feeds as other readers export them, and as disks and hands break them.</summary>
internal sealed class OpmlReaderTests
{
    [Test]
    public void Outlines_NestedAndOfAnyType_AreFeedsWhereTheyHaveAnAddress()
    {
        OpmlFile file = Read("""
            <outline text="News" type="rss"><outline text="World"><outline text="Deep" xmlUrl="https://a.example/deep"/></outline><outline type="rss" xmlUrl="https://a.example/1"/></outline>
            <custom/><outline XMLURL="https://a.example/2"><note>x</note></outline><!-- <outline xmlUrl="https://a.example/no"/> -->
            """);
        Assert.That(Addresses(file), Is.EqualTo(new[] { "https://a.example/deep", "https://a.example/1", "https://a.example/2" }));
        Assert.That((file.Faults.Count, file.Broken), Is.EqualTo((0, (string?)null)));
    }

    [Test]
    public void Feed_NamedInTwoFolders_IsReadOnce()
    {
        OpmlFile file = Read("""
            <outline text="A"><outline xmlUrl="http://a.example/feed/"/></outline>
            <outline text="B"><outline xmlUrl="https://A.example/feed"/><outline xmlUrl="feed:https://a.example/feed#x"/></outline>
            """);
        Assert.That(Addresses(file), Is.EqualTo(new[] { "http://a.example/feed/" }));
        Assert.That(file.Duplicates, Is.EqualTo(2));
    }

    [TestCase("ftp://a.example/x", "'ftp://a.example/x'")]
    [TestCase("", "''")]
    [TestCase("not an address", "'not an address'")]
    [TestCase("ftp://name:word@a.example/x?key=k", "'…@a.example/x'")]
    public void Outline_WithoutAUsableAddress_IsToldWithItsLineAndNothingSecret(string address, string shown)
    {
        OpmlFile file = Read($"<outline text=\"x\" xmlUrl=\"{address}\"/>\n<outline xmlUrl=\"https://a.example/1\"/>");
        Assert.That(file.Faults, Is.EqualTo(new[] { $"line 2: {shown} is no address of http or https" }));
        Assert.That(file.Feeds, Has.Count.EqualTo(1));
    }

    [Test]
    public void Faults_BeyondAHundred_AreCounted() =>
        Assert.That(Read(string.Concat(Enumerable.Repeat("<outline xmlUrl=\"x\"/>", 130))).Faults[^1], Is.EqualTo("30 further lines are no feeds"));

    [TestCase("<opml><body><outline xmlUrl=\"https://a.example/1\"/><outline xml")]
    [TestCase("<opml><body><outline xmlUrl=\"https://a.example/1\"/></opml>")]
    [TestCase("no XML")]
    [TestCase("")]
    [TestCase("<!DOCTYPE opml [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><opml><body><outline xmlUrl=\"https://a.example/&e;\"/></body></opml>")]
    public void File_ThatIsBroken_SaysSo(string text) => Assert.That(OpmlReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Broken, Is.Not.Empty);

    [Test]
    public void File_NestedTooDeep_IsRefusedWithTheLimit() =>
        Assert.That(Read(string.Concat(Enumerable.Repeat("<outline>", 200)) + string.Concat(Enumerable.Repeat("</outline>", 200))).Broken, Does.Contain("limit 128"));

    [Test]
    public void File_ThatBreaksLater_KeepsTheFeedsItNamed()
    {
        using ScratchFolder folder = new();
        string path = folder.Write("feeds.opml", ["<opml><body><outline xmlUrl=\"https://a.example/1\"/></body></opml>"]);
        FeedList list = new(new FeedOptions { Opml = [path], Urls = ["https://a.example/0", "http://a.example/1/"] });
        list.Look();
        folder.Write("feeds.opml", ["<opml><body><outline xmlUrl=\"https://a.example/2\"/><outl"]);
        Assert.That(list.Look(), Is.True);
        Assert.That(list.Feeds.Select(static feed => feed.Shown), Is.EqualTo(new[] { "https://a.example/0", "http://a.example/1/" }));
        Assert.That(list.Findings, Has.Some.EndsWith("what it named before is kept"));
        File.Delete(path);
        Assert.That((list.Look(), list.Feeds.Count, list.Look()), Is.EqualTo((true, 2, false)));
    }

    [Test]
    public void Feeds_BeyondTheLimit_AreLeftOutAndTold()
    {
        FeedList list = new(new FeedOptions { Urls = ["https://a.example/0", "https://a.example/1", "https://a.example/2"], MaxFeeds = 2 });
        list.Look();
        Assert.That((list.Feeds.Count, list.Findings.Single()), Is.EqualTo((2, "1 feeds are left out: at most 2 are read (MaxFeeds)")));
    }

    private static OpmlFile Read(string body) => OpmlReader.Read(new MemoryStream(Encoding.UTF8.GetBytes($"<opml version=\"2.0\"><head><title>x</title></head><body>\n{body}</body></opml>")));

    private static IEnumerable<string> Addresses(OpmlFile file) => file.Feeds.Select(static feed => feed.Address.Uri.AbsoluteUri);
}
