using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using RtmPipeline.Sources.News;
using RtmPipeline.Sources.News.State;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>Bodies that end too early, in each way there is: nothing half read is handed on, and the whole document is fetched later.</summary>
internal sealed class FeedCutTests : FeedFixture
{
    private static readonly string s_whole = FeedRun.Rss([.. Enumerable.Range(1, 6).Select(static i => FeedRun.Item(i, $"A text of some length, the {i}th"))]);

    /// <summary>Within the text of the fourth item.</summary>
    private static readonly int s_cut = s_whole.IndexOf("length, the 4th", StringComparison.Ordinal);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Connection_AbortedWithinTheBody_IsAFailureAndNothingIsRead(bool saysLength)
    {
        Server.On("/a", async context =>
        {
            context.Response.Headers.ETag = "\"1\"";
            context.Response.ContentLength = saysLength ? s_whole.Length : null;
            await context.Response.WriteAsync(s_whole[..s_cut]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That((State(run, "/a").Status, State(run, "/a").Validators, run.Records.Count), Is.EqualTo((FeedStatus.Unreachable, (object?)null, 0)));
        await ThenAllAreReadOnceAsync(run);
    }

    [Test]
    public async Task Document_ThatBreaksOffAndNobodySays_GivesItsWholeItemsAndIsAskedForAgainWithoutItsTag()
    {
        Server.Give("/a", s_whole[..s_cut], "\"1\"");
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That(Titles(run), Is.EqualTo(new[] { "News 1", "News 2", "News 3" }));
        Assert.That((State(run, "/a").Validators, run.Counts["cut"]), Is.EqualTo(((object?)null, 1L)));
        await run.PassAsync(TimeSpan.FromHours(2));
        Assert.That(Server.To("/a")[1].Header("If-None-Match"), Is.Null);
        await ThenAllAreReadOnceAsync(run);
    }

    [Test]
    public async Task KnownFeed_ThatBreaksOff_KeepsWhatItKnows()
    {
        Server.Give("/a", s_whole, "\"1\"");
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Server.Give("/a", s_whole[..s_cut], "\"2\"");
        await run.PassAsync(TimeSpan.FromHours(2));
        await ThenAllAreReadOnceAsync(run);
        Assert.That(run.Counts.GetValueOrDefault("changed"), Is.Zero);
    }

    [Test]
    public async Task JsonFeed_ThatBreaksOff_GivesNothing()
    {
        Server.Give("/a", """{"version":"https://jsonfeed.org/version/1.1","title":"Wire","items":[{"id":"id-1","title":"Ne""", "\"1\"", "application/feed+json");
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That((State(run, "/a").Status, State(run, "/a").Validators, run.Posts.Count), Is.EqualTo((FeedStatus.NoFeed, (object?)null, 0)));
        await ThenAllAreReadOnceAsync(run);
    }

    [Test]
    public async Task PackedBody_ThatBreaksOff_IsRefusedWithItsReason()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(s_whole));
        Server.Give("/a", packed.ToArray()[..(int)(packed.Length - 30)], "\"1\"", headers: [("Content-Encoding", "gzip")]);
        await using FeedRun run = Run("/a");
        await run.SettleAsync();
        Assert.That(State(run, "/a").Reason, Does.StartWith("bad compression:"));
        Assert.That((State(run, "/a").Validators, run.Posts.Count), Is.EqualTo(((object?)null, 0)));
        await ThenAllAreReadOnceAsync(run);
    }

    private async Task ThenAllAreReadOnceAsync(FeedRun run)
    {
        Server.Give("/a", s_whole, "\"whole\"");
        await run.PassAsync(TimeSpan.FromHours(5));
        Assert.That(State(run, "/a").Status, Is.EqualTo(FeedStatus.Good));
        Assert.That(Titles(run), Is.EquivalentTo(Enumerable.Range(1, 6).Select(static i => $"News {i}")));
    }

    private static IEnumerable<string?> Titles(FeedRun run) => run.Posts.Select(static post => post.Title);
}
