using System.Net;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.News.Fetching;

namespace RtmPipeline.Sources.News;

/// <summary>Options of a source of kind <c>feeds</c>: a list of news feeds, which are polled.</summary>
internal sealed record FeedOptions : ISourceOptions
{
    /// <summary>Most characters of an address.</summary>
    public const int MaxAddressLength = 2_048;

    /// <summary>Addresses of feeds. <value>Default none; http or https, at most 2,000. A name and password in an address go to that host alone, over https.</value></summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>OPML files that list feeds; each is read again when it changes. <value>Default none; at most 16.</value></summary>
    public IReadOnlyList<string> Opml { get; init; } = [];

    /// <summary>Where publishers can reach whoever runs this, an address or a mail address: part of the User-Agent. <value>Default none, which is warned of.</value></summary>
    public string Contact { get; init; } = string.Empty;

    /// <summary>
    /// Minutes between two polls of a feed of which nothing is known yet; later they follow how often it brings something. Feeds whose server knows no conditional requests are
    /// never polled more often than this. <value>Default 60; 5 to 1440.</value>
    /// </summary>
    public int PollMinutes { get; init; } = 60;

    /// <summary>Least minutes between two polls of a feed, however busy it is. <value>Default 15; 5 to 1440.</value></summary>
    public int MinPollMinutes { get; init; } = 15;

    /// <summary>Most minutes between two polls of a feed, however quiet it is; its server may ask for more. <value>Default 240; 5 to 1440.</value></summary>
    public int MaxPollMinutes { get; init; } = 240;

    /// <summary>Bytes of a document, also after it was unpacked; a longer one is refused. <value>Default 10 MiB; 64 KiB to 16 MiB.</value></summary>
    public int MaxBodyBytes { get; init; } = 10 << 20;

    /// <summary>How many times its size a document may unpack to, beyond its first MiB. <value>Default 200; 10 to 2000.</value></summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Time for one fetch, with its redirects. <value>Default 30 s; 1 to 300.</value></summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Redirects followed. <value>Default 5; 0 to 20.</value></summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Fetches at once from one host. <value>Default 1; 1 to 4.</value></summary>
    public int PerHost { get; init; } = 1;

    /// <summary>Fetches at once in all. <value>Default 8; 1 to 64.</value></summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Feeds in all; further ones are left out, and told. <value>Default 2,000; 1 to 2,000.</value></summary>
    public int MaxFeeds { get; init; } = 2_000;

    /// <summary>The first polls are spread over this time. <value>Default 60 s; 0 to 3600.</value></summary>
    public TimeSpan StartSpread { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait that a server may ask for with Retry-After. <value>Default 48 h; 1 to 168.</value></summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Hosts, addresses and networks (10.1.0.0/16) that are not of the public internet and may be read all the same. <value>Default none.</value></summary>
    public IReadOnlyList<string> AllowPrivateAddresses { get; init; } = [];

    /// <summary>Ports that may be read besides 80 and 443. <value>Default none.</value></summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <inheritdoc />
    public ILiveSource Create(SourceHost host) => new FeedSource(this, host, static (name, stop) => Dns.GetHostAddressesAsync(name, stop));
}
