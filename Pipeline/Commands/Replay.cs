using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Telemetry;
using RtmPipeline.Topology;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Commands;

/// <summary>One replay from its beginning, or from a checkpoint, to its end or a stop.</summary>
/// <param name="settings">Everything that was configured.</param>
/// <param name="sources">The inputs.</param>
/// <param name="delivery">Where outputs go; not open yet.</param>
/// <param name="state">Where the state is kept; null for nowhere.</param>
/// <param name="pace">Speed; null for as fast as it goes.</param>
/// <param name="console">Shows it.</param>
internal sealed class Replay(
    PipelineSettings settings, IReadOnlyList<IRecordSource> sources, IDelivery delivery, RunState? state, Pace? pace, ReplayConsole console)
{
    /// <summary>
    /// How long a stopped run that keeps its state may take to deliver what is under way: less than <see cref="StopSignals.StopTime"/>, as the rest comes again
    /// at the next start anyhow.
    /// </summary>
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(8);

    /// <summary>True to take profiles that change while it runs, as in service. At full speed nothing is reloaded: the same input and configuration give the same output.</summary>
    public bool TakesProfiles { get; init; } = pace is not null;

    /// <summary>Told what the graph does; null for nobody.</summary>
    public GraphMetrics? Metrics { get; init; }

    /// <summary>Given the profiles that were taken.</summary>
    public Action<IReadOnlyList<BrandProfile>>? OnProfiles { get; init; }

    /// <summary>Done when changed profiles may be taken.</summary>
    private Task _watchFrom = Task.CompletedTask;

    /// <param name="files">Names of the inputs.</param>
    /// <param name="resume">True to go on from the newest checkpoint.</param>
    /// <param name="stop">Asks it to end.</param>
    /// <returns>True when some input was rejected.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<string> files, bool resume, CancellationToken stop)
    {
        await delivery.OpenAsync(stop);
        if (state is null)
            return await RunAsync(PipelineRun.StagesOf(settings, delivery, console.Show), sources, stop);
        IResumableDelivery target = delivery as IResumableDelivery ?? throw new DeliveryRefusedException("this output cannot go on from a checkpoint");
        Resumption? from = await state.FindAsync(target, resume, files, stop);
        if (from is not null)
            console.Resumed(from);
        Checkpointer checkpoints = state.CheckpointerOf(target, from, files);
        await using Journalling journalling = await state.JournalAsync(sources, resume, from);
        // Whoever feeds standard input goes on behind what the journal has: what a pipe held is gone with the process that it led to.
        if (journalling.Journal is { } journal)
            console.Warn($"the journal holds {journal.End.Ordinal:#,0} records of {(sources.Any(source => source is ILiveSource) ? "the live sources" : "standard input")}");
        PoisonGuard guard = state.GuardOf(journalling.Sources);
        if (guard.NeedsCare)
            await WarmUp.RunAsync(settings, stop);
        Stages stages = PipelineRun.StagesOf(settings, delivery, console.Show, from, checkpoints) with { Guard = guard };
        bool isRejecting = await RunAsync(Watching(stages, target, journalling, from is not null), journalling.Sources, stop);
        guard.Complete();
        return isRejecting;
    }

    /// <summary>Looks after each delivered batch whether there is more to do than to show it.</summary>
    private Stages Watching(Stages stages, IResumableDelivery target, Journalling journalling, bool hasResumed)
    {
        ProfilesSince since = new(stages.Brands, settings.Profiles, settings.Models, target, console.Warn);
        if (hasResumed)
            since.Look();
        _watchFrom = hasResumed ? since.Done : Task.CompletedTask;
        return stages with
        {
            OnDelivered = batch =>
            {
                console.Show(batch);
                if (hasResumed)
                    since.Look();
                // A disk that fails is told to whoever reads the journal next.
                if (batch.Deletes.Count > 0)
                    _ = journalling.PurgeAsync(batch.Deletes);
            },
        };
    }

    /// <returns>True when some input was rejected.</returns>
    private async Task<bool> RunAsync(Stages stages, IReadOnlyList<IRecordSource> inputs, CancellationToken stop)
    {
        stages = stages with { Metrics = Metrics, OnBegun = summary => console.Position = () => (summary.Posts.Posts, FileSource.ShareOf(inputs, summary.Reached)) };
        long start = TimeProvider.System.GetTimestamp();
        RunSummary? summary = await RunOrGiveUpAsync(stages, inputs, stop);
        if (summary is null)
        {
            console.Warn("stopped before all outputs were delivered; what is missing is written when the run goes on with --resume");
            return false;
        }

        console.Finish(summary, stages, TimeProvider.System.GetElapsedTime(start));
        if (state is not null)
            console.Checkpoints(state.Reports);
        state?.CrashPoints.Reach("shutdown.drained");
        return summary.Posts.Rejected > 0;
    }

    /// <returns>Null when a stopped run had to be given up before everything was delivered.</returns>
    private async Task<RunSummary?> RunOrGiveUpAsync(Stages stages, IReadOnlyList<IRecordSource> inputs, CancellationToken stop)
    {
        using CancellationTokenSource hardStop = new();
        await using CancellationTokenRegistration limit = stop.Register(() =>
        {
            if (state is not null)
                hardStop.CancelAfter(s_drainTime);
        });
        try
        {
            RunSummary summary = await WatchedAsync(new DataflowGraph(settings.Topology, pace).RunAsync(inputs, stages, stop, hardStop.Token), stages);
            await delivery.CompleteAsync(hardStop.Token);
            return summary;
        }
        catch (OperationCanceledException) when (hardStop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<RunSummary> WatchedAsync(Task<RunSummary> run, Stages stages)
    {
        if (!TakesProfiles)
            return await run;
        using CancellationTokenSource ended = new();
        Task watch = WatchAsync(stages, ended.Token);
        try
        {
            return await run;
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    private async Task WatchAsync(Stages stages, CancellationToken ended)
    {
        await Task.WhenAny(_watchFrom, Task.Delay(Timeout.Infinite, ended));
        await BrandWatcher.RunAsync(settings, stages.Brands, console.Warn, OnProfiles, TimeProvider.System, ended);
    }
}
