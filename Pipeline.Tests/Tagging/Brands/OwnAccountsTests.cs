using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tests.Tagging.Brands;

public sealed class OwnAccountsTests
{
    [TestCase("crispo", "x", "crispo", true)]
    [TestCase("Crispo", "x", "CRISPO", true)]
    [TestCase("crispo", "plain", "@Crispo", true)]
    [TestCase("crispo", "x", "crispo_fan", false)]
    [TestCase("crispo", "news", "crispo", false, TestName = "ABareName_IsNoPublisher")]
    [TestCase("x:crispo", "x", "crispo", true)]
    [TestCase("x:crispo", "bluesky", "crispo", false)]
    [TestCase("bluesky:did:plc:abc", "bluesky", "did:plc:abc", true)]
    [TestCase("crispo.example", "bluesky", "crispo.example", true)]
    [TestCase("news:crispo newsroom", "news", "Crispo Newsroom", true)]
    [TestCase("crispo@social.example", "mastodon", "crispo@social.example", true)]
    [TestCase("mastodon:crispo@social.example", "mastodon", "Crispo@social.example", true)]
    [TestCase("crispo@social.example", "mastodon", "crispo@elsewhere.example", false)]
    public void IsBy_AnAuthor_IsOwnWhereTheAccountSaysSo(string account, string source, string author, bool expected) =>
        Assert.That(Of(account).IsBy(By(source, author), 0), Is.EqualTo(expected));

    [TestCase("https://social.example/users/crispo/statuses/1", true)]
    [TestCase("https://Elsewhere.example/users/crispo/statuses/1", false)]
    [TestCase("mastodon:1", false)]
    public void IsBy_AMastodonAuthorWithoutServer_IsOfTheServerThatHoldsThePost(string id, bool expected) =>
        Assert.That(Of("crispo@social.example").IsBy(By("mastodon", "crispo", id), 0), Is.EqualTo(expected));

    [Test]
    public void IsBy_ABareNameOnMastodon_IsAnyones() =>
        Assert.That(Of("crispo").IsBy(By("mastodon", "crispo", "https://social.example/users/crispo/statuses/1"), 0), Is.False);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("@")]
    public void IsBy_NoAuthor_IsNobody(string? author) => Assert.That(Of("crispo").IsBy(By("x", author), 0), Is.False);

    [Test]
    public void IsBy_AnAuthorLongerThanLookedAt_IsNobody()
    {
        string author = new('a', OwnAccounts.MaxLength + 1);
        Assert.That(Of(author).IsBy(By("x", author), 0), Is.False);
        Assert.That(Of(author[1..]).IsBy(By("x", author[1..]), 0), Is.True);
    }

    [Test]
    public void IsBy_SeveralBrands_TellsThemApart()
    {
        OwnAccounts accounts = new([Brand("a", "crispo"), Brand("b", "x:aria"), Brand("c")]);
        OwnAccounts.Author author = OwnAccounts.AuthorOf(By("x", "aria"));
        Assert.That(Enumerable.Range(0, 3).Select(b => accounts.IsBy(author, b)), Is.EqualTo(new[] { false, true, false }));
        Assert.That(accounts.IsByAny(author), Is.True);
        Assert.That(accounts.IsByAny(OwnAccounts.AuthorOf(By("x", "somebody"))), Is.False);
    }

    private static OwnAccounts Of(string account) => new([Brand("crispo", account)]);

    private static BrandProfile Brand(string id, params string[] accounts) => new() { Id = id, Name = id, OwnAccounts = accounts };

    private static Post By(string source, string? author, string id = "x:1") => new() { Id = id, Source = source, PostedAt = 1, Author = author };
}
