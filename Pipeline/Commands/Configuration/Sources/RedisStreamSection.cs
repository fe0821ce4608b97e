using RtmPipeline.Sources.Redis;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>Reads a source of the kind <c>redis</c>.</summary>
internal static class RedisStreamSection
{
    private const int LongestEndpoint = 1_000;
    private const int LongestUser = 100;

    public static RedisStreamOptions Read(OptionSection section)
    {
        RedisStreamOptions defaults = new() { Streams = [] };
        string[] streams = section.Texts("Streams", [], RedisStreamOptions.MaxStreams, RedisStreamOptions.MaxNameLength, "a key of a stream");
        string user = section.Text("User", string.Empty, LongestUser, "a name without spaces, commas and '='", static text => !text.Any(sign => sign is ',' or '=' || char.IsWhiteSpace(sign)));
        RedisStreamOptions options = new()
        {
            Endpoint = section.Text("Endpoint", defaults.Endpoint, LongestEndpoint, "HOST:PORT, or several with commas between", AreNodes),
            User = user.Length == 0 ? null : user,
            Password = section.Secret("Password"),
            PasswordFile = section.SecretFile("Password"),
            Tls = section.Flag("Tls", defaults.Tls),
            Streams = [.. streams.Distinct(StringComparer.Ordinal)],
            Group = section.Text("Group", defaults.Group, RedisStreamOptions.MaxNameLength, "a name", static text => text.Length > 0),
            Consumer = section.Text("Consumer", string.Empty, RedisStreamOptions.MaxNameLength, "a name without '~'", static text => !text.Contains('~', StringComparison.Ordinal)),
            Field = section.Text("Field", string.Empty, RedisStreamOptions.MaxNameLength),
            StartAt = section.Text("StartAt", defaults.StartAt, 41, "end, beginning, or an id as 1700000000000-0", IsStart),
            ClaimIdle = section.Seconds("ClaimIdleSeconds", defaults.ClaimIdle, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            BatchEntries = section.Whole("BatchEntries", defaults.BatchEntries, 1, 10_000, "entries"),
            MaxEntryBytes = section.Whole("MaxEntryBytes", defaults.MaxEntryBytes, 1 << 10, 64 << 20, "bytes"),
            QueueBytes = section.Whole("QueueMegabytes", (int)(defaults.QueueBytes >> 20), 1, 1024, "megabytes") * (1L << 20),
        };
        if (options.Streams.Count == 0)
            section.Refuse("Streams", "is missing; name the key of at least one stream");
        return options;
    }

    private static bool IsStart(string text) => text is "end" or "beginning" || StreamId.TryParse(text, out _);

    private static bool AreNodes(string text) => Array.TrueForAll(text.Split(','), IsNode);

    private static bool IsNode(string node)
    {
        int colon = node.LastIndexOf(':');
        return colon > 0 && !node.AsSpan().ContainsAny(" /=@") && int.TryParse(node.AsSpan(colon + 1), out int port) && port is > 0 and <= 65_535;
    }
}
