using System.CommandLine;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;

namespace RtmPipeline.Commands;

/// <summary>The service: live sources from the configuration, through the whole graph, until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var state = new Option<string?>("--state") { Description = "Keep journal, checkpoints and cursors in a folder, and go on from there after a stop or a crash", HelpName = "DIR" };
        Command command = new("run", "Reads the live sources of the configuration until it is stopped, and writes opportunities and alerts.");
        CommandSettings settings = new(command);
        OutputArguments output = new(command, settings) { IsService = true };
        settings.Bind(state, "Checkpoints:Path");
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = output.Into(settings.Load(parse), parse);
            RequireSources(loaded);
            ReplayConsole console = output.ConsoleOf(parse);
            CrashPoints crashPoints = CrashSwitch.Read(parse.InvocationConfiguration.Error);
            using RunState? kept = RunState.Open(loaded, crashPoints, console.Warn);
            using LiveSources sources = new(loaded, kept?.Folder?.Folder.Path, crashPoints, console.Warn);
            await using IDelivery delivery = output.DeliveryOf(loaded, kept, crashPoints, console, parse);
            ILiveSource? decisions = delivery is RedisDelivery ? sources.DecisionsOf(loaded.Redis) : null;
            await using RunObserver observer = new(loaded, [.. sources.All.Select(source => source.Watch)], decisions?.Watch, delivery, kept is not null, console.Warn, console.Listening, stop);
            kept?.Metrics = observer.Checkpoints;
            IReadOnlyList<ILiveSource> live = decisions is null ? sources.All : [.. sources.All, decisions];
            IReadOnlyList<IRecordSource> inputs = kept is null ? [new MergedSource(JournalledSource.SharedName, live, new ArrivalGate(loaded.Merging, TimeProvider.System))] : live;
            Replay run = new(loaded, inputs, delivery, kept, pace: null, console) { TakesProfiles = true, OnProfiles = sources.Take, Metrics = observer.Graph };
            try
            {
                await run.RunAsync([JournalledSource.SharedName], resume: true, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Once it reads it ends by itself; before that there is nothing to deliver and nothing to keep.
                console.Warn("stopped while it was starting; nothing was read");
                return ExitCode.Done;
            }

            foreach (ILiveSource source in sources.All)
                console.Show(source.Watch);
            return stop.IsCancellationRequested || !sources.All.Any(source => source.Watch.State.Phase == SourcePhase.Refused) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <exception cref="ConfigurationFaultsException">There are none.</exception>
    public static void RequireSources(PipelineSettings settings)
    {
        if (settings.Sources.Count == 0)
            throw new ConfigurationFaultsException([new ConfigurationFault("configuration", SourceSections.Name, $"is empty; name at least one source with its Kind ({string.Join(", ", SourceSections.Kinds)})")]);
    }
}
