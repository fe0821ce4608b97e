using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.News;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>What <c>rtm sources test</c> says of feeds, a line each.</summary>
internal sealed class FeedTrialTests : FeedFixture
{
    [Test]
    public async Task Feeds_Tried_EachSayWhatCame()
    {
        Server.Give("/good", FeedRun.Rss(FeedRun.Item(1), FeedRun.Item(2)), "\"1\"");
        Server.Give("/json", """{"version":"https://jsonfeed.org/version/1.1","title":"Wire","items":[]}""", type: "application/feed+json");
        Server.Give("/page", "<html><body>Hello</body></html>");
        Server.Give("/soap", "<envelope/>");
        Server.Status("/moved", 301, ("Location", "/good"));
        Server.Status("/busy", 429);
        SourceTrial trial = await TryAsync("/good", "/json", "/page", "/soap", "/missing", "/moved", "/busy");
        Assert.That(trial.IsUsable, Is.True);
        Assert.That(trial.Findings.Select(line => line.Replace($"feed {Server.Url("")}", "", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "/good: HTTP 200, RSS or Atom, 2 items, newest 58 minutes old",
            "/json: HTTP 200, JSON Feed, 0 items, no dates that can be told, no conditional requests",
            "/page: HTTP 200, an HTML page came, not a feed",
            "/soap: HTTP 200, a document whose root is <envelope> came, not a feed",
            "/missing: HTTP 404: not found",
            $"/moved: HTTP 200, RSS or Atom, 2 items, newest 58 minutes old, after 1 redirects for good to {Server.Url("/good")}",
            "/busy: HTTP 429: the host asks to wait",
        }));
    }

    [Test]
    public async Task Feed_ThatDoesNotAnswer_IsToldAfterTheTimeout()
    {
        Server.On("/slow", static context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default));
        Task<SourceTrial> trying = TryAsync("/slow");
        await Eventually.IsTrue(() => Server.Requests.Count == 1, "it is asked");
        Host.Clock.Advance(TimeSpan.FromSeconds(31));
        SourceTrial trial = await trying;
        Assert.That((trial.IsUsable, trial.Findings.Single()), Is.EqualTo((false, $"feed {Server.Url("/slow")}: no whole answer within 30 s")));
    }

    [Test]
    public async Task Feeds_Tried_AreAllNewToTheRunThatFollows()
    {
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), "\"1\"");
        await TryAsync("/a");
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That((run.Posts.Count, Server.To("/a")[1].Header("If-None-Match")), Is.EqualTo((1, (string?)null)));
    }

    [Test]
    public async Task Source_WithoutContactAndFeeds_SaysBoth()
    {
        using ScratchFolder folder = new();
        string path = folder.Write("feeds.opml", ["<opml><body><outline text=\"empty\"/><outline xmlUrl=\"x\"/></body></opml>"]);
        SourceTrial trial = await SourceOf(FeedRun.OptionsOf(Server) with { Contact = string.Empty, Opml = [path] }).TryAsync(CancellationToken.None);
        Assert.That((trial.IsUsable, trial.Findings), Is.EqualTo((false, (string[])["Contact is not set: publishers cannot reach you", "feeds.opml: 0 feeds", "feeds.opml: line 1: 'x' is no address of http or https", "no feed is listed"])));
    }

    private Task<SourceTrial> TryAsync(params string[] paths) => SourceOf(FeedRun.OptionsOf(Server, [.. paths.Select(path => Server.Url(path))])).TryAsync(CancellationToken.None);

    private FeedSource SourceOf(FeedOptions options) => new(options, Host.Begin(kind: "feeds"), FeedRun.ResolveAsync);
}
