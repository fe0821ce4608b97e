using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Topology;

/// <summary>What a kept checkpoint took.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Length">Bytes of it.</param>
/// <param name="Saving">Time the stages stood still, all of them together.</param>
/// <param name="Keeping">Time until it was kept; the stages work meanwhile.</param>
internal readonly record struct CheckpointReport(long Number, long Length, TimeSpan Saving, TimeSpan Keeping);

/// <summary>
/// Decides when a checkpoint is due, and keeps what the stages wrote while they go on. One is under way at a time. When they are cut depends on
/// the clock, and no output does.
/// </summary>
/// <remarks>
/// The order is what makes a restart right: outputs up to the cut are in the target first, then the checkpoint is kept, then whoever holds input back
/// for a restart is told that it is covered.
/// </remarks>
internal sealed class Checkpointer
{
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(20);

    /// <summary>Least time between two looks of the collector.</summary>
    private static readonly TimeSpan s_tidy = TimeSpan.FromSeconds(30);

    /// <summary>Least time between two times that the heap is moved together, which the work waits for, and the share of holes from which it is.</summary>
    private static readonly TimeSpan s_compact = TimeSpan.FromMinutes(10);
    private const double LooseShare = 0.3;

    private readonly ICheckpointStore _store;
    private readonly IResumableDelivery _delivery;
    private readonly CheckpointIdentity _identity;
    private readonly TimeProvider _clock;
    private readonly CrashPoints _crashPoints;
    private readonly Dictionary<string, StateWriter> _parts = CheckpointCut.PartNames.ToDictionary(name => name, _ => new StateWriter(), StringComparer.Ordinal);
    private long _last;
    private long _number;
    private long _savingTicks;
    private long _tidied;
    private long _compacted;
    private volatile bool _isUnderWay;
    private Task _keeping = Task.CompletedTask;

    /// <param name="store">Where checkpoints are kept.</param>
    /// <param name="delivery">The target, whose place is part of each.</param>
    /// <param name="identity">What each one says of the run.</param>
    /// <param name="clock">Tells when one is due.</param>
    /// <param name="crashPoints">For tests.</param>
    public Checkpointer(ICheckpointStore store, IResumableDelivery delivery, CheckpointIdentity identity, TimeProvider clock, CrashPoints crashPoints)
    {
        _store = store;
        _delivery = delivery;
        _identity = identity;
        _clock = clock;
        _crashPoints = crashPoints;
        _number = identity.LastNumber;
        _last = clock.GetTimestamp();
        _tidied = _last;
        _compacted = _last;
    }

    /// <summary>Called after each checkpoint that was kept.</summary>
    public Action<Checkpoint, CheckpointReport>? OnKept { get; init; }

    /// <summary>Runs the keeping of a checkpoint beside the graph.</summary>
    public Func<Func<Task>, Task> Beside { get; init; } = static work => Task.Run(work);

    /// <summary>Called when one could not be kept; the next one is tried as usual.</summary>
    public Action<string>? OnFailed { get; init; }

    /// <summary>Checkpoints that are kept: after so many without anything new, the oldest of them covers all that was read.</summary>
    public int Kept => _identity.Keep;

    /// <summary>True when the next checkpoint may be begun.</summary>
    public bool IsDue => !_isUnderWay && _clock.GetElapsedTime(_last) >= _identity.Every;

    /// <summary>Waits until the next one is due, or a little longer while one is under way.</summary>
    public Task WaitUntilDueAsync(CancellationToken enough)
    {
        TimeSpan left = _identity.Every - _clock.GetElapsedTime(_last);
        return Task.Delay(left > s_least ? left : s_least, _clock, enough);
    }

    /// <summary>Waits until none is under way.</summary>
    public async Task IdleAsync(CancellationToken abort)
    {
        while (_isUnderWay)
            await Task.Delay(s_least, _clock, abort);
    }

    /// <summary>Begins one; only when none is under way. The caller is the task that fixes the order of everything.</summary>
    public CheckpointCut Begin(long streamTime, IReadOnlyList<SourceMark> sources, BrandSet nextBrands, bool mustBeKept)
    {
        if (_isUnderWay)
            throw new InvalidOperationException("a checkpoint is under way already");
        _isUnderWay = true;
        _last = _clock.GetTimestamp();
        _savingTicks = 0;
        foreach (StateWriter part in _parts.Values)
            part.Clear();
        _crashPoints.Reach("checkpoint.cut");
        return new CheckpointCut(_parts) { StreamTime = streamTime, Sources = sources, NextBrands = nextBrands, MustBeKept = mustBeKept };
    }

    /// <summary>Lets a stage write its part, and takes the time.</summary>
    public void Save(CheckpointCut cut, string part, Action<StateWriter> save)
    {
        long begun = _clock.GetTimestamp();
        save(cut.Part(part));
        Interlocked.Add(ref _savingTicks, _clock.GetTimestamp() - begun);
    }

    /// <summary>Keeps a cut whose outputs are all in the target. The caller is the task that delivers.</summary>
    public async Task KeepAsync(CheckpointCut cut, CancellationToken abort)
    {
        await _delivery.SaveAsync(cut.Part(CheckpointCut.Delivery), abort);
        Checkpoint checkpoint = new()
        {
            Number = ++_number,
            StreamTime = cut.StreamTime,
            MadeAt = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Program = _identity.Program,
            Settings = _identity.Settings,
            Sources = _identity.Complete(cut.Sources),
            Parts = [.. CheckpointCut.PartNames.Select(name => new StatePart(name, [.. cut.Part(name).Pieces]))],
        };
        _keeping = Beside(() => StoreAsync(checkpoint, cut.MustBeKept, abort));
        if (cut.MustBeKept)
            await _keeping;
    }

    /// <summary>Waits for the one that is being kept.</summary>
    public Task FinishAsync() => _keeping;

    /// <summary>
    /// Lets the collector look through the old generation beside the work. What the stages hold for minutes dies there, and left to itself it looks when hundreds of megabytes have
    /// died: four hours of stream time at 2,000 posts a second were a saw of 850 to 1,240 MB. What dies between what lives leaves holes, and beside the work nothing is moved: now and
    /// then, when much of the heap is holes, it is.
    /// </summary>
    private void Tidy()
    {
        if (_clock.GetElapsedTime(_tidied) < s_tidy)
            return;
        _tidied = _clock.GetTimestamp();
        GCMemoryInfo heap = GC.GetGCMemoryInfo(GCKind.Background);
        bool isLoose = heap.FragmentedBytes > LooseShare * heap.HeapSizeBytes && _clock.GetElapsedTime(_compacted) >= s_compact;
        if (isLoose)
            _compacted = _tidied;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: isLoose, compacting: isLoose);
    }

    private async Task StoreAsync(Checkpoint checkpoint, bool mustBeKept, CancellationToken abort)
    {
        long begun = _clock.GetTimestamp();
        try
        {
            long length = await _store.SaveAsync(checkpoint, abort);
            TimeSpan saving = TimeSpan.FromSeconds((double)_savingTicks / _clock.TimestampFrequency);
            Tidy();
            OnKept?.Invoke(checkpoint, new CheckpointReport(checkpoint.Number, length, saving, _clock.GetElapsedTime(begun)));
        }
        catch (IOException failure) when (!mustBeKept)
        {
            OnFailed?.Invoke($"checkpoint {checkpoint.Number} could not be kept in {_store.Place}: {failure.Message}");
        }
        finally
        {
            _isUnderWay = false;
        }
    }
}

/// <summary>What all checkpoints of a run have in common.</summary>
/// <param name="Every">Time between two.</param>
/// <param name="Keep">How many are kept.</param>
/// <param name="LastNumber">Number of the one the run began from; 0 for none.</param>
/// <param name="Program">Version of the program.</param>
/// <param name="Settings">Digest of the settings.</param>
/// <param name="Sources">What is known of the sources.</param>
internal sealed record CheckpointIdentity(TimeSpan Every, int Keep, long LastNumber, string Program, string Settings, CheckpointSources Sources)
{
    /// <summary>The marks of a cut with what is known besides.</summary>
    public IReadOnlyList<SourceMark> Complete(IReadOnlyList<SourceMark> marks) =>
        [.. marks.Select(mark => mark with { Identity = Sources.Identities.GetValueOrDefault(mark.Name, string.Empty) }), .. Sources.Ended];
}

/// <summary>What a run knows of its sources besides their places.</summary>
/// <param name="Identities">By name, where a source has one.</param>
/// <param name="Ended">Sources of earlier runs that had ended, and are not read any more.</param>
internal sealed record CheckpointSources(IReadOnlyDictionary<string, string> Identities, IReadOnlyList<SourceMark> Ended);
