using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Holds what is computed again after a restart against what the streams hold beyond the checkpoint. Entries are read back in pages; those that were
/// trimmed or deleted meanwhile cannot be compared, and are counted.
/// </summary>
internal sealed class ResumeComparison
{
    /// <summary>Entries read back at once: 400 KB as they mostly are, 9 MB of the largest dead letters.</summary>
    private const int PageEntries = 100;

    private readonly RedisLink _link;
    private readonly RedisRetry _retry;
    private readonly RedisKeys _keys;
    private readonly Page[] _pages = new Page[OutputStreams.Count];
    private StreamHeads _target;
    private StreamHeads _reached;

    /// <param name="link">Connection to read from.</param>
    /// <param name="retry">Bears passing faults while reading.</param>
    /// <param name="keys">Names of the streams.</param>
    /// <param name="from">Where the streams ended at the checkpoint.</param>
    /// <param name="target">Where they end now.</param>
    public ResumeComparison(RedisLink link, RedisRetry retry, RedisKeys keys, StreamHeads from, StreamHeads target)
    {
        _link = link;
        _retry = retry;
        _keys = keys;
        _target = target;
        _reached = from;
        for (int i = 0; i < _pages.Length; i++)
            _pages[i] = new Page(from[i].LastId.ToString());
    }

    /// <summary>Entries that were compared and are the same.</summary>
    public long Compared { get; private set; }

    /// <summary>Entries that were not there any more.</summary>
    public long Missing { get; private set; }

    public bool IsDone => Enumerable.Range(0, OutputStreams.Count).All(i => _reached[i].Seq >= _target[i].Seq);

    /// <summary>True where the streams hold the entry already.</summary>
    public bool Covers(OutputEntry entry) => entry.Seq <= _target[entry.Stream].Seq;

    /// <summary>Where the streams end, however far the comparison is.</summary>
    public StreamHeads EndOf(StreamHeads reached)
    {
        StreamHeads end = reached;
        for (int i = 0; i < OutputStreams.Count; i++)
        {
            if (_target[i].Seq > reached[i].Seq)
                end = end.With((OutputStream)i, _target[i]);
        }

        return end;
    }

    /// <summary>The streams have lost entries while they were being compared, and end here now.</summary>
    public void Lower(StreamHeads found)
    {
        for (int i = 0; i < OutputStreams.Count; i++)
        {
            if (found[i].Seq < _target[i].Seq)
                _target = _target.With((OutputStream)i, found[i].Seq < _reached[i].Seq ? _reached[i] : found[i]);
        }
    }

    /// <summary>Compares the next entry of its stream.</summary>
    /// <param name="entry">The entry as it was computed again.</param>
    /// <param name="id">Redis' id that follows from it.</param>
    /// <param name="hardStop">Gives up.</param>
    /// <returns>True when it was there and is the same; false when it is not there any more.</returns>
    /// <exception cref="DeliveryBrokenException">Another entry is there.</exception>
    public async Task<bool> CompareAsync(OutputEntry entry, EntryId id, CancellationToken hardStop)
    {
        string key = _keys.Stream(entry.Stream);
        StoredEntry? stored = await NextAsync(entry, hardStop);
        bool isThere = false;
        if (stored is not null)
        {
            long? seq = EntryDifference.SeqOf(stored);
            if (seq is null || seq < entry.Seq)
                throw EntryDifference.Of(key, stored, entry, $"the entry {PlainText.Escape(stored.Id)} there is not one of this run");
            isThere = seq == entry.Seq;
            if (isThere && EntryDifference.Find(stored, entry, id) is { } difference)
                throw EntryDifference.Of(key, stored, entry, difference);
        }

        StreamHead target = _target[entry.Stream];
        if (entry.Seq == target.Seq && id != target.LastId)
            throw EntryDifference.Of(key, stored, entry, $"the stream ends at {target.LastId}, and ours would at {id}");
        _reached = _reached.With(entry.Stream, new StreamHead(entry.Seq, id));
        if (isThere)
        {
            _pages[(int)entry.Stream].Entries.Dequeue();
            Compared++;
        }
        else
        {
            Missing++;
        }

        return isThere;
    }

    /// <summary>The next entry of the stream that was not compared yet; null at its end.</summary>
    private async Task<StoredEntry?> NextAsync(OutputEntry entry, CancellationToken hardStop)
    {
        Page page = _pages[(int)entry.Stream];
        if (page.Entries.Count == 0 && !page.IsLast)
        {
            object[] range = [(RedisKey)_keys.Stream(entry.Stream), "(" + page.After, _target[entry.Stream].LastId.ToString(), "COUNT", PageEntries];
            List<StoredEntry> read = await _retry.RunAsync(
                async () => RedisReply.Entries(await _link.ExecuteAsync("XRANGE", range, hardStop)), Timeout.InfiniteTimeSpan, hardStop);
            foreach (StoredEntry stored in read)
                page.Entries.Enqueue(stored);
            page.IsLast = read.Count < PageEntries;
            if (read.Count > 0)
                page.After = read[^1].Id;
        }

        return page.Entries.TryPeek(out StoredEntry? next) ? next : null;
    }

    /// <summary>Entries of one stream that were read and not yet compared.</summary>
    private sealed class Page(string after)
    {
        public Queue<StoredEntry> Entries { get; } = new();

        public string After { get; set; } = after;

        public bool IsLast { get; set; }
    }
}
