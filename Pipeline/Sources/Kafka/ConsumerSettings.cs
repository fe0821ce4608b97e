using Confluent.Kafka;

namespace RtmPipeline.Sources.Kafka;

/// <summary>Makes the settings of the client out of the options.</summary>
internal static class ConsumerSettings
{
    /// <summary>What is added to the name of the group for the group in which takeovers are noted.</summary>
    public const string TakeoverSuffix = ".takeovers";

    /// <summary>Bytes that the client fetches ahead; its default of 64 MiB is for batch jobs.</summary>
    private const int PrefetchKilobytes = 32 * 1024;

    /// <summary>Records that the client tries to have fetched ahead, per partition. With fewer it stops fetching for a second each time it has them: 10,000 made reading a backlog eight times slower.</summary>
    private const int PrefetchRecords = 100_000;

    /// <summary>How often the client tells how the group is: so the source knows that it is well again although no record comes.</summary>
    private const int StatisticsMilliseconds = 2000;

    /// <summary>How often topics and partitions that are new are looked for; also when a missing topic is seen to be there.</summary>
    private const int MetadataMilliseconds = 60_000;

    /// <summary>Longest wait before a broker that was away is tried again; the client's own default of 10 s is longer than many groups give a member.</summary>
    private const int ReconnectMilliseconds = 2_000;

    /// <summary>
    /// How long a request may stay unanswered before its connection is given up: what a connection that neither answers nor breaks costs. The client's own is four times that, for
    /// answers six times as long.
    /// </summary>
    private const int RequestMilliseconds = 15_000;

    /// <summary>Longest answer to a fetch: at 5 Mbit/s it comes within <see cref="RequestMilliseconds"/>. One record may be longer.</summary>
    private const int FetchBytes = 8 * 1024 * 1024;

    /// <summary>How often the group's coordinator is looked for; the client divides it by ten while that is away. Its own default finds one that is back after a minute.</summary>
    private const int CoordinatorMilliseconds = 10_000;

    /// <summary>How long the client beside the group, which is no member, waits for a coordinator before a commit fails and is tried again.</summary>
    private const int BesideMilliseconds = 2_000;

    private const string IsOurs = "may not be set here: the guarantees of the source rest on it";

    /// <summary>Why a setting may not be passed on, in words; null when it may.</summary>
    public static string? WhyNot(string setting) => setting switch
    {
        "enable.auto.commit" or "enable.auto.offset.store" or "auto.commit.interval.ms" or "auto.offset.reset" or "offset.store.method" => IsOurs,
        "partition.assignment.strategy" or "isolation.level" or "allow.auto.create.topics" or "enable.auto.offset.reset" or "group.protocol" => IsOurs,
        "bootstrap.servers" or "metadata.broker.list" => "is told by Brokers",
        "group.id" => "is told by Group",
        "group.instance.id" => "is told by InstanceId",
        "session.timeout.ms" => "is told by SessionTimeoutSeconds",
        "max.poll.interval.ms" => "is told by MaxPollIntervalSeconds",
        "sasl.password" => "is a secret: use SaslPassword from the environment, or SaslPasswordFile",
        "ssl.key.password" => "is a secret: use SslKeyPassword from the environment, or SslKeyPasswordFile",
        "sasl.oauthbearer.client.secret" => "is a secret: use OAuthClientSecret from the environment, or OAuthClientSecretFile",
        "ssl.key.pem" or "ssl.keystore.password" => "is a secret that cannot be passed on: name a file with ssl.key.location",
        "plugin.library.paths" => "would load code",
        _ when setting.StartsWith("test.", StringComparison.Ordinal) => "is for tests of the client",
        _ when setting.EndsWith("_cb", StringComparison.Ordinal) || setting.StartsWith("dotnet.", StringComparison.Ordinal) => "is none that can be told in words",
        _ => null,
    };

    /// <summary>The member of the group.</summary>
    /// <remarks>
    /// The client commits by itself what we store, and never in the middle of a rebalance. A commit of our own at such a time is answered only when the rebalance is over, then
    /// with "illegal generation", upon which the client gives up all its partitions.
    /// </remarks>
    public static ConsumerConfig Member(KafkaOptions options)
    {
        ConsumerConfig settings = Common(options);
        settings.GroupId = options.Group;
        settings.GroupInstanceId = options.InstanceId.Length > 0 ? options.InstanceId : null;
        settings.SessionTimeoutMs = (int)options.SessionTimeout.TotalMilliseconds;
        settings.MaxPollIntervalMs = (int)options.MaxPollInterval.TotalMilliseconds;
        settings.EnableAutoCommit = true;
        settings.AutoCommitIntervalMs = Math.Max(1, (int)options.ClaimInterval.TotalMilliseconds / 2);
        settings.StatisticsIntervalMs = StatisticsMilliseconds;
        settings.QueuedMinMessages = PrefetchRecords;
        settings.QueuedMaxMessagesKbytes = PrefetchKilobytes;
        return settings;
    }

    /// <summary>A client beside the group: it notes takeovers, and reads records again.</summary>
    public static ConsumerConfig Beside(KafkaOptions options)
    {
        ConsumerConfig settings = Common(options);
        settings.GroupId = options.Group + TakeoverSuffix;
        settings.SessionTimeoutMs = BesideMilliseconds;
        settings.EnableAutoCommit = false;
        settings.EnablePartitionEof = true;
        return settings;
    }

    /// <summary>A client that only looks at the group.</summary>
    public static ConsumerConfig Looking(KafkaOptions options)
    {
        ConsumerConfig settings = Beside(options);
        settings.GroupId = options.Group;
        return settings;
    }

    /// <summary>Takes secrets out of a text of the client's.</summary>
    public static string Shown(this KafkaOptions options, string text)
    {
        foreach (string secret in options.Secrets.Values)
        {
            if (secret.Length > 0)
                text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }

    private static ConsumerConfig Common(KafkaOptions options)
    {
        ConsumerConfig settings = new()
        {
            TopicMetadataRefreshIntervalMs = MetadataMilliseconds,
            ClientId = "rtm",
            ReconnectBackoffMaxMs = ReconnectMilliseconds,
            SocketTimeoutMs = RequestMilliseconds,
            FetchMaxBytes = FetchBytes,
            CoordinatorQueryIntervalMs = CoordinatorMilliseconds,
        };
        foreach ((string name, string value) in options.Settings)
            settings.Set(name, value);
        foreach ((string name, string value) in options.Secrets)
            settings.Set(name, value);
        settings.BootstrapServers = options.Brokers;
        settings.EnableAutoOffsetStore = false;
        settings.AutoOffsetReset = AutoOffsetReset.Error;
        settings.AllowAutoCreateTopics = false;
        settings.IsolationLevel = IsolationLevel.ReadCommitted;
        settings.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
        return settings;
    }
}
