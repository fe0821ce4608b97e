using System.Net;
using System.Text;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.News;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>A source of feeds under test: what it hands on is decoded and kept, and time moves when the test says so.</summary>
internal sealed class FeedRun : IAsyncDisposable
{
    private readonly LiveHost _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private readonly bool _accepts;

    public FeedRun(LiveHost host, FeedOptions options, bool accepts = true)
    {
        _host = host;
        _accepts = accepts;
        Source = new FeedSource(options, host.Begin(kind: "feeds"), ResolveAsync);
        _reading = Task.Run(ReadAsync);
    }

    public FeedSource Source { get; }

    public List<(string Form, string Source, long ReceivedAt, string Text)> Records { get; } = [];

    public List<Post> Posts { get; } = [];

    /// <summary>Which feed each post came from, and when it was handed on.</summary>
    public List<(string Feed, DateTimeOffset At, Post Post)> Read { get; } = [];

    public List<Rejection> Rejections { get; } = [];

    public IReadOnlyDictionary<string, long> Counts => Source.Watch.Counts;

    /// <summary>Options for a server of the test: its name is allowed, its addresses are not.</summary>
    public static FeedOptions OptionsOf(FeedServer server, params string[] urls) => new()
    {
        Urls = urls,
        Contact = "mail@example.org",
        Ports = [server.Port],
        AllowPrivateAddresses = ["feeds.test", "other.test"],
        StartSpread = TimeSpan.Zero,
    };

    public static string Rss(params string[] items) => $"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wire</title><link>https://news.example/</link>{string.Concat(items)}</channel></rss>";

    public static string Item(int number, string? text = null, string? guid = null, bool isDated = true) =>
        $"<item><title>News {number}</title><link>https://news.example/{number}</link><guid isPermaLink=\"false\">{guid ?? $"id-{number}"}</guid>"
        + (isDated ? $"<pubDate>Fri, 14 Aug 2026 08:{number % 60:00}:00 GMT</pubDate>" : string.Empty) + $"<description>{text ?? $"Text {number}"}</description></item>";

    /// <summary>Waits until nothing is to be done before time moves on.</summary>
    public async Task SettleAsync()
    {
        // Most polls of a server on this machine take less than the pause of Eventually.
        for (int i = 0; i < 2_000 && !IsSettled; i++)
            await Task.Yield();
        await Eventually.IsTrue(() => IsSettled, "the feeds are polled");
    }

    private bool IsSettled => Source.SleepsUntil > _host.Clock.GetUtcNow().ToUnixTimeMilliseconds() || _reading.IsFaulted;

    /// <summary>Lets time pass, poll after poll.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await SettleAsync();
        DateTimeOffset end = _host.Clock.GetUtcNow() + time;
        while (DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(Source.SleepsUntil, end.ToUnixTimeMilliseconds() + 1)) <= end)
        {
            _host.Clock.Advance(DateTimeOffset.FromUnixTimeMilliseconds(Source.SleepsUntil) - _host.Clock.GetUtcNow());
            await SettleAsync();
        }

        _host.Clock.Advance(end - _host.Clock.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    public static Task<IPAddress[]> ResolveAsync(string host, CancellationToken stop) =>
        Task.FromResult<IPAddress[]>(host is "inside.test" ? [IPAddress.Parse("10.0.0.1")] : [IPAddress.Loopback]);

    private async Task ReadAsync()
    {
        PostDecoder decoder = new();
        await foreach (RawBatch batch in Source.ReadAsync(100, _stop.Token))
        {
            foreach (RawRecord record in batch.Records.ToArray())
                Records.Add((record.Form.ToString(), record.Position.Source, record.ReceivedAt, Encoding.Latin1.GetString(record.Bytes.Span)));
            foreach (DecodedItem item in decoder.Decode(batch).Items)
            {
                if (item.Post is { } post)
                {
                    Posts.Add(post);
                    Read.Add((batch.Records[0].Position.Source, _host.Clock.GetUtcNow(), post));
                }
                else if (item.Rejection is { } rejection)
                    Rejections.Add(rejection);
            }

            batch.Dispose();
            if (_accepts)
                batch.Accepted?.Invoke();
        }
    }
}
