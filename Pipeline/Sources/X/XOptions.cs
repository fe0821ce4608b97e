using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>What is done about the rules of the filtered stream.</summary>
internal enum XRuleMode : byte
{
    /// <summary>They are kept in step with the brand profiles.</summary>
    On,

    /// <summary>It is only said what would be added and removed.</summary>
    DryRun,

    /// <summary>They are somebody else's, and left alone.</summary>
    Off,
}

/// <summary>Where and how one stream of X's API v2 is read.</summary>
internal sealed record XOptions : ISourceOptions
{
    /// <summary>
    /// Longest line, bytes: 1 MiB. A post with everything that is asked for has some 3 to 20 KB. A longer line becomes a fault record with its head, and the stream goes on.
    /// </summary>
    public const int MaxLineBytes = 1 << 20;

    /// <summary>Most parts of a stream (firehose).</summary>
    public const int MaxPartition = 20;

    /// <summary>Most minutes that X sends again.</summary>
    public const int MaxBackfillMinutes = 5;

    /// <summary>Connects that X allows in <see cref="ConnectWindow"/>.</summary>
    public const int ConnectLimit = 50;

    /// <summary>The time over which X counts requests.</summary>
    public static readonly TimeSpan ConnectWindow = TimeSpan.FromMinutes(15);

    /// <summary>App-only bearer token. Never shown; from the environment or a file.</summary>
    public required string BearerToken { get; init; }

    /// <summary>File of the token; null where it is in place. Read again when the token was refused, until it holds another one.</summary>
    public string? BearerTokenFile { get; init; }

    /// <summary>Where the API is. Default https://api.x.com; plain http only to loopback, since the token goes along.</summary>
    public Uri Endpoint { get; init; } = new("https://api.x.com");

    /// <summary>Which stream. Default: the filtered one.</summary>
    public XStreamKind Stream { get; init; }

    /// <summary>Which part: 1–2 of <see cref="XStreamKind.Sample10"/>, 1–20 of <see cref="XStreamKind.Firehose"/>, 1–4 of the compliance streams; 0 for streams without parts.</summary>
    public int Partition { get; init; }

    /// <summary>Minutes that X is asked to send again after a connection was lost, 0–5. Default 0: only enterprise plans have it.</summary>
    public int BackfillMinutes { get; init; }

    /// <summary>How long the stream may be quiet before it is taken for dead. Default 30 s: X sends a sign of life every 20 s.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Connects in 15 minutes, 1–50. Default 45 of the 50 that X allows, which leaves some for <c>sources test</c>. Sources that read parts of one stream share X's limit.</summary>
    public int MaxConnects { get; init; } = 45;

    /// <summary>What is done about rules. Default on; only the filtered stream has any.</summary>
    public XRuleMode Rules { get; init; }

    /// <summary>Beginning of the tags of our rules, by which they are told from those of others. Default <c>rtm</c>.</summary>
    public string RuleTag { get; init; } = "rtm";

    /// <summary>Most rules that the plan has, those of others too. Default 1,000.</summary>
    public int MaxRules { get; init; } = 1_000;

    /// <summary>Longest rule, characters. Default 1,024; enterprise plans have 2,048.</summary>
    public int MaxRuleLength { get; init; } = 1_024;

    /// <summary>Rules of the user's own, kept as those of the profiles are.</summary>
    public IReadOnlyList<string> ExtraRules { get; init; } = [];

    /// <summary>
    /// Bytes of posts that wait for the pipeline. Default 64 MiB: some 20,000 posts, a minute and a half at the 250 posts a second of the filtered stream. When they are full,
    /// reading stops; X then closes the connection, and the stream is taken up again with backfill where the plan has it.
    /// </summary>
    public long QueueBytes { get; init; } = 64L << 20;

    /// <summary>How the program names itself.</summary>
    public string UserAgent { get; init; } = DefaultUserAgent;

    public static string DefaultUserAgent { get; } = $"RtmPipeline/{typeof(XOptions).Assembly.GetName().Version?.ToString(3) ?? "0"}";

    /// <summary>True when the profiles' rules are this source's business.</summary>
    public bool KeepsRules => Stream == XStreamKind.Filtered && Rules != XRuleMode.Off;

    /// <summary>Parts that a stream has; 0 for a stream that is not in parts.</summary>
    public static int PartitionsOf(XStreamKind stream) => stream switch
    {
        XStreamKind.Sample10 => 2,
        XStreamKind.Firehose => MaxPartition,
        XStreamKind.Compliance or XStreamKind.UserCompliance => 4,
        _ => 0,
    };

    /// <inheritdoc />
    public ILiveSource Create(SourceHost host) => new XSource(this, host);

    /// <summary>Says nothing of the token.</summary>
    public override string ToString() => $"{Stream} of {Endpoint}";
}
