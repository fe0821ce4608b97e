using NUnit.Framework;
using RtmPipeline.Sources.News;
using RtmPipeline.Sources.News.State;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>When a feed is asked again: what it, its server and its host ask for, and where that ends. Waits are drawn out by up to 5 %.</summary>
internal sealed class FeedPaceTests : FeedFixture
{
    [TestCase("<ttl>120</ttl>", 120)]
    [TestCase("<ttl>5</ttl>", 60)]
    [TestCase("<ttl>soon</ttl>", 60)]
    [TestCase("<ttl>999999</ttl>", 24 * 60)]
    public async Task TimeToLive_OfTheFeed_IsTheLeastWait(string ttl, int minutes)
    {
        Server.Give("/a", FeedRun.Rss(ttl, FeedRun.Item(1)), "\"1\"");
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(26));
        Assert.That(Gaps("/a")[0], Is.InRange(minutes, minutes * 1.05));
    }

    [TestCase("Cache-Control", "max-age=10800", 180)]
    [TestCase("Cache-Control", "max-age=31536000", 24 * 60)]
    [TestCase("Cache-Control", "no-cache, max-age=10800", 60)]
    [TestCase("Cache-Control", "max-age=nonsense", 60)]
    [TestCase("Expires", "Fri, 14 Aug 2026 13:00:00 GMT", 240)]
    [TestCase("Expires", "0", 60)]
    [TestCase("Retry-After", "9000", 150)]
    public async Task Answer_ThatHoldsForATime_IsNotAskedForBefore(string name, string value, int minutes)
    {
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), "\"1\"", headers: [(name, value)]);
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(26));
        Assert.That(Gaps("/a")[0], Is.InRange(minutes, minutes * 1.05));
    }

    [TestCase("<skipHours><hour>10</hour><hour>11</hour></skipHours>", "2026-08-14T12:00:00Z")]
    [TestCase("<skipDays><day>Friday</day><day>Saturday</day></skipDays>", "2026-08-16T00:00:00Z")]
    public async Task HourOrDay_WithoutNews_IsPassedOver(string skip, string expected)
    {
        Server.Give("/a", FeedRun.Rss(skip, FeedRun.Item(1)), "\"1\"");
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(40));
        Assert.That(Server.To("/a")[1].At, Is.EqualTo(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task AllHoursAndDays_Excluded_AreNoReasonNeverToAsk()
    {
        string hours = string.Concat(Enumerable.Range(0, 24).Select(static hour => $"<hour>{hour}</hour>"));
        string days = string.Concat(Enum.GetNames<DayOfWeek>().Select(static day => $"<day>{day}</day>"));
        Server.Give("/a", FeedRun.Rss($"<skipHours>{hours}</skipHours><skipDays>{days}</skipDays>", FeedRun.Item(1)), "\"1\"");
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(2));
        Assert.That(Gaps("/a")[0], Is.InRange(60, 63));
    }

    [TestCase("99999999", 48 * 60)]
    [TestCase("Thu, 14 Aug 2036 11:00:00 GMT", 48 * 60)]
    [TestCase("Thu, 14 Aug 2025 11:00:00 GMT", 15)]
    [TestCase("-5", 15)]
    [TestCase("soon", 15)]
    public async Task RetryAfter_BeyondReason_IsBounded(string retryAfter, int minutes)
    {
        Server.Status("/a", 429, ("Retry-After", retryAfter));
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(52));
        Assert.That(Gaps("/a")[0], Is.InRange(minutes, minutes * 1.05));
    }

    [Test]
    public async Task BusyFeed_WithoutConditionalRequests_IsAskedByTheHour()
    {
        int fetches = 0;
        Server.On("/a", context => Server.SendAsync(context, System.Text.Encoding.UTF8.GetBytes(FeedRun.Rss([.. Enumerable.Range(20 * ++fetches, 20).Select(static i => FeedRun.Item(i))]))));
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(12));
        Assert.That(Gaps("/a"), Is.All.InRange(60, 63));
    }

    [Test]
    public async Task BusyFeed_WithATag_IsAskedEachQuarterOfAnHourAndNotMore()
    {
        int fetches = 0;
        Server.On("/a", context =>
        {
            context.Response.Headers.ETag = $"\"{++fetches}\"";
            return Server.SendAsync(context, System.Text.Encoding.UTF8.GetBytes(FeedRun.Rss([.. Enumerable.Range(20 * fetches, 20).Select(static i => FeedRun.Item(i))])));
        });
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromHours(12));
        Assert.That(Gaps("/a"), Is.All.GreaterThanOrEqualTo(15));
        Assert.That(Gaps("/a")[^1], Is.LessThan(16));
    }

    [Test]
    public async Task ManyFeeds_ThatAllBringSomething_AreEachAskedWhenDueAndGiveNothingTwice()
    {
        int fetches = 0;
        string[] paths = [.. Enumerable.Range(0, 400).Select(static i => $"/{i}")];
        foreach (string path in paths)
            Server.On(path, context => Server.SendAsync(context, System.Text.Encoding.UTF8.GetBytes(FeedRun.Rss(FeedRun.Item(Interlocked.Increment(ref fetches))))));
        FeedOptions options = FeedRun.OptionsOf(Server, [.. paths.Select(path => Server.Url(path))]) with { PerHost = 4, Concurrency = 64 };
        await using FeedRun run = new(Host, options);
        await run.PassAsync(TimeSpan.FromHours(1.5));
        Assert.That(paths.SelectMany(Gaps), Is.All.GreaterThanOrEqualTo(60));
        Assert.That(run.Posts.Select(static post => post.Title), Is.Unique);
        Assert.That(run.Posts, Has.Count.EqualTo(Server.Requests.Count));
    }

    [Test]
    public async Task QuietFeed_WatchedForHours_IsAskedEveryFour()
    {
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), "\"1\"");
        await using FeedRun run = Run("/a");
        await run.PassAsync(TimeSpan.FromDays(2));
        Assert.That(Gaps("/a")[..5], Is.All.InRange(60, 63));
        Assert.That(Gaps("/a")[6..], Is.All.InRange(240, 252));
    }
}
