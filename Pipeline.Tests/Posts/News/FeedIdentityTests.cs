using NUnit.Framework;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Posts.News;

[TestFixture]
internal sealed class FeedIdentityTests
{
    private const string Key = "feed:harbour.example:";

    private static string[] IdsOf(params string[] items) =>
        [.. FeedSamples.Xml(FeedSamples.RssOf(string.Concat(items.Select(FeedSamples.Item)))).Posts().Select(p => p.Id)];

    [Test]
    public void Guid_IsTheIdentity() =>
        Assert.That(IdsOf("<title>a</title><guid> g-1 </guid><link>https://x.example/1</link>"), Is.EqualTo(new[] { $"{Key}g-1" }));

    [TestCase("<guid></guid>")]
    [TestCase("<guid isPermaLink=\"true\"/>")]
    [TestCase("")]
    public void EmptyGuid_GivesWayToTheLink(string guid) =>
        Assert.That(IdsOf($"<title>a</title>{guid}<link>https://x.example/1</link>"), Is.EqualTo(new[] { $"{Key}https://x.example/1" }));

    [Test]
    public void GuidThatMovedToHttps_StaysTheSame() =>
        Assert.That(IdsOf("<title>a</title><guid>http://x.example/1</guid>"), Is.EqualTo(IdsOf("<title>a</title><guid>https://x.example/1</guid>")));

    [Test]
    public void SameGuidOfAllItems_IsToldApartByTheLink() =>
        Assert.That(
            IdsOf("<title>a</title><guid>g</guid><link>https://x.example/1</link>", "<title>b</title><guid>g</guid><link>https://x.example/2</link>"),
            Is.EqualTo(new[] { $"{Key}g+https://x.example/1", $"{Key}g+https://x.example/2" }));

    [Test]
    public void SameLinkOfAllItems_IsToldApartByWhatTheySay()
    {
        string[] ids = IdsOf("<title>a</title><link>https://x.example/</link>", "<title>b</title><link>https://x.example/</link>");
        Assert.That(ids, Is.Unique.And.All.StartWith($"{Key}https://x.example/+https://x.example/+hash-"));
    }

    [Test]
    public void ItemGivenTwice_HasOneIdentity()
    {
        const string Item = "<title>a</title><guid>g</guid><link>https://x.example/1</link>";
        Assert.That(IdsOf(Item, Item).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void NeitherGuidNorLink_GivesAHash() =>
        Assert.That(IdsOf("<title>a</title>", "<title>b</title>"), Is.Unique.And.All.StartWith($"{Key}hash-"));

    [Test]
    public void LongGuid_IsHashed() =>
        Assert.That(IdsOf($"<title>a</title><guid>{new string('g', 600)}</guid>").Single(), Has.Length.EqualTo(Key.Length + "hash-".Length + 16));

    [Test]
    public void FeedWithoutAddress_IsKnownByItsFile()
    {
        string xml = $"<rss><channel>{FeedSamples.Item("<title>a</title><guid>g</guid>")}</channel></rss>";
        Assert.That(FeedSamples.Xml(xml, "/some/folder/coast.xml").Posts().Single().Id, Is.EqualTo("feed:coast.xml:g"));
    }

    [Test]
    public void FeedWithAnIdThatIsNoAddress_IsKnownByItsAddressFirst() =>
        Assert.That(
            FeedIdentity.FeedKey(new FeedDocument { Id = "urn:uuid:1", Link = "https://Coast.example/a/" }, "f.xml"), Is.EqualTo("coast.example/a"));
}
