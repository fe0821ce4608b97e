using System.Globalization;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>What became of a chunk.</summary>
internal enum SendOutcome : byte
{
    /// <summary>Redis has it.</summary>
    Written,

    /// <summary>Redis went back in time, and ends before the chunk begins; nothing was written.</summary>
    TailLost,
}

/// <summary>Sends chunks under one fencing token, each in one atomic step, and knows the outcome even when an answer was lost.</summary>
internal sealed class ChunkSender(RedisLink link, RedisKeys keys, RedisOptions options, RoleKeeper role)
{
    private readonly RedisScript _script = new(RedisScripts.AddEntries);

    /// <summary>Writes a chunk. Sent twice it adds nothing twice: the second time its entries are read back and compared.</summary>
    /// <exception cref="RedisFaultException">The attempt failed; a passing fault leaves the outcome unknown, and the chunk can be sent again.</exception>
    /// <exception cref="DeliveryRefusedException">A key holds something else.</exception>
    /// <exception cref="DeliveryBrokenException">Another writer took over, or Redis holds other entries.</exception>
    public async Task<SendOutcome> SendAsync(Chunk chunk, CancellationToken hardStop)
    {
        ChunkArguments call = ChunkArguments.Of(chunk, role.Role!.Proof, keys, options);
        string[] answer = await _script.RunAsync(link, call.Keys, call.Arguments, hardStop);
        switch (answer)
        {
            case ["ok"]:
                return SendOutcome.Written;
            case ["fenced", _, _, _]:
                return role.FencingBy(answer) is { } fencing ? throw fencing : SendOutcome.TailLost;
            case ["seq", _, _, _]:
                return await CompareAsync(chunk, answer, hardStop);
            case ["id", _, var found, var expected] when IsBefore(found, expected):
                return SendOutcome.TailLost;
            default:
                throw RoleTaking.RefusalOf(answer, keys) as Exception ?? BreakOf(answer);
        }
    }

    private static bool IsBefore(string found, string expected) =>
        EntryId.TryParse(found, out EntryId foundId) && EntryId.TryParse(expected, out EntryId expectedId) && foundId.IsBefore(expectedId);

    private static DeliveryBrokenException BreakOf(string[] answer) => answer switch
    {
        ["id", var key, var found, var expected] => new DeliveryBrokenException(
            $"the last entry of {key} is {found} and not {expected}, which this run knows of: somebody else adds to this stream"),
        _ => new DeliveryBrokenException($"the script answered '{PlainText.Escape(string.Join(' ', answer))}'"),
    };

    /// <summary>The streams do not end where the chunk begins: it is there already, or Redis lost something.</summary>
    private async Task<SendOutcome> CompareAsync(Chunk chunk, string[] answer, CancellationToken hardStop)
    {
        long[] found = new long[OutputStreams.Count];
        for (int i = 0; i < found.Length; i++)
        {
            if (!long.TryParse(answer[1 + i], NumberStyles.None, CultureInfo.InvariantCulture, out found[i]) || found[i] > chunk.After[i].Seq)
            {
                throw new DeliveryBrokenException(
                    $"{keys.Streams[i]} ends at seq {PlainText.Escape(answer[1 + i])}, where {chunk.Before[i].Seq} or {chunk.After[i].Seq} was due: somebody changed it");
            }
        }

        if (Enumerable.Range(0, found.Length).Any(i => found[i] != chunk.After[i].Seq))
            return SendOutcome.TailLost;
        for (int i = 0; i < OutputStreams.Count; i++)
        {
            if (chunk.Before[i].Seq != chunk.After[i].Seq)
                await CompareStreamAsync(chunk, (OutputStream)i, hardStop);
        }

        return SendOutcome.Written;
    }

    private async Task CompareStreamAsync(Chunk chunk, OutputStream stream, CancellationToken hardStop)
    {
        int[] ours = [.. Enumerable.Range(0, chunk.Entries.Length).Where(i => chunk.Entries[i].Stream == stream)];
        object[] range = [(RedisKey)keys.Stream(stream), chunk.Ids[ours[0]].ToString(), chunk.Ids[ours[^1]].ToString()];
        List<StoredEntry> stored = RedisReply.Entries(await link.ExecuteAsync("XRANGE", range, hardStop));
        for (int i = 0; i < ours.Length; i++)
        {
            OutputEntry entry = chunk.Entries[ours[i]];
            StoredEntry? there = i < stored.Count ? stored[i] : null;
            string? difference = there is null ? "it is not there any more" : EntryDifference.Find(there, entry, chunk.Ids[ours[i]]);
            if (difference is not null)
                throw EntryDifference.Of(keys.Stream(stream), there, entry, difference);
        }
    }
}
