using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>Which of the two endpoints of a Jetstream server is asked. Events are read in both forms, whichever was asked for.</summary>
internal enum JetstreamProtocol : byte
{
    /// <summary><c>/subscribe</c>, which the public hosts and all servers have.</summary>
    V1,

    /// <summary><c>/xrpc/network.bsky.jetstream.subscribeEvents</c>, which newer servers have.</summary>
    V2,
}

/// <summary>What is read from Bluesky's Jetstream, and how.</summary>
internal sealed record BlueskyOptions : ISourceOptions
{
    public const int MaxHosts = 16;

    /// <summary>Most collections that a server takes.</summary>
    public const int MaxCollections = 100;

    /// <summary>Most accounts that a server takes.</summary>
    public const int MaxDids = 10_000;

    public static IReadOnlyList<string> PublicHosts { get; } =
    [
        "jetstream1.us-east.bsky.network",
        "jetstream2.us-east.bsky.network",
        "jetstream1.us-west.bsky.network",
        "jetstream2.us-west.bsky.network",
    ];

    public static IReadOnlyList<string> FeedCollections { get; } = ["app.bsky.feed.post", "app.bsky.feed.like", "app.bsky.feed.repost"];

    /// <summary>
    /// Servers in order of preference, at most <see cref="MaxHosts"/>; the first is read, the others when it fails. A name, a name and port, or a <c>wss://</c> or <c>ws://</c> address without a
    /// path. Default: the four public ones.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = PublicHosts;

    /// <summary>Which endpoint is asked: <c>v1</c> (default) or <c>v2</c>.</summary>
    public JetstreamProtocol Protocol { get; init; }

    /// <summary>
    /// Collections whose records are read, as <c>app.bsky.feed.post</c> or <c>app.bsky.*</c>; at most <see cref="MaxCollections"/>, none for all. Account events come whatever stands here. Default:
    /// posts, likes and reposts.
    /// </summary>
    public IReadOnlyList<string> Collections { get; init; } = FeedCollections;

    /// <summary>Accounts that are read, as <c>did:plc:…</c>; at most <see cref="MaxDids"/>. Default: none, which reads all.</summary>
    public IReadOnlyList<string> Dids { get; init; } = [];

    /// <summary>How far before the newest event reading begins after a break: servers differ in the times they give to an event, and their times are not in order. Default 5 s, 0 to 300.</summary>
    public TimeSpan Rewind { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Longest message, bytes. The server is asked to leave out longer ones, which it does without a word; those that come nevertheless become dead letters. Default 1 MiB, 8 KiB to 16 MiB.
    /// </summary>
    public int MaxMessageBytes { get; init; } = 1 << 20;

    /// <summary>
    /// How long a connection that answers pings may give no event before it is taken for stuck. Not used where <see cref="Dids"/> are named: few accounts may well say nothing for hours, and such a
    /// connection is renewed each <see cref="QuietRenewal"/>. Default 60 s, 5 to 3600.
    /// </summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the server is pinged, and how long it may take to answer. Default 20 s, 1 to 300. The runtime's clock times it.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Where the very first reading begins, hours ago. Default 0: with what happens from then on. At most <see cref="MaxLookBackHours"/>.</summary>
    public double StartAtHoursAgo { get; init; }

    /// <summary>How far back a server can be asked, hours; what lies before is a gap. Default 36, as the public hosts have it, 1 to 8760.</summary>
    public double MaxLookBackHours { get; init; } = 36;

    /// <summary>Memory for events that the pipeline has not taken yet. When it is full, reading waits, and so does the server, for a while. Default 32 MiB, 1 to 1024.</summary>
    public long QueueBytes { get; init; } = 32 << 20;

    /// <summary>How long a connection for named accounts may be quiet before it is opened anew, from where it was opened.</summary>
    public static TimeSpan QuietRenewal { get; } = TimeSpan.FromHours(1);

    /// <summary>True when so few events may come that their absence tells nothing.</summary>
    public bool IsSparse => Dids.Count > 0;

    /// <summary>How long a connection may give no event.</summary>
    public TimeSpan QuietLimit => IsSparse ? QuietRenewal : ReadTimeout;

    public ILiveSource Create(SourceHost host) => new BlueskySource(this, host);
}
