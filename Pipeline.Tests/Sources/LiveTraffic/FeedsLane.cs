using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Posts;
using RtmPipeline.Tests.Sources.News;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>Publishers with feeds that grow. A feed shows its newest items; an item counts as sent once a whole document had it.</summary>
internal sealed class FeedsLane : TrafficLane
{
    public static readonly string[] FaultKinds = ["500", "cut body", "429 with Retry-After", "broken XML", "moved", "compression bomb", "304"];

    private const int Lane = 9;
    private const int Feeds = 40;

    /// <summary>Newest items that a feed shows; at most one in four seconds is new, and a feed is asked each five minutes.</summary>
    private const int Shown = 200;

    /// <summary>Seconds between two items of a feed.</summary>
    private const int ItemSeconds = 4;

    private readonly FeedServer[] _servers;
    private readonly Lock _gate = new();
    private readonly List<(long Number, string Item)>[] _items = [.. Enumerable.Range(0, Feeds).Select(_ => new List<(long, string)>())];

    public FeedsLane(FeedServer[] servers, FaultPlan faults)
        : base("wire", (double)Feeds / ItemSeconds, faults)
    {
        _servers = servers;
        for (int i = 0; i < Feeds; i++)
        {
            int feed = i;
            ServerOf(feed).On($"/f{feed}.xml", context => AnswerAsync(context, feed));
        }
    }

    /// <summary>A publisher's address: each is a host of its own.</summary>
    public static string HostOf(int server) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.{server + 1}");

    public override bool IsDocument => true;

    public override Dictionary<string, object> Section => new()
    {
        ["Kind"] = "feeds",
        ["Urls"] = Enumerable.Range(0, Feeds).Select(i => ServerOf(i).Url($"/f{i}.xml", HostOf(i % _servers.Length))).ToArray(),
        ["Contact"] = "ops@example.org",
        ["PollMinutes"] = 5,
        ["MinPollMinutes"] = 5,
        ["MaxPollMinutes"] = 5,
        ["StartSpreadSeconds"] = 20,
        ["PerHost"] = 4,
        ["AllowPrivateAddresses"] = new[] { "127.0.0.0/8" },
        ["Ports"] = _servers.Select(server => server.Port.ToString(CultureInfo.InvariantCulture)).ToArray(),
    };

    /// <summary>A document comes from its address.</summary>
    public override bool Owns(string from) => from.StartsWith("http://", StringComparison.Ordinal);

    protected override byte[] Marker { get; } = "\">news-"u8.ToArray();

    public override Task RunAsync(CancellationToken stop) => PauseAsync(86_400, stop);

    private FeedServer ServerOf(int feed) => _servers[feed % _servers.Length];

    /// <summary>The items that are new since the feed was last given, numbered now.</summary>
    private byte[] Document(int feed)
    {
        StringBuilder xml = new("""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Invented</title><link>https://news.example/</link><description>d</description>""");
        lock (_gate)
        {
            List<(long Number, string Item)> items = _items[feed];
            // One is there from the start.
            for (int due = Math.Min(Shown, DueOf(1.0 / ItemSeconds, items.Count - 1)); due > 0; due--)
            {
                long number = Write();
                items.Add((number, $"""<item><guid isPermaLink="false">news-{number}</guid><title>{TrafficText.Of(Lane, number)}</title><link>https://news.example/{feed}/{number}</link><pubDate>{DateTime.UtcNow:R}</pubDate></item>"""));
            }

            foreach ((_, string item) in items.AsEnumerable().Reverse().Take(Shown))
                xml.Append(item);
        }

        return Utf8(xml.Append("</channel></rss>").ToString());
    }

    private async Task AnswerAsync(HttpContext context, int feed)
    {
        HttpResponse response = context.Response;
        string? fault;
        lock (_gate)
            fault = Faults.Due();
        switch (fault)
        {
            case "500":
                response.StatusCode = 500;
                return;
            case "429 with Retry-After":
                response.StatusCode = 429;
                response.Headers.RetryAfter = "20";
                return;
            case "cut body":
                response.ContentLength = 5_000;
                await response.Body.WriteAsync(Utf8("<rss version=\"2.0\"><channel><item><title>gr"));
                context.Abort();
                return;
            case "broken XML":
                // No item is in it: one that can be read is read, and nobody wrote it.
                await ServerOf(feed).SendAsync(context, Utf8("<rss version=\"2.0\"><channel><title>a & b <</channel>"));
                return;
            case "moved":
                response.StatusCode = 302;
                response.Headers.Location = "http://169.254.169.254/latest/meta-data/";
                return;
            case "compression bomb":
                response.Headers.ContentEncoding = "gzip";
                await ServerOf(feed).SendAsync(context, Packed(new byte[64 << 20]));
                return;
            case "304" when context.Request.Headers.IfNoneMatch.Count > 0:
                response.StatusCode = 304;
                return;
            default:
                response.ContentType = "application/rss+xml";
                byte[] document = Document(feed);
                response.Headers.ETag = $"\"{StableHash.Of(document):x}\"";
                await ServerOf(feed).SendAsync(context, document);
                return;
        }
    }

    private static byte[] Packed(byte[] plain)
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(plain);
        return packed.ToArray();
    }
}
