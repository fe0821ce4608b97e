using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Commands.Configuration;

internal static class RedisSection
{
    public static RedisOptions Read(OptionSection section)
    {
        RedisOptions defaults = new();
        RedisOptions options = new()
        {
            Endpoint = section.Text(nameof(RedisOptions.Endpoint), defaults.Endpoint, 1_000),
            Password = section.Secret(nameof(RedisOptions.Password)),
            PasswordFile = section.SecretFile(nameof(RedisOptions.Password)),
            User = Named(section.Text(nameof(RedisOptions.User), "", 100)),
            Tls = section.Flag(nameof(RedisOptions.Tls), defaults.Tls),
            Prefix = section.Text(nameof(RedisOptions.Prefix), defaults.Prefix, RedisOptions.MaxPrefixLength),
            MaxLength = section.Whole(nameof(RedisOptions.MaxLength), defaults.MaxLength, 1_000, 100_000_000, "entries"),
            BoardLength = section.Whole(nameof(RedisOptions.BoardLength), defaults.BoardLength, 10, 1_000_000, "opportunities"),
            OpportunityTtl = Seconds(section, "OpportunityTtlSeconds", defaults.OpportunityTtl, 60, 2_592_000),
            BatchEntries = section.Whole(nameof(RedisOptions.BatchEntries), defaults.BatchEntries, 1, 1_000, "entries"),
            Append = section.Flag(nameof(RedisOptions.Append), defaults.Append),
            Lease = Seconds(section, "LeaseSeconds", defaults.Lease, 1, 300),
            TakeOver = section.Flag(nameof(RedisOptions.TakeOver), defaults.TakeOver),
            WaitReplicas = section.Whole(nameof(RedisOptions.WaitReplicas), defaults.WaitReplicas, 0, 5, "replicas"),
            WaitMilliseconds = section.Whole(nameof(RedisOptions.WaitMilliseconds), defaults.WaitMilliseconds, 10, 60_000, "milliseconds"),
            ResendEntries = section.Whole(nameof(RedisOptions.ResendEntries), defaults.ResendEntries, 0, 10_000_000, "entries"),
            ResendMegabytes = section.Whole(nameof(RedisOptions.ResendMegabytes), defaults.ResendMegabytes, 0, 4_096, "megabytes"),
            ConnectTimeout = Milliseconds(section, "ConnectTimeoutMilliseconds", defaults.ConnectTimeout, 100, 60_000),
            ResponseTimeout = Milliseconds(section, "ResponseTimeoutMilliseconds", defaults.ResponseTimeout, 100, 300_000),
            OpenPatience = Seconds(section, "OpenPatienceSeconds", defaults.OpenPatience, 0, 86_400),
        };
        foreach (string fault in options.Faults())
        {
            // The options know their own rules; a fault reads "Redis:Key is …", and the key is named apart here.
            int space = fault.IndexOf(' ', StringComparison.Ordinal);
            section.Refuse(fault["Redis:".Length..space], fault[(space + 1)..]);
        }

        return options;
    }

    private static string? Named(string text) => text.Length == 0 ? null : text;

    private static TimeSpan Seconds(OptionSection section, string key, TimeSpan fallback, long least, long most) =>
        TimeSpan.FromSeconds(section.Whole(key, (long)fallback.TotalSeconds, least, most, "seconds"));

    private static TimeSpan Milliseconds(OptionSection section, string key, TimeSpan fallback, long least, long most) =>
        TimeSpan.FromMilliseconds(section.Whole(key, (long)fallback.TotalMilliseconds, least, most, "milliseconds"));
}
