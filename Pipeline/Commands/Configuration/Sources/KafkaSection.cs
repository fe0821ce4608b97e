using RtmPipeline.Sources.Kafka;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>Reads the options of a Kafka source.</summary>
internal static class KafkaSection
{
    /// <summary>Most topics of one source.</summary>
    public const int MaxTopics = 100;

    /// <summary>Most settings that are passed on.</summary>
    public const int MaxSettings = 64;

    private const int LongestText = 2000;

    public static KafkaOptions Read(OptionSection section)
    {
        KafkaOptions defaults = new() { Brokers = string.Empty, Topics = [] };
        KafkaOptions options = new()
        {
            Brokers = section.Text(nameof(KafkaOptions.Brokers), string.Empty, LongestText, "brokers as HOST:PORT,HOST:PORT", AreBrokers),
            Topics = section.Texts(nameof(KafkaOptions.Topics), [], MaxTopics, TopicNames.MaxPatternLength, "a topic, or a regular expression that begins with ^", TopicNames.IsRight),
            Group = section.Text(nameof(KafkaOptions.Group), defaults.Group, 200, "a name", static text => text.Length > 0),
            InstanceId = section.Text(nameof(KafkaOptions.InstanceId), string.Empty, 200),
            StartAt = section.Word(nameof(KafkaOptions.StartAt), "latest", "latest", "earliest") == "earliest" ? KafkaStart.Earliest : KafkaStart.Latest,
            SessionTimeout = section.Seconds("SessionTimeoutSeconds", defaults.SessionTimeout, TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(30)),
            MaxPollInterval = section.Seconds("MaxPollIntervalSeconds", defaults.MaxPollInterval, TimeSpan.FromSeconds(6), TimeSpan.FromHours(1)),
            MaxSkew = section.Seconds("MaxSkewSeconds", defaults.MaxSkew, TimeSpan.Zero, TimeSpan.FromDays(1)),
            ClaimInterval = section.Seconds("ClaimIntervalSeconds", defaults.ClaimInterval, KafkaOptions.LeastClaimInterval, KafkaOptions.MostClaimInterval),
            MaxValueBytes = section.Whole(nameof(KafkaOptions.MaxValueBytes), defaults.MaxValueBytes, 1 << 10, 64 << 20, "bytes"),
            MaxBufferedBytes = section.Whole(nameof(KafkaOptions.MaxBufferedBytes), defaults.MaxBufferedBytes, 1L << 20, 1L << 30, "bytes"),
            KeySource = section.Text(nameof(KafkaOptions.KeySource), string.Empty, 32, "a name of a source in letters, digits, '.', '_' and '-'", static text => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')),
            Settings = section.Entries(nameof(KafkaOptions.Settings), MaxSettings, LongestText, ConsumerSettings.WhyNot),
            Secrets = Secrets(section),
        };
        if (options.Brokers.Length == 0)
            section.Refuse(nameof(KafkaOptions.Brokers), "is missing; it must be brokers as HOST:PORT,HOST:PORT");
        if (options.Topics.Count == 0)
            section.Refuse(nameof(KafkaOptions.Topics), "is missing; name at least one topic");
        if (options.MaxPollInterval < options.SessionTimeout)
            section.Refuse("MaxPollIntervalSeconds", $"is {options.MaxPollInterval.TotalSeconds:0}; it must be at least SessionTimeoutSeconds, {options.SessionTimeout.TotalSeconds:0}");
        return options;
    }

    private static SortedDictionary<string, string> Secrets(OptionSection section)
    {
        SortedDictionary<string, string> secrets = new(StringComparer.Ordinal);
        foreach ((string key, string setting) in (ReadOnlySpan<(string, string)>)[("SaslPassword", "sasl.password"), ("SslKeyPassword", "ssl.key.password"), ("OAuthClientSecret", "sasl.oauthbearer.client.secret")])
        {
            if (section.Secret(key) is { } secret)
                secrets[setting] = secret;
        }

        return secrets;
    }

    private static bool AreBrokers(string text) => text.Length == 0 || text.Split(',').All(IsBroker);

    /// <summary>A host with or without a port, and an IPv6 address in brackets.</summary>
    private static bool IsBroker(string broker) =>
        Uri.TryCreate($"kafka://{broker.Trim()}", UriKind.Absolute, out Uri? address) && address.Host.Length > 0 && address.PathAndQuery is "" or "/" && address.UserInfo.Length == 0;
}
