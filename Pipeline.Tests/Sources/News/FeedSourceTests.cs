using Microsoft.AspNetCore.Http;
using System.IO.Compression;
using System.Net;
using NUnit.Framework;
using RtmPipeline.Sources.News;
using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.News;

internal sealed class FeedSourceTests
{
    private FeedServer _server = null!;
    private LiveHost _host = null!;

    [SetUp]
    public void Start() => (_server, _host) = (new FeedServer(), new LiveHost());

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        _host.Dispose();
    }

    private FeedRun Run(params string[] paths) => new(_host, FeedRun.OptionsOf(_server, [.. paths.Select(path => _server.Url(path))]));

    private FeedState State(FeedRun run, string path) => run.Source.StateOf(_server.Url(path));

    [Test]
    public async Task UnchangedFeed_Asked_SendsItsWeakTagVerbatimAndBringsNothing()
    {
        _server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), "W/\"x-1\"");
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(2));
        Assert.That(_server.To("/a")[1].Header("If-None-Match"), Is.EqualTo("W/\"x-1\""));
        Assert.That(_server.To("/a")[0].Header("Accept-Encoding"), Is.EqualTo("gzip"));
        Assert.That(_server.To("/a")[0].Header("User-Agent"), Does.EndWith("(+mail@example.org)"));
        Assert.That((run.Posts.Count, run.Counts["unchanged"]), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task NewItem_InALaterDocument_ComesAlone()
    {
        _server.Give("/a", FeedRun.Rss(FeedRun.Item(1), FeedRun.Item(2)));
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromMinutes(30));
        _server.Give("/a", FeedRun.Rss(FeedRun.Item(3), FeedRun.Item(1, "Changed"), FeedRun.Item(2)));
        await run.PassAsync(TimeSpan.FromHours(3));
        Assert.That(run.Posts.Select(static post => post.Title), Is.EqualTo(new[] { "News 1", "News 2", "News 1", "News 3" }));
        Assert.That((run.Counts["item"], run.Counts["changed"]), Is.EqualTo((3L, 1L)));
    }

    [Test]
    public async Task GuidsOfAllItems_Changed_AreNotTakenForNews()
    {
        _server.Give("/a", FeedRun.Rss([.. Enumerable.Range(1, 10).Select(static i => FeedRun.Item(i))]));
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromMinutes(30));
        _server.Give("/a", FeedRun.Rss([FeedRun.Item(11), .. Enumerable.Range(1, 10).Select(static i => FeedRun.Item(i, $"Other {i}", $"urn:new:{i}"))]));
        await run.PassAsync(TimeSpan.FromHours(1));
        Assert.That(run.Posts, Has.Count.EqualTo(11));
        Assert.That(run.Counts["flood"], Is.EqualTo(1));
    }

    [Test]
    public async Task UndatedItem_ChangedLater_KeepsTheTimeOfFirstSight()
    {
        _server.Give("/a", FeedRun.Rss(FeedRun.Item(1, isDated: false)));
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromMinutes(30));
        _server.Give("/a", FeedRun.Rss(FeedRun.Item(2, isDated: false), FeedRun.Item(1, "Changed", isDated: false)));
        await run.PassAsync(TimeSpan.FromHours(2));
        Assert.That(run.Records, Has.Count.EqualTo(3));
        Assert.That(run.Records[1].ReceivedAt, Is.EqualTo(run.Records[0].ReceivedAt));
        Assert.That(run.Records[2].ReceivedAt, Is.GreaterThan(run.Records[0].ReceivedAt));
    }

    [Test]
    public async Task GoneFeed_ConfirmedOverADay_IsNotAskedAnyMore()
    {
        _server.Status("/a", 410);
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromDays(5));
        Assert.That((_server.To("/a").Count, State(run, "/a").Status), Is.EqualTo((3, FeedStatus.Gone)));
    }

    [TestCase(404, FeedStatus.NotFound)]
    [TestCase(403, FeedStatus.NotAllowed)]
    [TestCase(500, FeedStatus.Unreachable)]
    public async Task FailingFeed_Asked_BacksOffAndDoesNotDisturbTheOther(int status, FeedStatus expected)
    {
        _server.Status("/a", status);
        _server.Give("/b", FeedRun.Rss(FeedRun.Item(1)));
        await using FeedRun run = Run("/a", "/b");
        await run.PassAsync(TimeSpan.FromHours(12));
        Assert.That(State(run, "/a").Status, Is.EqualTo(expected));
        Assert.That(_server.To("/a"), Has.Count.LessThan(7));
        Assert.That(State(run, "/b").Status, Is.EqualTo(FeedStatus.Good));
    }

    [TestCase(429, "7200")]
    [TestCase(503, "Fri, 14 Aug 2026 11:00:00 GMT")]
    public async Task BusyHost_WithRetryAfter_IsLeftAlonePerHost(int status, string retryAfter)
    {
        _server.Status("/a", status, ("Retry-After", retryAfter));
        _server.Give("/b", FeedRun.Rss(FeedRun.Item(1)));
        await using FeedRun run = Run("/a", "/b");
        await run.PassAsync(TimeSpan.FromMinutes(115));
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
        await run.PassAsync(TimeSpan.FromMinutes(15));
        Assert.That(_server.To("/b"), Has.Count.EqualTo(1));
    }

    [TestCase("http://127.0.0.1")]
    [TestCase("http://2130706433")]
    [TestCase("http://0x7f.1")]
    [TestCase("http://169.254.169.254")]
    [TestCase("http://[::ffff:10.0.0.1]")]
    [TestCase("http://[2002:7f00:1::]")]
    [TestCase("http://[64:ff9b::7f00:1]")]
    [TestCase("http://inside.test")]
    public async Task Redirect_ToAnAddressThatIsNotPublic_IsRefused(string target)
    {
        _server.Status("/a", 302, ("Location", $"{target}:{_server.Port}/secret"));
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That(State(run, "/a").Reason, Does.Contain("no public address"));
        Assert.That(State(run, "/a").Status, Is.EqualTo(FeedStatus.Refused));
        Assert.That(_server.To("/secret"), Is.Empty);
    }

    [Test]
    public async Task RedirectTarget_OfAFeedWithATag_DoesNotSeeTheTag()
    {
        _server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), "\"of-a\"");
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromMinutes(30));
        _server.Status("/a", 302, ("Location", "/b"));
        _server.Give("/b", FeedRun.Rss(FeedRun.Item(2)), "\"of-b\"");
        await run.PassAsync(TimeSpan.FromHours(3));
        Assert.That(_server.To("/b")[0].Header("If-None-Match"), Is.Null);
        Assert.That(_server.To("/b")[1].Header("If-None-Match"), Is.EqualTo("\"of-b\""));
    }

    [TestCase(301, true)]
    [TestCase(302, false)]
    public async Task Redirect_RepeatedForTenDays_IsBelievedWhenItIsForGood(int status, bool isMoved)
    {
        _server.Status("/a", status, ("Location", "/b"));
        _server.Give("/b", FeedRun.Rss(FeedRun.Item(1)), "\"b\"");
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromDays(1));
        Assert.That(State(run, "/a").MovedTo, Is.Null);
        await run.PassAsync(TimeSpan.FromDays(9));
        Assert.That(State(run, "/a").MovedTo, isMoved ? Is.EqualTo(_server.Url("/b")) : Is.Null);
    }

    [Test]
    public async Task RedirectLoop_Followed_IsGivenUp()
    {
        _server.Status("/a", 302, ("Location", "/a"));
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That((State(run, "/a").Reason, _server.Requests.Count), Is.EqualTo(("more than 5 redirects", 6)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task PackedBody_DeclaredOrNot_IsUnpacked(bool isDeclared)
    {
        _server.Give("/a", Packed(System.Text.Encoding.UTF8.GetBytes(FeedRun.Rss(FeedRun.Item(1)))), headers: isDeclared ? [("Content-Encoding", "gzip")] : []);
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That(run.Posts, Has.Count.EqualTo(1));
    }

    [TestCase(8 << 20, "bad compression:")]
    [TestCase(100_000_000, "too long:")]
    public async Task Bomb_Unpacked_IsRefusedWithItsHead(int bytes, string fault)
    {
        byte[] body = bytes > 50_000_000 ? new byte[11 << 20] : Packed(new byte[bytes]);
        _server.Give("/a", body);
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(5));
        Assert.That(State(run, "/a").Reason, Does.StartWith(fault));
        Assert.That(run.Records.Select(static record => record.Form), Is.EqualTo(new[] { "Fault" }));
    }

    [Test]
    public async Task HtmlPage_InThePlaceOfAFeed_IsRefusedWithItsReason()
    {
        _server.Give("/a", "<!DOCTYPE html><html><body>Hello</body></html>", "\"page\"");
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That(State(run, "/a").Reason, Is.EqualTo("an HTML page came, not a feed"));
        Assert.That((State(run, "/a").Validators, run.Records.Count), Is.EqualTo(((Validators?)null, 0)));
    }

    [Test]
    public async Task Challenge_OfTheHost_IsAStateOfItsOwn()
    {
        _server.Status("/a", 403, ("cf-mitigated", "challenge"));
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That(State(run, "/a").Status, Is.EqualTo(FeedStatus.Challenged));
    }

    [Test]
    public async Task SlowBody_BeyondTheTimeout_IsGivenUp()
    {
        _server.On("/a", static async context => { await context.Response.WriteAsync("<rss>"); await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }); });
        await using FeedRun run = Run("/a");
        await Eventually.IsTrue(() => _server.Requests.Count == 1, "it is asked");
        _host.Clock.Advance(TimeSpan.FromSeconds(31));
        await run.SettleAsync();
        Assert.That(State(run, "/a").Reason, Does.StartWith("no whole answer within 30 s"));
    }

    [Test]
    public async Task Restart_AfterAcceptance_KeepsTagAndSeenItems()
    {
        _server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), "\"1\"");
        await using (FeedRun first = Run("/a"))
        {
            await first.SettleAsync();
            first.Source.Remember();
        }

        _server.Give("/a", FeedRun.Rss(FeedRun.Item(2), FeedRun.Item(1)), "\"2\"");
        await using FeedRun second = Run("/a");
        await second.PassAsync(TimeSpan.FromHours(2));
        Assert.That(_server.To("/a")[1].Header("If-None-Match"), Is.EqualTo("\"1\""));
        Assert.That(second.Posts.Select(static post => post.Title), Is.EqualTo(new[] { "News 2" }));
    }

    [TestCase("10.0.0.1", false)]
    [TestCase("::ffff:10.0.0.1", false)]
    [TestCase("::ffff:192.168.1.1", false)]
    [TestCase("::ffff:8.8.8.8", true)]
    [TestCase("::ffff:0:10.0.0.1", false)]
    [TestCase("::10.0.0.1", false)]
    [TestCase("2002:0a00:0001::", false)]
    [TestCase("64:ff9b::a9fe:a9fe", false)]
    [TestCase("2001:db8::1", false)]
    [TestCase("224.0.0.1", false)]
    [TestCase("255.255.255.255", false)]
    [TestCase("100.64.0.1", false)]
    [TestCase("::1", false)]
    [TestCase("fe80::1", false)]
    [TestCase("fc00::1", false)]
    [TestCase("2001:0:1::1", false)]
    [TestCase("::ffff:127.0.0.1", false)]
    [TestCase("64:ff9b::808:808", true)]
    [TestCase("8.8.8.8", true)]
    [TestCase("2606:4700::1", true)]
    public void Address_OfEachBlock_IsPublicOrNot(string address, bool isPublic) => Assert.That(AddressGuard.IsPublic(IPAddress.Parse(address)), Is.EqualTo(isPublic));

    private static byte[] Packed(byte[] plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
            gzip.Write(plain);
        return packed.ToArray();
    }
}
