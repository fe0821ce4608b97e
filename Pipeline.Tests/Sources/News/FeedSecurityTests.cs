using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;
using RtmPipeline.Sources.News;
using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>What a hostile publisher, or one in between, could make of a fetch: a request in the clear, a password for another host, documents that pull in others.</summary>
internal sealed class FeedSecurityTests : FeedFixture
{
    [TestCase(301)]
    [TestCase(302)]
    public async Task Redirect_FromHttpsToHttp_IsRefusedAndNotAsked(int status)
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        await using FeedServer secure = new(certificate: certificate);
        secure.Status("/a", status, ("Location", Server.Url("/b")));
        Fetch fetch = await FetchAsync(secure, Trusting(certificate));
        Assert.That((fetch.Outcome, fetch.Reason), Is.EqualTo((FetchOutcome.Refused, "a redirect from https to http")));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task Password_OverHttps_IsSentToItsHost()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        await using FeedServer secure = new(certificate: certificate);
        secure.Give("/a", FeedRun.Rss(FeedRun.Item(1)));
        Fetch fetch = await FetchAsync(secure, Trusting(certificate));
        Assert.That(fetch.Outcome, Is.EqualTo(FetchOutcome.Document));
        Assert.That(secure.Requests.Single().Header("Authorization"), Is.EqualTo("Basic bmFtZTp3b3Jk"));
    }

    [Test]
    public async Task Certificate_ThatNobodyTrusts_EndsTheFetchBeforeAnythingIsAsked()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        await using FeedServer secure = new(certificate: certificate);
        secure.Give("/a", FeedRun.Rss(FeedRun.Item(1)));
        Fetch fetch = await FetchAsync(secure, trust: null);
        Assert.That((fetch.Outcome, secure.Requests.Count), Is.EqualTo((FetchOutcome.Unreachable, 0)));
        Assert.That(fetch.Reason, Does.StartWith("SecureConnectionError:"));
    }

    [Test]
    public async Task Password_InAnAddress_GoesToItsHostAloneAndIsNeverShown()
    {
        Server.Status("/a", 302, ("Location", Server.Url("/b", "feeds.test")));
        Server.Give("/b", FeedRun.Rss(FeedRun.Item(1)));
        FeedOptions options = FeedRun.OptionsOf(Server, $"http://name:word@127.0.0.1:{Server.Port}/a") with { AllowPrivateAddresses = ["127.0.0.1", "feeds.test"] };
        await using FeedRun run = new(Host, options);
        await run.SettleAsync();
        Assert.That(Server.To("/a")[0].Header("Authorization"), Is.EqualTo("Basic bmFtZTp3b3Jk"));
        Assert.That(Server.To("/b")[0].Header("Authorization"), Is.Null);
        Assert.That(run.Records.Single().Source, Is.EqualTo($"http://127.0.0.1:{Server.Port}/a"));
        Assert.That(Host.Warnings, Has.None.Contains("word"));
    }

    [Test]
    public async Task Password_ForAnotherPortOrInTheClear_IsNotSent()
    {
        await using FeedServer other = new();
        other.Give("/b", FeedRun.Rss(FeedRun.Item(1)));
        Server.Status("/a", 302, ("Location", $"http://127.0.0.1:{other.Port}/b"));
        Server.Give("/c", FeedRun.Rss(FeedRun.Item(1)));
        FeedOptions options = FeedRun.OptionsOf(Server, $"http://name:word@127.0.0.1:{Server.Port}/a", $"http://name:word@feeds.test:{Server.Port}/c");
        await using FeedRun run = new(Host, options with { AllowPrivateAddresses = ["127.0.0.1", "feeds.test"], Ports = [Server.Port, other.Port] });
        await run.SettleAsync();
        Assert.That(other.To("/b").Single().Header("Authorization"), Is.Null);
        Assert.That(Server.To("/c").Single().Header("Authorization"), Is.Null);
        Assert.That(Host.Warnings, Has.One.EndsWith($"names and passwords are sent over https alone: not those of 1 feeds, the first {Server.Url("/c")}"));
    }

    [TestCase("file:///etc/hostname", "a redirect to file:")]
    [TestCase("gopher://feeds.test/1", "a redirect to gopher:")]
    [TestCase("mailto:word@feeds.test", "a redirect to mailto:")]
    [TestCase("http://feeds.test:22/", "port 22 is none of those allowed (80, 443, and Ports)")]
    public async Task Redirect_ToAnotherSchemeOrPort_IsRefused(string target, string reason)
    {
        Server.Status("/a", 302, ("Location", target));
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That((State(run, "/a").Status, State(run, "/a").Reason), Is.EqualTo((FeedStatus.Refused, reason)));
    }

    [Test]
    public async Task DocumentType_WithEntitiesOfAnyKind_IsNeitherFetchedNorExpanded()
    {
        string laughs = string.Concat(Enumerable.Range(1, 9).Select(static i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        string type = $"<!DOCTYPE rss SYSTEM \"{Server.Url("/evil.dtd")}\" [<!ENTITY l0 \"lol\">{laughs}<!ENTITY out SYSTEM \"{Server.Url("/evil.txt")}\"><!ENTITY % more SYSTEM \"{Server.Url("/evil.ent")}\"> %more;]>";
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1, "Laugh &l9; and look &out;"), FeedRun.Item(2)).Replace("<rss", type + "<rss", StringComparison.Ordinal));
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That(run.Posts.Select(static post => post.Title), Is.EqualTo(new[] { "News 1", "News 2" }));
        Assert.That(run.Posts[0].Text, Does.Not.Contain("lol"));
        Assert.That(Server.Requests.Select(static request => request.Path), Is.EqualTo(new[] { "/a" }));
    }

    private async Task<Fetch> FetchAsync(FeedServer secure, X509ChainPolicy? trust)
    {
        FeedOptions options = FeedRun.OptionsOf(Server) with { Ports = [Server.Port, secure.Port], AllowPrivateAddresses = ["localhost", "feeds.test"] };
        using FeedClient client = new(options, Host.Clock, FeedRun.ResolveAsync, trust);
        Uri address = new($"https://localhost:{secure.Port}/a");
        return await client.GetAsync(new FetchRequest(address, address, "name:word"), CancellationToken.None);
    }

    private static X509ChainPolicy Trusting(X509Certificate2 certificate)
    {
        X509ChainPolicy trust = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(certificate);
        return trust;
    }
}
