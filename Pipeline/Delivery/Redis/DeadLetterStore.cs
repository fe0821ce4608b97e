using System.Globalization;
using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>The dead letters in Redis, read in pages and removed one by one. It takes no writer's role: removing leaves numbers and order as they are.</summary>
internal sealed class DeadLetterStore : IAsyncDisposable
{
    /// <summary>Letters asked for at a time: of the largest, these are 6 MB.</summary>
    public const int PageLetters = 64;

    private readonly RedisOptions _options;
    private readonly RedisKey _key;
    private readonly RedisLink _link;
    private readonly TailCommands _commands;

    /// <param name="options">How to reach Redis, and the prefix.</param>
    /// <param name="warn">Gets one sentence when trouble with Redis begins and one when it is over.</param>
    /// <param name="time">Times the waits between attempts.</param>
    public DeadLetterStore(RedisOptions options, Action<string> warn, TimeProvider time)
    {
        _options = options;
        _key = new RedisKeys(options.Prefix).Stream(OutputStream.DeadLetters);
        _link = new RedisLink(options, time);
        _commands = new TailCommands(_link, new RedisRetry(options, warn, time));
    }

    /// <summary>Reads letters in the order of the stream, or against it.</summary>
    /// <param name="since">Earliest stream time, unix milliseconds. Entries' ids carry it, so that older ones are not read.</param>
    /// <param name="newestFirst">True to begin at the end.</param>
    /// <param name="stop">Ends reading.</param>
    /// <exception cref="DeliveryRefusedException">The options are wrong, or Redis refuses us or cannot be reached.</exception>
    public async IAsyncEnumerable<DeadLetter> ReadAsync(long since, bool newestFirst, [EnumeratorCancellation] CancellationToken stop)
    {
        IReadOnlyList<string> faults = _options.Faults();
        if (faults.Count > 0)
            throw new DeliveryRefusedException(string.Join(Environment.NewLine, faults));
        string oldest = since > 0 ? since.ToString(CultureInfo.InvariantCulture) : "-";
        string next = newestFirst ? "+" : oldest;
        while (true)
        {
            object[] range = newestFirst ? [_key, next, oldest, "COUNT", PageLetters] : [_key, next, "+", "COUNT", PageLetters];
            RedisResult reply = await _commands.RunAsync(newestFirst ? "XREVRANGE" : "XRANGE", range, _options.OpenPatience, stop);
            List<StoredEntry> page = RedisReply.Entries(reply);
            foreach (StoredEntry entry in page)
            {
                DeadLetter letter = new(new TailEntry(OutputStream.DeadLetters, entry.Id, entry.Names, entry.Values));
                // A late letter has the id of a later time.
                if (letter.Time >= since)
                    yield return letter;
            }

            if (page.Count < PageLetters)
                yield break;
            next = $"({page[^1].Id}";
        }
    }

    /// <summary>Removes letters; those that are gone already are no fault.</summary>
    /// <returns>How many were there.</returns>
    public async Task<long> RemoveAsync(IReadOnlyList<string> entryIds, CancellationToken stop)
    {
        long removed = 0;
        foreach (string[] some in entryIds.Chunk(PageLetters))
            removed += (long)await _commands.RunAsync("XDEL", [_key, .. some], _options.OpenPatience, stop);
        return removed;
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();
}
