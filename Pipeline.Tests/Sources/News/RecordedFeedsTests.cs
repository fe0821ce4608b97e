using System.Globalization;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using RtmPipeline.Sources.News;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>
/// Nine saved feeds of newspapers, polled for three simulated days: what it costs their servers, and that each item is read once. The table goes to the test's output; beside it stands
/// what a program would cost that asks every five minutes for everything.
/// </summary>
internal sealed class RecordedFeedsTests
{
    private const int NaiveMinutes = 5;

    private static readonly string[] s_files = ["as.xml.gz", "bbc.xml", "cnn.xml", "eldiario.xml", "elmundo.xml", "huffpost.xml", "nytimes.xml.gz", "theguardian.xml.gz", "tujmon-elpais.xml.gz"];
    private static readonly TimeSpan s_time = TimeSpan.FromDays(3);

    private LiveHost _host = null!;
    private FeedServer _server = null!;
    private RecordedFeed[] _feeds = null!;
    private Dictionary<string, Tally> _tallies = null!;
    private DateTimeOffset _begin;

    [SetUp]
    public void Start()
    {
        _host = new LiveHost();
        _server = new FeedServer(_host.Clock);
        _begin = _host.Clock.GetUtcNow();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        _host.Dispose();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task NineFeeds_PolledForThreeDays_GiveEachItemOnceForAFractionOfTheRequests(bool isRepeated)
    {
        _feeds = [.. s_files.Select(file => new RecordedFeed(SharedData.Require("news_feeds", file), _begin, _begin + s_time, isRepeated))];
        _tallies = _feeds.ToDictionary(static feed => feed.Name, static _ => new Tally(), StringComparer.Ordinal);
        foreach (RecordedFeed feed in _feeds)
            _server.On($"/{feed.Name}", context => AnswerAsync(feed, context, _host.Clock.GetUtcNow()));
        FeedOptions options = FeedRun.OptionsOf(_server, [.. _feeds.Select(Url)]) with { AllowPrivateAddresses = [.. _feeds.Select(HostOf)], Concurrency = 1 };
        await using FeedRun run = new(_host, options);
        // The newest item appears at the end; one more wait of the longest kind lets it be read.
        await run.PassAsync(s_time + TimeSpan.FromHours(4.2));

        Table(run);
        Assert.Multiple(() =>
        {
            foreach (RecordedFeed feed in _feeds)
            {
                string[] ids = IdsOf(run, feed);
                Assert.That(ids, Is.Unique, $"{feed.Name}: items handed on twice");
                Assert.That(ids, Has.Length.EqualTo(feed.ToRead), $"{feed.Name}: items read");
                Assert.That(GapsOf(feed), Is.All.GreaterThanOrEqualTo(15), $"{feed.Name}: minutes between requests");
                Assert.That(_server.To($"/{feed.Name}").Skip(1).Select(static request => request.Header("If-None-Match")), Has.None.Null, $"{feed.Name}: conditional from the second request on");
            }

            Assert.That(run.Rejections, Is.Empty);
            Assert.That(run.Counts.GetValueOrDefault("changed"), Is.Zero, "no item changes in the recordings");
            Assert.That(_server.Requests, Has.Count.LessThan(NaiveRequests * _feeds.Length / 3));
        });
    }

    private static int NaiveRequests => (int)(s_time.TotalMinutes / NaiveMinutes);

    private static string HostOf(RecordedFeed feed) => $"{feed.Name}.test";

    private string Url(RecordedFeed feed) => _server.Url($"/{feed.Name}", HostOf(feed));

    private string[] IdsOf(FeedRun run, RecordedFeed feed) => [.. run.Read.Where(read => read.Feed == Url(feed)).Select(static read => read.Post.Id)];

    private double[] GapsOf(RecordedFeed feed) =>
        [.. _server.To($"/{feed.Name}").Zip(_server.To($"/{feed.Name}").Skip(1), static (one, next) => (next.At - one.At).TotalMinutes)];

    private Task AnswerAsync(RecordedFeed feed, HttpContext context, DateTimeOffset now)
    {
        byte[] document = feed.At(now);
        string tag = RecordedFeed.TagOf(document);
        context.Response.Headers.ETag = tag;
        context.Response.Headers.LastModified = RecordedFeed.HttpDate(feed.ChangedAt(now));
        Tally tally = _tallies[feed.Name];
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            tally.Unchanged++;
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        tally.Bytes += document.Length;
        context.Response.ContentType = "application/rss+xml; charset=utf-8";
        return context.Response.Body.WriteAsync(document).AsTask();
    }

    private void Table(FeedRun run)
    {
        Line("feed", "requests", "304", "bytes", "items", "read", "twice", "median wait min", "longest wait min", "least gap min", "naive requests", "naive bytes");
        long[] sums = new long[8];
        foreach (RecordedFeed feed in _feeds)
        {
            string[] ids = IdsOf(run, feed);
            int requests = _server.To($"/{feed.Name}").Count;
            int distinct = ids.Distinct().Count();
            long naive = Enumerable.Range(0, NaiveRequests).Sum(i => (long)feed.At(_begin + TimeSpan.FromMinutes(NaiveMinutes * i)).Length);
            (double median, double longest) = WaitsOf(feed);
            Line(feed.Name, requests, _tallies[feed.Name].Unchanged, _tallies[feed.Name].Bytes, feed.ToRead, distinct, ids.Length - distinct, median, longest, GapsOf(feed).Min(), NaiveRequests, naive);
            foreach ((int i, long value) in new long[] { requests, _tallies[feed.Name].Unchanged, _tallies[feed.Name].Bytes, feed.ToRead, distinct, ids.Length - distinct, NaiveRequests, naive }.Index())
                sums[i] += value;
        }

        Line("all", sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], "", "", "", sums[6], sums[7]);
        Line($"changed items handed on again: {run.Counts.GetValueOrDefault("changed")}");
    }

    /// <summary>Minutes from when an item appears to the next request, the middle one and the longest, of those that appear after the beginning.</summary>
    private (double Median, double Longest) WaitsOf(RecordedFeed feed)
    {
        DateTimeOffset[] requests = [.. _server.To($"/{feed.Name}").Select(static request => request.At)];
        double[] waits = [.. feed.Appearing.Select(at => (requests.First(request => request >= at) - at).TotalMinutes).Order()];
        return waits.Length == 0 ? (0, 0) : (waits[waits.Length / 2], waits[^1]);
    }

    private static void Line(params object[] cells) => TestContext.Out.WriteLine(string.Join(" | ", cells.Select(static cell => cell is double number ? number.ToString("0.0", CultureInfo.InvariantCulture) : string.Format(CultureInfo.InvariantCulture, "{0}", cell))));

    /// <summary>What the server gave of one feed. Feeds are fetched one at a time here.</summary>
    private sealed class Tally
    {
        public long Bytes { get; set; }

        public long Unchanged { get; set; }
    }
}
