namespace RtmPipeline.Delivery.Redis;

/// <summary>How well a server keeps what it is given, by its own word; null where it does not let us ask.</summary>
/// <param name="EvictionPolicy">What it drops when it is short of memory.</param>
/// <param name="HasAppendFile">True when it keeps an append-only file.</param>
/// <param name="CouldAppend">False when it could not write that file the last time.</param>
/// <param name="Fsync">When that file is flushed to the disk.</param>
/// <param name="SavePoints">When it makes snapshots; empty for never.</param>
internal sealed record ServerDurability(string? EvictionPolicy, bool? HasAppendFile, bool? CouldAppend, string? Fsync, string? SavePoints)
{
    private const string AppendOnly = "set appendonly yes and appendfsync everysec, as deploy/redis/redis.conf does";

    /// <summary>Asks the server.</summary>
    /// <exception cref="RedisFaultException">The server cannot be asked; or it is a replica, which passes when it takes over.</exception>
    public static async Task<ServerDurability> ReadAsync(RedisLink link, CancellationToken hardStop)
    {
        try
        {
            string replication = (string?)await link.ExecuteAsync("INFO", ["replication"], hardStop) ?? string.Empty;
            if (ServerFacts.Value(replication, "role:") == "slave")
            {
                await link.DropAsync(hardStop);
                string master = $"{ServerFacts.Value(replication, "master_host:")}:{ServerFacts.Value(replication, "master_port:")}";
                throw new RedisFaultException(RedisFaultKind.Passing, DeliveryTrouble.ReadOnly, $"it is a replica, of {PlainText.Escape(master)}, and what is written there does not stay", null);
            }

            string memory = (string?)await link.ExecuteAsync("INFO", ["memory"], hardStop) ?? string.Empty;
            string persistence = (string?)await link.ExecuteAsync("INFO", ["persistence"], hardStop) ?? string.Empty;
            bool? hasAppendFile = ServerFacts.Value(persistence, "aof_enabled:") is { } enabled ? enabled == "1" : null;
            return new ServerDurability(
                ServerFacts.Value(memory, "maxmemory_policy:"),
                hasAppendFile,
                ServerFacts.Value(persistence, "aof_last_write_status:") is { } status ? status == "ok" : null,
                hasAppendFile == true ? await SettingAsync(link, "appendfsync", hardStop) : null,
                hasAppendFile == false ? await SettingAsync(link, "save", hardStop) : null);
        }
        catch (RedisFaultException fault) when (fault.Message.StartsWith("NOPERM", StringComparison.Ordinal))
        {
            return new ServerDurability(null, null, null, null, null);
        }
    }

    /// <summary>Says what makes the guarantees weaker, each with what to do about it.</summary>
    /// <param name="options">Which server, and who asked it.</param>
    /// <param name="warn">Gets a sentence for each.</param>
    public void Check(RedisOptions options, Action<string> warn)
    {
        string redis = $"Redis at {options.Endpoint}";
        if (HasAppendFile is null)
            warn($"{redis} does not say whether it keeps what is written; let it be asked: ACL SETUSER {WriterRights.UserOf(options)} +info");
        if (EvictionPolicy is not null && EvictionPolicy.StartsWith("volatile", StringComparison.Ordinal))
            warn($"{redis} has maxmemory-policy {EvictionPolicy}: short of memory it drops the hashes of opportunities before their time; set it to noeviction");
        if (HasAppendFile == false)
        {
            warn(SavePoints is { Length: 0 }
                ? $"{redis} keeps nothing on disk (appendonly no, and no save points): when it ends, all streams are gone; {AppendOnly}"
                : $"{redis} has no append-only file (appendonly no): when it crashes, all that came since its last snapshot is gone; {AppendOnly}");
        }

        if (HasAppendFile == true && CouldAppend == false)
            warn($"{redis} could not write its append-only file the last time (aof_last_write_status), and takes no writes until it can; make room on its disk, and see its log");
        if (Fsync == "no")
            warn($"{redis} leaves it to the system when its append-only file gets to the disk (appendfsync no): a power failure takes the last half minute or so; set appendfsync everysec");
    }

    /// <summary>Settings may be asked for by few users, and not at all where a service runs the server.</summary>
    private static async Task<string?> SettingAsync(RedisLink link, string name, CancellationToken hardStop)
    {
        try
        {
            return RedisReply.Texts(await link.ExecuteAsync("CONFIG", ["GET", name], hardStop)) is [_, var value] ? value : null;
        }
        catch (RedisFaultException fault) when (fault.Kind is RedisFaultKind.Refused or RedisFaultKind.Unexpected)
        {
            return null;
        }
    }
}
