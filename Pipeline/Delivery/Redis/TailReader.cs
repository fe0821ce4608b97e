using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>What one round found.</summary>
/// <param name="Entries">Entries with fields, in the stream's order.</param>
/// <param name="Ids">Ids of these, and of entries that were trimmed before they were handled.</param>
internal sealed record TailPage(IReadOnlyList<TailEntry> Entries, IReadOnlyList<string> Ids)
{
    public static TailPage Empty { get; } = new([], []);
}

/// <summary>Reads one stream in one of the ways a consumer can.</summary>
internal abstract class TailReader(OutputStream stream)
{
    /// <param name="patience">How long an unreachable server is borne here; later it is for ever.</param>
    /// <param name="stop">Ends opening.</param>
    public abstract Task OpenAsync(TimeSpan patience, CancellationToken stop);

    public abstract Task<TailPage> ReadAsync(int most, CancellationToken stop);

    public abstract Task AcknowledgeAsync(TailPage page, CancellationToken stop);

    protected TailPage PageOf(List<StoredEntry> stored)
    {
        if (stored.Count == 0)
            return TailPage.Empty;
        TailEntry[] entries = [.. stored.Where(entry => entry.Names.Count > 0).Select(entry => new TailEntry(stream, entry.Id, entry.Names, entry.Values))];
        return new TailPage(entries, [.. stored.Select(entry => entry.Id)]);
    }
}

/// <summary>The commands of a tail, tried again while Redis has passing faults.</summary>
internal sealed class TailCommands(RedisLink link, RedisRetry retry)
{
    public Task<RedisResult> RunAsync(string command, object[] arguments, CancellationToken stop) =>
        RunAsync(command, arguments, Timeout.InfiniteTimeSpan, stop);

    public Task<RedisResult> RunAsync(string command, object[] arguments, TimeSpan patience, CancellationToken stop) =>
        retry.RunAsync(() => link.ExecuteAsync(command, arguments, stop), patience, stop);

    /// <summary>Runs a command of which one error answer is as good as success.</summary>
    public Task RunUnlessAsync(string allowed, string command, object[] arguments, TimeSpan patience, CancellationToken stop) =>
        retry.RunAsync(
            async () =>
            {
                try
                {
                    await link.ExecuteAsync(command, arguments, stop);
                    return true;
                }
                catch (RedisFaultException fault) when (fault.Message.StartsWith(allowed, StringComparison.Ordinal))
                {
                    return false;
                }
            },
            patience,
            stop);
}
