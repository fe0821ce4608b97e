using System.Reflection;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.State;
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

    private RunState(PipelineSettings settings, StateFolder folder, CrashPoints crashPoints, Action<string> warn)
    {
        _settings = settings;
        _warn = warn;
        _digest = OutputSettings.DigestOf(settings);
        Folder = folder;
        CrashPoints = crashPoints;
        Store = new FolderCheckpointStore(folder.Folder, settings.Checkpoints.Keep, warn, crashPoints);
    }

    public StateFolder Folder { get; }

    public CrashPoints CrashPoints { get; }

    public ICheckpointStore Store { get; }

    /// <summary>What each kept checkpoint took, the newest last; at most <see cref="MaxReports"/>.</summary>
    public IReadOnlyList<CheckpointReport> Reports => _reports;

    /// <summary>Reports remembered for the summary.</summary>
    public const int MaxReports = 10_000;

    /// <summary>Opens the state that the settings name; null where they name none.</summary>
    /// <exception cref="DeliveryRefusedException">The folder cannot be used.</exception>
    public static RunState? Open(PipelineSettings settings, CrashPoints crashPoints, Action<string> warn) =>
        settings.Checkpoints.Path.Length == 0 ? null : new RunState(settings, StateFolder.Open(settings.Checkpoints.Path), crashPoints, warn);

    /// <summary>Finds where to go on.</summary>
    /// <param name="delivery">Open, and not written to yet.</param>
    /// <param name="resume">False where the user wants to begin anew: then there must be nothing to go on from.</param>
    /// <param name="files">The inputs.</param>
    /// <param name="hardStop">Gives up.</param>
    /// <exception cref="DeliveryRefusedException">There is a state and it was not asked for, or it does not go with the inputs or the target.</exception>
    public async Task<Resumption?> FindAsync(IResumableDelivery delivery, bool resume, IReadOnlyList<string> files, CancellationToken hardStop)
    {
        if (!resume)
        {
            await foreach (Checkpoint kept in Store.LoadAsync(hardStop))
            {
                throw new DeliveryRefusedException(
                    $"{Store.Place} holds checkpoint {kept.Number} of a run; add --resume to go on from it, or name another folder");
            }

            return null;
        }

        Resumption? from = await Resumption.FindAsync(Store, delivery, _settings.Models, _warn, hardStop);
        if (from is null)
            return null;
        SourceMarks.Check(from.Checkpoint, files);
        if (from.Checkpoint.Settings != _digest)
            _warn($"the settings have changed since checkpoint {from.Checkpoint.Number} was made: outputs may differ from here on");
        if (from.Checkpoint.Program != Version)
            _warn($"checkpoint {from.Checkpoint.Number} was made by version {from.Checkpoint.Program}, and this is {Version}: outputs may differ from here on");
        CrashPoints.Reach("resume.loaded");
        return from;
    }

    /// <summary>Keeps the checkpoints of a run.</summary>
    public Checkpointer CheckpointerOf(IResumableDelivery delivery, Resumption? from, IReadOnlyList<string> files)
    {
        CheckpointIdentity identity = new(
            TimeSpan.FromSeconds(_settings.Checkpoints.EverySeconds),
            from?.Checkpoint.Number ?? 0,
            Version,
            _digest,
            SourceMarks.Of(files, from?.Checkpoint));
        return new Checkpointer(Store, delivery, identity, TimeProvider.System, CrashPoints) { OnKept = Note, OnFailed = _warn };
    }

    /// <summary>Begins to look for records that end the process; told of kept checkpoints from now on.</summary>
    public PoisonGuard GuardOf(IReadOnlyList<IRecordSource> sources) =>
        _guard = PoisonGuard.Open(Folder.Folder, [.. sources.Select(source => source.Name)], _warn, keptCheckpoints: _settings.Checkpoints.Keep);

    public void Dispose()
    {
        _guard.Dispose();
        Folder.Dispose();
    }

    private static string Version =>
        typeof(RunState).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private void Note(Checkpoint checkpoint, CheckpointReport report)
    {
        if (_reports.Count == MaxReports)
            _reports.RemoveAt(0);
        _reports.Add(report);
        _guard.Covered(checkpoint.Sources);
    }
}
