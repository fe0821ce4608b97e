namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Writes the outputs to Redis streams. Each chunk of entries is one atomic step under a fencing token; a batch is done when Redis has all of it, so a
/// slow or absent Redis holds the pipeline back and nothing piles up. Passing faults are tried again until the run is stopped.
/// </summary>
internal sealed class RedisDelivery : IDelivery
{
    /// <summary>Bytes after which a chunk is closed early: dead letters are large, and one script should not move megabytes.</summary>
    private const int ChunkBytes = 1024 * 1024;

    private readonly RedisOptions _options;
    private readonly RedisKeys _keys;
    private readonly RedisLink _link;
    private readonly RedisRetry _retry;
    private readonly RoleTaking _roleTaking;
    private readonly Action<string> _warn;
    private readonly EntryDigest _written = new();
    private ChunkSender? _sender;
    private EntryNumbering? _numbering;
    private StreamHeads? _heads;

    /// <param name="options">Checked when opening.</param>
    /// <param name="warn">Gets one sentence when trouble with Redis begins and one when it is over.</param>
    /// <param name="time">Times the waits between attempts; it never reaches an output.</param>
    public RedisDelivery(RedisOptions options, Action<string> warn, TimeProvider time)
    {
        _options = options;
        _warn = warn;
        _keys = new RedisKeys(options.Prefix);
        _link = new RedisLink(options, time);
        _retry = new RedisRetry(options, warn, time);

        // The time stamp tells apart two deliveries of one process, as tests and replays in a row have them.
        string name = options.Holder ?? $"{Environment.MachineName}:{Environment.ProcessId}";
        _roleTaking = new RoleTaking(_link, _keys, options, $"{name}/{time.GetTimestamp():x}");
    }

    public DeliveryCounts Counts => _written.Counts;

    public DeliveryDigests Digests => _written.Digests;

    /// <exception cref="DeliveryRefusedException">The options are wrong, or Redis cannot be reached, is too old, or refuses us.</exception>
    public async Task OpenAsync(CancellationToken hardStop)
    {
        IReadOnlyList<string> faults = _options.Faults();
        if (faults.Count > 0)
            throw new DeliveryRefusedException(string.Join(Environment.NewLine, faults));
        ServerFacts server = await _retry.RunAsync(() => ServerFacts.ReadAsync(_link, hardStop), _options.OpenPatience, hardStop);
        server.Check(_options.Endpoint, _warn);
    }

    public async Task WriteAsync(OutputBatch batch, CancellationToken hardStop)
    {
        if (batch.IsEmpty)
            return;
        if (_numbering is null)
            await TakeRoleAsync(FirstTimeOf(batch), hardStop);

        List<OutputEntry> entries = new(_options.BatchEntries);
        int bytes = 0;
        foreach (OutputEntry entry in _numbering!.Compose(batch))
        {
            entries.Add(entry);
            bytes += entry.Size;
            if (entries.Count < _options.BatchEntries && bytes < ChunkBytes)
                continue;
            await SendAsync(entries, hardStop);
            entries.Clear();
            bytes = 0;
        }

        if (entries.Count > 0)
            await SendAsync(entries, hardStop);
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _written.Dispose();
    }

    /// <summary>The role is taken with the first entry and not before, so that a run which is refused does not throw out the one that is at work.</summary>
    private async Task TakeRoleAsync(long firstTime, CancellationToken hardStop)
    {
        WriterRole role = await _retry.RunAsync(() => _roleTaking.TakeAsync(firstTime, hardStop), Timeout.InfiniteTimeSpan, hardStop);
        _heads = role.Heads;
        _sender = new ChunkSender(_link, _keys, _options, role.Token);
        _numbering = new EntryNumbering(role.Heads.Seqs());
    }

    private async Task SendAsync(List<OutputEntry> entries, CancellationToken hardStop)
    {
        Chunk chunk = Chunk.Of(entries, _heads!);
        await _retry.RunAsync(
            async () =>
            {
                await _sender!.SendAsync(chunk, hardStop);
                return true;
            },
            Timeout.InfiniteTimeSpan,
            hardStop);
        _heads = chunk.After;
        foreach (OutputEntry entry in chunk.Entries)
            _written.Add(entry);
    }

    private static long FirstTimeOf(OutputBatch batch)
    {
        long first = batch.Rejections.Count > 0 ? batch.Rejections[0].StreamTime : long.MaxValue;
        if (batch.Revisions.Count > 0)
            first = Math.Min(first, batch.Revisions[0].Time);
        if (batch.Retractions.Count > 0)
            first = Math.Min(first, batch.Retractions[0].Time);
        if (batch.Digests.Count > 0)
            first = Math.Min(first, batch.Digests[0].Time);
        return Math.Max(0, first);
    }
}
