namespace RtmPipeline.Delivery.Redis;

/// <summary>What the server says of itself; null where it does not let us ask.</summary>
internal sealed record ServerFacts(Version? Version, string? EvictionPolicy)
{
    /// <summary>The first version that can limit the work of trimming.</summary>
    private static readonly Version s_least = new(6, 2);

    /// <exception cref="RedisFaultException">The server cannot be asked.</exception>
    public static async Task<ServerFacts> ReadAsync(RedisLink link, CancellationToken hardStop)
    {
        try
        {
            string server = (string?)await link.ExecuteAsync("INFO", ["server"], hardStop) ?? string.Empty;
            string memory = (string?)await link.ExecuteAsync("INFO", ["memory"], hardStop) ?? string.Empty;
            Version? version = Version.TryParse(Value(server, "redis_version:"), out Version? parsed) ? parsed : null;
            return new ServerFacts(version, Value(memory, "maxmemory_policy:"));
        }
        catch (RedisFaultException fault) when (fault.Message.StartsWith("NOPERM", StringComparison.Ordinal))
        {
            // Asking is a courtesy; whether we may write, the first entry tells.
            return new ServerFacts(null, null);
        }
    }

    /// <exception cref="DeliveryRefusedException">The server is too old.</exception>
    public void Check(string endpoint, Action<string> warn)
    {
        if (Version is not null && Version < s_least)
            throw new DeliveryRefusedException($"Redis at {endpoint} is version {Version}; {s_least} or newer is needed: install one, or name another server with --redis HOST:PORT");
        if (EvictionPolicy is not null && EvictionPolicy.StartsWith("allkeys", StringComparison.Ordinal))
            warn($"Redis at {endpoint} has maxmemory-policy {EvictionPolicy}: short of memory it drops whole streams; set it to noeviction");
    }

    /// <summary>A value of an answer to INFO; null where it does not have that name.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="name">The name with its colon.</param>
    public static string? Value(string text, string name)
    {
        int start = text.IndexOf(name, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += name.Length;
        int end = text.AsSpan(start).IndexOfAny('\r', '\n');
        return end < 0 ? text[start..] : text.Substring(start, end);
    }
}
