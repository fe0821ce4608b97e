using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;
using RtmPipeline.Telemetry;
using RtmPipeline.Topology;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Commands;

/// <summary>What a run keeps and goes on from: the state folder, its checkpoints, and what the sources were at the last one.</summary>
internal sealed class RunState : IDisposable
{
    private readonly PipelineSettings _settings;
    private readonly Action<string> _warn;
    private readonly List<CheckpointReport> _reports = [];
    private readonly string _digest;
    private PoisonGuard _guard = PoisonGuard.Off;
    private ICheckpointStore? _store;
    private Journalling? _journal;

    private RunState(PipelineSettings settings, StateFolder? folder, CrashPoints crashPoints, Action<string> warn)
    {
        _settings = settings;
        _warn = warn;
        _digest = OutputSettings.DigestOf(settings);
        Folder = folder;
        CrashPoints = crashPoints;
    }

    /// <summary>The folder; null where checkpoints are kept in Redis.</summary>
    public StateFolder? Folder { get; }

    public CrashPoints CrashPoints { get; }

    /// <summary>Told of each checkpoint; null for nobody.</summary>
    public CheckpointMetrics? Metrics { get; set; }

    /// <summary>What each kept checkpoint took, the newest last; at most <see cref="MaxReports"/>.</summary>
    public IReadOnlyList<CheckpointReport> Reports => _reports;

    /// <summary>Reports remembered for the summary.</summary>
    public const int MaxReports = 10_000;

    /// <summary>Opens the state that the settings name; null where they name none.</summary>
    /// <exception cref="DeliveryRefusedException">The folder cannot be used.</exception>
    public static RunState? Open(PipelineSettings settings, CrashPoints crashPoints, Action<string> warn) =>
        settings.Checkpoints.Path switch
        {
            "" => null,
            CheckpointOptions.InRedis => new RunState(settings, null, crashPoints, warn),
            var path => new RunState(settings, StateFolder.Open(path), crashPoints, warn),
        };

    /// <summary>Finds where to go on.</summary>
    /// <param name="delivery">Open, and not written to yet.</param>
    /// <param name="resume">False where the user wants to begin anew: then there must be nothing to go on from.</param>
    /// <param name="files">The inputs.</param>
    /// <param name="hardStop">Gives up.</param>
    /// <exception cref="DeliveryRefusedException">There is a state and it was not asked for, or it does not go with the inputs or the target.</exception>
    public async Task<Resumption?> FindAsync(IResumableDelivery delivery, bool resume, IReadOnlyList<string> files, CancellationToken hardStop)
    {
        ICheckpointStore store = _store = StoreOf(delivery);
        if (!resume)
        {
            await foreach (Checkpoint kept in store.LoadAsync(hardStop))
            {
                throw new DeliveryRefusedException(
                    $"{store.Place} holds checkpoint {kept.Number} of a run; add --resume to go on from it, or name another folder");
            }

            return null;
        }

        Resumption? from = await Resumption.FindAsync(store, delivery, _settings.Models, _warn, hardStop);
        if (from is null)
            return null;
        SourceMarks.Check(from.Checkpoint, files);
        if (from.Checkpoint.Settings != _digest)
            _warn($"the settings have changed since checkpoint {from.Checkpoint.Number} was made: outputs may differ from here on; go back to the settings of then, or begin anew with another --state DIR, where they must not");
        if (from.Checkpoint.Program != ProgramVersion.Text)
            _warn($"checkpoint {from.Checkpoint.Number} was made by version {from.Checkpoint.Program}, and this is {ProgramVersion.Text}: outputs may differ from here on; go on with that version, or begin anew with another --state DIR, where they must not");
        CrashPoints.Reach("resume.loaded");
        return from;
    }

    /// <summary>Keeps the checkpoints of a run.</summary>
    public Checkpointer CheckpointerOf(IResumableDelivery delivery, Resumption? from, IReadOnlyList<string> files)
    {
        CheckpointIdentity identity = new(
            TimeSpan.FromSeconds(_settings.Checkpoints.EverySeconds),
            _settings.Checkpoints.Keep,
            from?.Checkpoint.Number ?? 0,
            ProgramVersion.Text,
            _digest,
            SourceMarks.Of(files, from?.Checkpoint));
        ICheckpointStore store = _store ?? throw new InvalidOperationException("the state must be looked for before it is kept");
        return new Checkpointer(store, delivery, identity, TimeProvider.System, CrashPoints) { OnKept = Note, OnFailed = Miss };
    }

    /// <summary>Puts a journal before the sources that cannot be asked again.</summary>
    /// <param name="sources">All sources.</param>
    /// <param name="resume">True to go on with what the journal holds.</param>
    /// <param name="from">What the run goes on from.</param>
    /// <exception cref="DeliveryRefusedException">A journal is needed, and there is no folder for it.</exception>
    public async Task<Journalling> JournalAsync(IReadOnlyList<IRecordSource> sources, bool resume, Resumption? from)
    {
        if (Folder is null && sources.FirstOrDefault(Journalling.CannotBeAskedAgain) is { } once)
            throw new DeliveryRefusedException($"{(once.Name == FileSource.StandardInput ? "standard input" : once.Name)} cannot be asked again, and its journal needs a folder: give --state DIR");
        IReadOnlyList<SourceMark>? marks = resume ? from?.Checkpoint.Sources ?? [] : null;
        JournalHost host = Journalling.HostOf(TimeProvider.System, _warn, CrashPoints);
        ArrivalGate? gate = sources.Any(source => source is ILiveSource) ? new ArrivalGate(_settings.Merging, TimeProvider.System) : null;
        return _journal = await Journalling.OpenAsync(sources, _settings.Journal, Folder?.Folder.Path ?? string.Empty, marks, _settings.Checkpoints.Keep, host, gate);
    }

    /// <summary>Begins to look for records that end the process; told of kept checkpoints from now on.</summary>
    public PoisonGuard GuardOf(IReadOnlyList<IRecordSource> sources) =>
        _guard = Folder is null ? PoisonGuard.Off : PoisonGuard.Open(Folder.Folder, [.. sources.Select(source => source.Name)], _warn, keptCheckpoints: _settings.Checkpoints.Keep);

    public void Dispose()
    {
        _guard.Dispose();
        Folder?.Dispose();
    }

    private ICheckpointStore StoreOf(IResumableDelivery delivery)
    {
        if (Folder is not null)
            return new FolderCheckpointStore(Folder.Folder, _settings.Checkpoints.Keep, _warn, CrashPoints);
        return delivery is RedisDelivery redis
            ? redis.CheckpointStore(_settings.Checkpoints.Keep)
            : throw new DeliveryRefusedException("checkpoints can be kept in Redis only where the outputs go there too; give --state DIR with --output");
    }

    private void Note(Checkpoint checkpoint, CheckpointReport report)
    {
        if (_reports.Count == MaxReports)
            _reports.RemoveAt(0);
        _reports.Add(report);
        Metrics?.Kept(report.Length, report.Saving, report.Keeping);
        _guard.Covered(checkpoint.Sources);
        _journal?.Kept(checkpoint.Sources);
    }

    private void Miss(string failure)
    {
        Metrics?.Failed();
        _warn(failure);
    }
}
