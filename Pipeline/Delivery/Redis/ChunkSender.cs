using System.Globalization;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>Sends chunks under one fencing token, each in one atomic step, and knows the outcome even when an answer was lost.</summary>
internal sealed class ChunkSender(RedisLink link, RedisKeys keys, RedisOptions options, string token)
{
    private readonly RedisScript _script = new(RedisScripts.AddEntries);

    /// <summary>Writes a chunk. Sent twice it adds nothing twice: the second time its entries are read back and compared.</summary>
    /// <exception cref="RedisFaultException">The attempt failed; a passing fault leaves the outcome unknown, and the chunk can be sent again.</exception>
    /// <exception cref="DeliveryRefusedException">A key holds something else.</exception>
    /// <exception cref="DeliveryBrokenException">Another writer took over, Redis lost entries, or it holds others.</exception>
    public async Task SendAsync(Chunk chunk, CancellationToken hardStop)
    {
        ChunkArguments call = ChunkArguments.Of(chunk, token, keys, options);
        string[] answer = RedisReply.Texts(await _script.RunAsync(link, call.Keys, call.Arguments, hardStop));
        switch (answer)
        {
            case ["ok"]:
                return;
            case ["seq", _, _, _]:
                await CompareAsync(chunk, answer, hardStop);
                return;
            default:
                throw RoleTaking.RefusalOf(answer, keys) as Exception ?? BreakOf(answer);
        }
    }

    private DeliveryBrokenException BreakOf(string[] answer) => answer switch
    {
        ["fenced", "", _] => new DeliveryBrokenException(
            $"Redis has lost the writer's role of {keys.Prefix}: it was emptied, or restarted without its data; what this run wrote there is gone"),
        ["fenced", var other, var holder] => new DeliveryBrokenException(
            $"another writer, {PlainText.Escape(holder)}, has taken over {keys.Prefix} (token {other}, ours is {token}); run one writer for each prefix"),
        ["id", var key, var found, var expected] => new DeliveryBrokenException(
            $"the last entry of {key} is {found} and not {expected}, which this run knows of: somebody else adds to this stream or deleted it"),
        _ => new DeliveryBrokenException($"the script answered '{PlainText.Escape(string.Join(' ', answer))}'"),
    };

    /// <summary>The streams do not end where the chunk begins: it is there already, or Redis lost something.</summary>
    private async Task CompareAsync(Chunk chunk, string[] answer, CancellationToken hardStop)
    {
        for (int i = 0; i < OutputStreams.Count; i++)
        {
            string found = answer[1 + i];
            if (found != WireText(chunk.After[i].Seq))
            {
                throw new DeliveryBrokenException(
                    $"{keys.Streams[i]} ends at seq {found}, where {chunk.Before[i].Seq} or {chunk.After[i].Seq} was due: "
                    + "Redis lost entries, by a failover or a restart without its data, or somebody changed them");
            }
        }

        for (int i = 0; i < OutputStreams.Count; i++)
        {
            if (chunk.Before[i].Seq != chunk.After[i].Seq)
                await CompareStreamAsync(chunk, (OutputStream)i, hardStop);
        }
    }

    private async Task CompareStreamAsync(Chunk chunk, OutputStream stream, CancellationToken hardStop)
    {
        int[] ours = [.. Enumerable.Range(0, chunk.Entries.Length).Where(i => chunk.Entries[i].Stream == stream)];
        object[] range = [(RedisKey)keys.Stream(stream), chunk.Ids[ours[0]].ToString(), chunk.Ids[ours[^1]].ToString()];
        List<StoredEntry> stored = RedisReply.Entries(await link.ExecuteAsync("XRANGE", range, hardStop));
        for (int i = 0; i < ours.Length; i++)
        {
            OutputEntry entry = chunk.Entries[ours[i]];
            if (i >= stored.Count || !IsSame(stored[i], entry, chunk.Ids[ours[i]]))
            {
                throw new DeliveryBrokenException(
                    $"{keys.Stream(stream)} holds another entry with seq {entry.Seq} than {entry.Text("id")}, which this run wrote there: "
                    + "the outputs are not the same when they are computed again, or somebody changed the stream");
            }
        }
    }

    private static bool IsSame(StoredEntry stored, OutputEntry entry, EntryId id)
    {
        IReadOnlyList<string> names = entry.Stream.Fields();
        if (stored.Id != id.ToString() || stored.Names.Count != names.Count)
            return false;
        for (int i = 0; i < names.Count; i++)
        {
            if (stored.Names[i] != names[i] || !stored.Values[i].AsSpan().SequenceEqual(entry.Values[i]))
                return false;
        }

        return true;
    }

    private static string WireText(long number) => number.ToString(CultureInfo.InvariantCulture);
}
