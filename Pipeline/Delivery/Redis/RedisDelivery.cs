using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.State;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Writes the outputs to Redis streams. Each chunk of entries is one atomic step under a fencing token; a batch is done when Redis has all of it, so a
/// slow or absent Redis holds the pipeline back and nothing piles up. Passing faults are tried again until the run is stopped. What Redis loses, as by
/// a failover, is sent again; what it holds already, as after a restart of ours, is compared and not written twice.
/// </summary>
internal sealed class RedisDelivery : IResumableDelivery
{
    /// <summary>Bytes after which a chunk is closed early: dead letters are large, and one script should not move megabytes.</summary>
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>Times that one chunk may find Redis to have gone back: a server that does so at every write keeps nothing.</summary>
    private const int MaxMendings = 10;

    private readonly RedisOptions _options;
    private readonly RedisKeys _keys;
    private readonly RedisLink _link;
    private readonly RedisRetry _retry;
    private readonly RoleKeeper _role;
    private readonly ChunkSender _sender;
    private readonly DeadLetterPurge _purge;
    private readonly TailMending _mending;
    private readonly RecentEntries _recent;
    private readonly Action<string> _warn;
    private readonly TimeProvider _time;
    private readonly DeliveryWatch _watch;
    private readonly DeliveryMetrics _metrics;
    private readonly CrashPoints _crashPoints;
    private readonly EntryDigest _written = new();
    private EntryNumbering? _numbering;
    private bool _isDisposed;

    /// <summary>Where the streams end after the entries so far: those written, and after a restart those compared.</summary>
    private StreamHeads? _heads;

    /// <summary>Null once all that the streams held beyond the checkpoint has come again.</summary>
    private ResumeComparison? _comparison;

    /// <summary>An entry that the first one of this run must be newer than; null once that is settled.</summary>
    private NewestEntry? _newest;

    /// <param name="options">Checked when opening.</param>
    /// <param name="warn">Gets one sentence when trouble with Redis begins and one when it is over.</param>
    /// <param name="time">Times the waits between attempts; it never reaches an output.</param>
    /// <param name="crashPoints">For tests.</param>
    public RedisDelivery(RedisOptions options, Action<string> warn, TimeProvider time, CrashPoints? crashPoints = null)
    {
        _options = options;
        _warn = warn;
        _time = time;
        _crashPoints = crashPoints ?? CrashPoints.None;
        _metrics = new DeliveryMetrics();
        _watch = new DeliveryWatch(time, _metrics);
        _keys = new RedisKeys(options.Prefix);
        _link = new RedisLink(options, time, _metrics);
        _retry = new RedisRetry(options, warn, time, _watch);
        _role = new RoleKeeper(_link, _keys, options, _retry, _watch, warn, time);
        _sender = new ChunkSender(_link, _keys, options, _role);
        _recent = new RecentEntries(options.ResendEntries, options.ResendMegabytes * 1024L * 1024);
        _mending = new TailMending(_link, _retry, _keys, options, _recent);
        _purge = new DeadLetterPurge(new TailCommands(_link, _retry), _keys, time);
    }

    public DeliveryCounts Counts => _written.Counts;

    public DeliveryDigests Digests => _written.Digests;

    public bool IsCaughtUp => _comparison is null;

    public DeliveryHealth? Health => _watch.Now;

    /// <summary>True for a service that others rely on: opening then tells what of the server makes the guarantees weaker, and a replica is refused. Default false.</summary>
    public bool IsService { get; init; }

    /// <summary>True when <see cref="CheckpointStore"/> will be used; its rights are asked for when opening. Default false.</summary>
    public bool KeepsCheckpoints { get; init; }

    /// <exception cref="DeliveryRefusedException">The options are wrong, or Redis cannot be reached, is too old, or refuses us what we need.</exception>
    public async Task OpenAsync(CancellationToken hardStop)
    {
        IReadOnlyList<string> faults = _options.Faults();
        if (faults.Count > 0)
            throw new DeliveryRefusedException(string.Join(Environment.NewLine, faults));
        ServerFacts server = await _retry.RunAsync(() => ServerFacts.ReadAsync(_link, hardStop), _options.OpenPatience, hardStop);
        server.Check(_options.Endpoint, _warn);
        if (IsService)
        {
            ServerDurability durability = await _retry.RunAsync(() => ServerDurability.ReadAsync(_link, hardStop), _options.OpenPatience, hardStop);
            durability.Check(_options, _warn);
        }

        if (IsService || KeepsCheckpoints)
            await RequireRightsAsync(hardStop);
    }

    /// <summary>
    /// Keeps checkpoints beside the outputs, over the same connection and under the same role. It may be used while entries are written, and has retries of
    /// its own: the role is renewed meanwhile.
    /// </summary>
    /// <param name="keep">Checkpoints that are kept; at least 1.</param>
    public ICheckpointStore CheckpointStore(int keep) =>
        new RedisCheckpointStore(_link, new RedisRetry(_options, _warn, _time, _watch), _keys, _options, _role, keep, _warn, _crashPoints);

    public async Task<ResumeOutcome> ResumeAsync(StateReader from, CancellationToken hardStop)
    {
        ResumeOutcome outcome = default;
        await NotedAsync(async () => outcome = await TakeUpAsync(from, hardStop));
        return outcome;
    }

    public Task SaveAsync(StateWriter to, CancellationToken hardStop) => NotedAsync(() => SaveMarkAsync(to, hardStop));

    public async Task WriteAsync(OutputBatch batch, CancellationToken hardStop)
    {
        if (!batch.IsEmpty)
            await NotedAsync(() => WriteEntriesAsync(batch, hardStop));
        if (batch.Deletes.Count > 0)
            _purge.Add(batch.Deletes);
        await _purge.StepAsync(hardStop);
    }

    public Task CompleteAsync(CancellationToken hardStop) => _purge.FinishAsync(hardStop);

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _role.DisposeAsync();
        await _link.DisposeAsync();
        _metrics.Dispose();
        _written.Dispose();
    }

    /// <summary>Where the streams must end in Redis: beyond what came again so far, while they are being compared.</summary>
    private StreamHeads End => _comparison?.EndOf(_heads!) ?? _heads!;

    /// <summary>What ends the run shows in the health too.</summary>
    private async Task NotedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DeliveryRefusedException refusal)
        {
            _watch.Refused(refusal.Message);
            throw;
        }
        catch (DeliveryBrokenException broken)
        {
            _watch.Refused(broken.Message);
            throw;
        }
    }

    /// <summary>A right that is missing shows here, and not at the first delete or checkpoint hours later.</summary>
    private async Task RequireRightsAsync(CancellationToken hardStop)
    {
        WriterRights rights = new(_link, _keys, _options, IsService, KeepsCheckpoints);
        if (await _retry.RunAsync(() => rights.MissingAsync(hardStop), _options.OpenPatience, hardStop) is { } missing)
            throw new DeliveryRefusedException(missing);
    }

    private async Task<ResumeOutcome> TakeUpAsync(StateReader from, CancellationToken hardStop)
    {
        DeliveryMark mark = DeliveryMark.Load(from, _written);
        _purge.Load(from);
        if (mark.Prefix != _keys.Prefix)
        {
            throw new DeliveryRefusedException(
                $"the checkpoint is of a run into {PlainText.Escape(mark.Prefix)} and not {_keys.Prefix}; give the same --prefix, or begin without --resume");
        }

        // Here the role is taken at once: nothing may change while we compare.
        WriterRole role = await _role.TakeAsync(null, mend: true, hardStop);
        ResumeOutcome outcome = ResumeCheck.Of(mark.Heads, role.Heads, _keys, _options.Endpoint);
        if (outcome.IsBehind)
        {
            _written.Reset();
            return outcome;
        }

        _heads = mark.Heads;
        _numbering = new EntryNumbering(mark.Heads.Seqs());
        _newest = mark.HasBegun || outcome.Ahead > 0 ? null : role.Newest;
        _comparison = outcome.Ahead > 0 ? new ResumeComparison(_link, _retry, _keys, mark.Heads, role.Heads) : null;
        if (_comparison is null)
            _crashPoints.Reach("resume.compared");
        return outcome;
    }

    private async Task SaveMarkAsync(StateWriter to, CancellationToken hardStop)
    {
        if (_numbering is null)
            await TakeRoleAsync(null, hardStop);

        // A chunk of nothing: are the role and all entries still there?
        await DeliverAsync(Chunk.Of([], End), hardStop);
        if (_options.WaitReplicas > 0)
            await _retry.RunAsync(() => ReplicaWait.OnceAsync(_link, _role, _options, hardStop), Timeout.InfiniteTimeSpan, hardStop);
        new DeliveryMark(_keys.Prefix, _newest is null, _heads!).Save(to, _written);
        _purge.Save(to);
    }

    private async Task WriteEntriesAsync(OutputBatch batch, CancellationToken hardStop)
    {
        if (_numbering is null)
            await TakeRoleAsync(FirstTimeOf(batch), hardStop);
        CheckNewest(batch);

        List<OutputEntry> entries = new(_options.BatchEntries);
        int bytes = 0;
        foreach (OutputEntry entry in _numbering!.Compose(batch))
        {
            if (_comparison?.Covers(entry) == true)
            {
                await CompareAsync(entry, hardStop);
                continue;
            }

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

    /// <summary>The role is taken with the first entry and not before, so that a run which is refused does not throw out the one that is at work.</summary>
    private async Task TakeRoleAsync(long? firstTime, CancellationToken hardStop)
    {
        WriterRole role = await _role.TakeAsync(firstTime, mend: false, hardStop);
        _heads = role.Heads;
        _numbering = new EntryNumbering(role.Heads.Seqs());
        _newest = firstTime is null ? role.Newest : null;
    }

    /// <summary>A role that was taken before the first entry, for a checkpoint, could not be checked against its time.</summary>
    private void CheckNewest(OutputBatch batch)
    {
        if (_newest is { } newest && !_options.Append && long.TryParse(newest.Time, out long time) && time >= FirstTimeOf(batch))
            throw RoleTaking.RefusalOf(["newer", newest.Time, newest.Key], _keys)!;
        _newest = null;
    }

    private async Task CompareAsync(OutputEntry entry, CancellationToken hardStop)
    {
        EntryId id = _heads![entry.Stream].LastId.Next(entry.Time);
        if (await _comparison!.CompareAsync(entry, id, hardStop))
            _watch.Compared(entry.Stream);
        Note(entry, id);
        EndComparison();
    }

    private void EndComparison()
    {
        if (_comparison is not { IsDone: true } comparison)
            return;
        _crashPoints.Reach("resume.compared");
        _comparison = null;
        if (comparison.Missing > 0)
        {
            _warn($"Redis at {_options.Endpoint}: {comparison.Compared} entries came again as they were, and {comparison.Missing} could not be compared, "
                + "because they were trimmed or deleted meanwhile");
        }
    }

    private async Task SendAsync(List<OutputEntry> entries, CancellationToken hardStop)
    {
        Chunk chunk = Chunk.Of(entries, End);
        _crashPoints.Reach("delivery.before-write");
        await DeliverAsync(chunk, hardStop);
        _crashPoints.Reach("delivery.after-write");
        for (int i = 0; i < chunk.Entries.Length; i++)
        {
            Note(chunk.Entries[i], chunk.Ids[i]);
            _watch.Wrote(chunk.Entries[i].Stream);
        }
    }

    /// <summary>The entry is where it belongs.</summary>
    private void Note(OutputEntry entry, EntryId id)
    {
        _heads = _heads!.With(entry.Stream, new StreamHead(entry.Seq, id));
        _written.Add(entry);
        _recent.Add(entry, id);
    }

    private async Task DeliverAsync(Chunk chunk, CancellationToken hardStop)
    {
        for (int mendings = 0; await TrySendAsync(chunk, hardStop) == SendOutcome.TailLost; mendings++)
        {
            if (mendings == MaxMendings)
                throw new DeliveryBrokenException($"Redis at {_options.Endpoint} went back in time {MaxMendings} times in a row; it keeps nothing");
            await MendAsync(hardStop);
        }
    }

    private Task<SendOutcome> TrySendAsync(Chunk chunk, CancellationToken hardStop) =>
        _retry.RunAsync(() => _sender.SendAsync(chunk, hardStop), Timeout.InfiniteTimeSpan, hardStop);

    /// <summary>Redis lost its tail, as by a failover or a restart with less than it had: what it lost is sent again.</summary>
    private async Task MendAsync(CancellationToken hardStop)
    {
        StreamHeads end = End;
        WriterRole role = await _role.TakeAsync(null, mend: true, hardStop);
        IReadOnlyList<OutputEntry> lost = await _mending.LostAsync(role.Heads, _heads!, end, hardStop);
        _comparison?.Lower(role.Heads);
        if (lost.Count > 0)
            _warn($"Redis at {_options.Endpoint} lost the last {lost.Count} entries of {_keys.Prefix}, as by a failover or a restart with less than it had; sending them again");
        StreamHeads at = _mending.Start(role.Heads, End);
        foreach (List<OutputEntry> part in TailMending.Parts(lost, _options.BatchEntries, ChunkBytes))
        {
            Chunk chunk = Chunk.Of(part, at);
            if (await TrySendAsync(chunk, hardStop) == SendOutcome.TailLost)
                return;
            at = chunk.After;
            part.ForEach(entry => _watch.Resent(entry.Stream));
        }

        EndComparison();
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
