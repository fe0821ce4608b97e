namespace RtmPipeline.Delivery.Redis;

/// <summary>How to reach Redis and what to keep there. Needs Redis 6.2 or newer. The defaults suit a server on the same machine.</summary>
internal sealed record RedisOptions
{
    public const string DefaultEndpoint = "127.0.0.1:6379";
    public const string DefaultPrefix = "{rtm}";

    /// <summary>Longest prefix, in characters.</summary>
    public const int MaxPrefixLength = 100;

    /// <summary><c>HOST:PORT</c>; for a cluster some of its nodes, with commas between. Default 127.0.0.1:6379.</summary>
    public string Endpoint { get; init; } = DefaultEndpoint;

    /// <summary>Password; null for none. Never printed. From the environment or a file, not from the command line.</summary>
    public string? Password { get; init; }

    /// <summary>File that holds the password, which is then read again for each new connection; null for none. Default null.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>ACL user name; null for the server's default user. Builds with version 1 of the Redis client know no user names and refuse it.</summary>
    public string? User { get; init; }

    /// <summary>Speaks TLS 1.2 or 1.3; the certificate must be trusted by the system and match the host. Default false.</summary>
    public bool Tls { get; init; }

    /// <summary>
    /// What all keys begin with. It holds exactly one non-empty part in braces, so that all keys live in one slot of a cluster and one script may touch
    /// them: <c>{rtm}</c>, <c>{rtm:1}</c>, <c>acme:{rtm}</c>. Letters, digits and <c>: . _ - { }</c>, at most 100 characters. Default {rtm}.
    /// </summary>
    public string Prefix { get; init; } = DefaultPrefix;

    /// <summary>Entries kept in each stream, 1,000 to 100,000,000; Redis trims whole nodes, so some more stay. Default 100,000.</summary>
    public int MaxLength { get; init; } = 100_000;

    /// <summary>Live opportunities kept on the board, 10 to 1,000,000; beyond it the lowest scores leave. Default 10,000.</summary>
    public int BoardLength { get; init; } = 10_000;

    /// <summary>
    /// How long the hash with an opportunity's latest state stays after its last revision, 1 minute to 30 days of Redis' clock. Default
    /// 1 day.
    /// </summary>
    public TimeSpan OpportunityTtl { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Most entries written by one script, 1 to 1,000. Redis answers nobody else meanwhile: 256 entries of 4 KB took 4 to 8 ms on two
    /// busy cores. Default 256.
    /// </summary>
    public int BatchEntries { get; init; } = 256;

    /// <summary>
    /// True goes on after whatever the streams hold. False refuses to write when they hold an entry that is not older than the first one of this run,
    /// because that is what replaying the same input twice looks like. Default false.
    /// </summary>
    public bool Append { get; init; }

    /// <summary>
    /// Who the writer is, over restarts: whoever comes with the same text gets its role back at once, and does not wait until the lease of the process
    /// that died has ended. It must be kept where one process alone can have it, as in a locked state folder. Null for a writer that is new each time.
    /// </summary>
    public string? Holder { get; init; }

    /// <summary>
    /// How long the writer's role stays with a writer that says nothing, 100 ms to 5 minutes of Redis' clock. It is renewed with each write, and every
    /// third of it while there is nothing to write. Another writer waits so long after a crash. Default 10 s.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>True takes the writer's role from a writer that is at work; that one ends. Default false.</summary>
    public bool TakeOver { get; init; }

    /// <summary>Replicas that must have all entries before a checkpoint counts, 0 to 5. 0 asks for none. Default 0.</summary>
    public int WaitReplicas { get; init; }

    /// <summary>How long one question for these replicas waits, 10 to 60,000 ms; it is asked again until they have it. Default 1,000 ms.</summary>
    public int WaitMilliseconds { get; init; } = 1000;

    /// <summary>
    /// Entries kept in memory to be sent again when Redis loses its tail, as by a failover, 0 to 10,000,000. Beyond it the run ends, and has to be
    /// resumed from a checkpoint. Default 100,000.
    /// </summary>
    public int ResendEntries { get; init; } = 100_000;

    /// <summary>Most megabytes (of 2^20 bytes) of these entries, 0 to 4,096. An entry takes about 4 KB. Default 64.</summary>
    public int ResendMegabytes { get; init; } = 64;

    /// <summary>How long one attempt to connect may take, 100 ms to 1 minute. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one answer may take, 100 ms to 5 minutes; afterwards the connection is given up. Default 10 s.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long opening waits for a server that cannot be used yet, 0 to 1 day, or <see cref="Timeout.InfiniteTimeSpan"/> for ever.
    /// Default 10 s.
    /// </summary>
    public TimeSpan OpenPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait after the first failure, 1 ms to 1 minute; it doubles with each further one. Default 50 ms.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Longest wait between attempts, not shorter than the first, up to 5 minutes. Writing is tried for as long as the run goes on.
    /// Default 5 s.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Seed of the jitter of these waits; any number. Default 1.</summary>
    public int JitterSeed { get; init; } = 1;

    /// <summary>Everything that is wrong with these options, each with key, value and limit; empty when they can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(Endpoint) || Endpoint.Split(',').Any(node => !IsHostAndPort(node)))
            faults.Add($"Redis:Endpoint is '{Endpoint}'; it must be HOST:PORT, or several with commas between");
        if (PrefixFault(Prefix) is string fault)
            faults.Add($"Redis:Prefix is '{PlainText.Escape(Prefix)}'; {fault}");
        if (User is not null && (User.Length == 0 || User.Any(character => character is ',' or '=' || char.IsWhiteSpace(character))))
            faults.Add("Redis:User must not be empty, nor hold spaces, commas or '='");
        Check(faults, nameof(MaxLength), MaxLength, 1_000, 100_000_000);
        Check(faults, nameof(BoardLength), BoardLength, 10, 1_000_000);
        Check(faults, nameof(BatchEntries), BatchEntries, 1, 1_000);
        Check(faults, nameof(OpportunityTtl), OpportunityTtl, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        Check(faults, nameof(Lease), Lease, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        Check(faults, nameof(WaitReplicas), WaitReplicas, 0, 5);
        Check(faults, nameof(WaitMilliseconds), WaitMilliseconds, 10, 60_000);
        Check(faults, nameof(ResendEntries), ResendEntries, 0, 10_000_000);
        Check(faults, nameof(ResendMegabytes), ResendMegabytes, 0, 4_096);
        Check(faults, nameof(ConnectTimeout), ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Check(faults, nameof(ResponseTimeout), ResponseTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        if (OpenPatience != Timeout.InfiniteTimeSpan)
            Check(faults, nameof(OpenPatience), OpenPatience, TimeSpan.Zero, TimeSpan.FromDays(1));
        Check(faults, nameof(FirstRetryDelay), FirstRetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Check(faults, nameof(MaxRetryDelay), MaxRetryDelay, FirstRetryDelay, TimeSpan.FromMinutes(5));
        return faults;
    }

    private static void Check<T>(List<string> faults, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            faults.Add($"Redis:{key} is {value}; it must be from {least} to {most}");
    }

    private static bool IsHostAndPort(string node)
    {
        int colon = node.LastIndexOf(':');
        return colon > 0
            && !node.AsSpan().ContainsAny(" /=@")
            && int.TryParse(node.AsSpan(colon + 1), out int port)
            && port is > 0 and <= 65_535;
    }

    private static string? PrefixFault(string prefix)
    {
        if (prefix.Length > MaxPrefixLength)
            return $"it may have at most {MaxPrefixLength} characters";
        if (prefix.Any(character => !(char.IsAsciiLetterOrDigit(character) || character is ':' or '.' or '_' or '-' or '{' or '}')))
            return "it may hold only letters, digits and : . _ - { }";
        int open = prefix.IndexOf('{', StringComparison.Ordinal);
        int close = prefix.IndexOf('}', StringComparison.Ordinal);
        bool one = open >= 0 && close > open + 1 && prefix.LastIndexOf('{') == open && prefix.LastIndexOf('}') == close;
        return one ? null : "it must hold exactly one part in braces that is not empty, as {rtm} or {rtm:1}";
    }
}
