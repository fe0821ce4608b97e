using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>Finds what must be sent again after Redis went back in time, and makes sure that it goes on where it should.</summary>
internal sealed class TailMending(RedisLink link, RedisRetry retry, RedisKeys keys, RedisOptions options, RecentEntries recent)
{
    /// <summary>Entries before the loss that are read back and compared: another history than ours shows in the last ones.</summary>
    private const int ComparedEntries = 100;

    /// <summary>The entries that were lost, in the order in which they were written.</summary>
    /// <param name="found">Where the streams end now.</param>
    /// <param name="written">Where they ended after what this run wrote or compared.</param>
    /// <param name="end">Where they should end: beyond that while the rest is still to be compared.</param>
    /// <param name="hardStop">Gives up.</param>
    /// <exception cref="DeliveryBrokenException">More was lost than is kept, or Redis holds others.</exception>
    public async Task<IReadOnlyList<OutputEntry>> LostAsync(StreamHeads found, StreamHeads written, StreamHeads end, CancellationToken hardStop)
    {
        for (int i = 0; i < OutputStreams.Count; i++)
        {
            OutputStream stream = (OutputStream)i;
            if (found[i].Seq == end[i].Seq && found[i].LastId != end[i].LastId)
            {
                throw new DeliveryBrokenException(
                    $"{keys.Streams[i]} ends with the entry {found[i].LastId} and not {end[i].LastId}, which this run knows of: somebody else writes there");
            }

            long lost = written[i].Seq - found[i].Seq;
            if (lost <= 0)
                continue;
            if (lost > recent.CountOf(stream))
                throw Beyond(stream, found[i], written[i]);
            await CompareBeforeAsync(stream, found[i], hardStop);
        }

        return recent.After(found);
    }

    /// <summary>Where sending again begins: where the streams end, but for those that need nothing.</summary>
    public StreamHeads Start(StreamHeads found, StreamHeads end)
    {
        StreamHeads start = end;
        for (int i = 0; i < OutputStreams.Count; i++)
        {
            if (found[i].Seq < end[i].Seq)
                start = start.With((OutputStream)i, found[i]);
        }

        return start;
    }

    /// <summary>Entries in chunks of the usual size.</summary>
    public static IEnumerable<List<OutputEntry>> Parts(IReadOnlyList<OutputEntry> entries, int mostEntries, int mostBytes)
    {
        List<OutputEntry> part = [];
        int bytes = 0;
        foreach (OutputEntry entry in entries)
        {
            part.Add(entry);
            bytes += entry.Size;
            if (part.Count < mostEntries && bytes < mostBytes)
                continue;
            yield return part;
            part = [];
            bytes = 0;
        }

        if (part.Count > 0)
            yield return part;
    }

    private DeliveryBrokenException Beyond(OutputStream stream, StreamHead found, StreamHead written) => new(
        $"Redis at {options.Endpoint} lost entries: {keys.Stream(stream)} ends at seq {found.Seq} and not {written.Seq}, and of the {written.Seq - found.Seq} lost ones "
        + $"only the last {recent.CountOf(stream)} are kept to be sent again (Redis:ResendEntries, Redis:ResendMegabytes). A restart with --state DIR --resume computes "
        + "and sends them again, if a checkpoint reaches that far back");

    /// <summary>What stands before the loss must be ours, or we would go on in another history.</summary>
    private async Task CompareBeforeAsync(OutputStream stream, StreamHead found, CancellationToken hardStop)
    {
        List<(OutputEntry Entry, EntryId Id)> ours = recent.UpTo(stream, found.Seq, ComparedEntries);
        if (ours.Count == 0)
            return;
        string key = keys.Stream(stream);
        if (ours[^1].Id != found.LastId)
            throw EntryDifference.Of(key, null, ours[^1].Entry, $"the stream ends at {found.LastId}, and ours would at {ours[^1].Id}");
        object[] range = [(RedisKey)key, ours[0].Id.ToString(), found.LastId.ToString()];
        List<StoredEntry> stored = await retry.RunAsync(
            async () => RedisReply.Entries(await link.ExecuteAsync("XRANGE", range, hardStop)), Timeout.InfiniteTimeSpan, hardStop);
        Dictionary<long, StoredEntry> bySeq = [];
        foreach (StoredEntry entry in stored)
        {
            if (EntryDifference.SeqOf(entry) is { } seq)
                bySeq[seq] = entry;
        }

        foreach ((OutputEntry entry, EntryId id) in ours)
        {
            // One that is not there was trimmed or deleted, and tells nothing.
            if (bySeq.TryGetValue(entry.Seq, out StoredEntry? there) && EntryDifference.Find(there, entry, id) is { } difference)
                throw EntryDifference.Of(key, there, entry, difference);
        }
    }
}
