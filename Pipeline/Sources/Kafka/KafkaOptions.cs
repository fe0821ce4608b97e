using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Kafka;

/// <summary>Where a partition is begun that the group has never read.</summary>
internal enum KafkaStart : byte
{
    /// <summary>With what comes from now on.</summary>
    Latest,

    /// <summary>With the oldest record that the topic still has.</summary>
    Earliest,
}

/// <summary>What a Kafka source reads, and how.</summary>
internal sealed record KafkaOptions : ISourceOptions
{
    /// <summary>Most partitions that are asked about when the source is only tried.</summary>
    public const int MaxTriedPartitions = 64;

    /// <summary>Least time between two claims. Each costs two flushes of a small file and one commit, whatever the number of records.</summary>
    public static readonly TimeSpan LeastClaimInterval = TimeSpan.FromMilliseconds(5);

    public static readonly TimeSpan MostClaimInterval = TimeSpan.FromSeconds(5);

    /// <summary>Brokers to ask first, as <c>HOST:PORT,HOST:PORT</c>. No default.</summary>
    public required string Brokers { get; init; }

    /// <summary>Topics; one that begins with <c>^</c> is a regular expression for names of topics. No default; at most 100.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Consumer group. Processes with the same group share the partitions. Default <c>rtm</c>.</summary>
    public string Group { get; init; } = "rtm";

    /// <summary>
    /// Name of this process within the group, for static membership: a restart within <see cref="SessionTimeout"/> gets its partitions back without a rebalance. Must differ
    /// from process to process. Empty (default): none.
    /// </summary>
    public string InstanceId { get; init; } = string.Empty;

    /// <summary>Where a partition is begun that the group has never read. Default <see cref="KafkaStart.Latest"/>.</summary>
    public KafkaStart StartAt { get; init; } = KafkaStart.Latest;

    /// <summary>How long the group waits for a process that is silent before its partitions go to others. Default 45 s, from 6 s to 30 min; the broker may allow less.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long the loop that reads may stand before the process leaves the group by itself. Default 5 min, from <see cref="SessionTimeout"/> to 1 h. The loop goes on polling while the pipeline holds it back.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How far one partition may be ahead of the slowest one that has a backlog, by the brokers' times of the records; what is further ahead is paused until the others have
    /// come up. Default 300 s, from 1 s to 1 day; zero for no limit.
    /// </summary>
    public TimeSpan MaxSkew { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How often records are claimed; they wait as long before they are handed on. Default 50 ms, from <see cref="LeastClaimInterval"/> to <see cref="MostClaimInterval"/>.</summary>
    public TimeSpan ClaimInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest value taken, bytes; a longer one goes to the dead letters with its head. Default 1 MiB, from 1 KiB to 64 MiB.</summary>
    public int MaxValueBytes { get; init; } = 1 << 20;

    /// <summary>Most bytes of records that wait for the pipeline; beyond it all partitions are paused. Default 32 MiB, from 1 MiB to 1 GiB. As much again may wait for a claim.</summary>
    public long MaxBufferedBytes { get; init; } = 32L << 20;

    /// <summary>
    /// Network whose ids the keys are, for records without a value, which delete the post of their key: <c>x</c>, <c>bluesky</c>, <c>mastodon</c>, <c>plain</c>, or any source
    /// name of the plain form. Empty (default): told by the look of the key.
    /// </summary>
    public string KeySource { get; init; } = string.Empty;

    /// <summary>Settings of librdkafka that are passed on as they are, as <c>security.protocol</c>. Those that the guarantees rest on are refused (<see cref="ConsumerSettings.WhyNot"/>).</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Secret settings of librdkafka, as <c>sasl.password</c>. Never shown.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    public bool ReadsJournal => true;

    /// <inheritdoc />
    public ILiveSource Create(SourceHost host) => new KafkaSource(this, host);

    /// <summary>Not the settings' values: there may be secrets among them.</summary>
    public override string ToString() => $"{string.Join(", ", Topics)} on {Brokers} as {Group}";
}
