using System.CommandLine;
using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Sources;
using RtmPipeline.State;
using RtmPipeline.Topology;

namespace RtmPipeline.Commands;

/// <summary>Runs recorded input through the whole graph, in stream time.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Recorded input in any known format, gzip too, or the folder of a journal; '-' reads standard input. Several files are merged by time.",
            Arity = ArgumentArity.OneOrMore,
        };
        var speed = new Option<string>("--speed")
        {
            Description = "'max', or how many times faster than it happened",
            DefaultValueFactory = _ => "max",
            HelpName = "max|N",
        };
        var state = new Option<string?>("--state") { Description = "Keep checkpoints in a folder, to go on after a stop or a crash", HelpName = "DIR" };
        var resume = new Option<bool>("--resume") { Description = "Go on from the newest checkpoint in --state, or begin when there is none" };
        var strict = new Option<bool>("--strict") { Description = "End with 3 when some input was rejected" };
        var workers = new Option<string?>("--workers") { Description = "Workers of each parallel stage; 0 is one for each processor", HelpName = "N" };
        var batch = new Option<string?>("--batch-size") { Description = "Most posts in a batch", HelpName = "N" };

        speed.CompletionSources.Add("max");
        Command command = new("replay", "Runs recorded posts and news through the whole graph, and writes opportunities and alerts.") { files };
        CommandSettings settings = new(command);
        OutputArguments output = new(command, settings);
        settings.Bind(state, "Checkpoints:Path");
        settings.Bind(workers, "Topology:Workers");
        settings.Bind(batch, "Topology:BatchSize");
        command.Add(speed);
        command.Add(resume);
        command.Add(strict);
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = output.Into(settings.Load(parse), parse);
            if (parse.GetValue(resume) && loaded.Checkpoints.Path.Length == 0)
                throw new ConfigurationFaultsException([new ConfigurationFault("command line", "--resume", "needs --state DIR, the folder to go on from")]);
            ReplayConsole console = output.ConsoleOf(parse);
            string[] inputs = parse.GetValue(files)!;
            List<IRecordSource> sources = PipelineRun.FilesOf(inputs, loaded.Posts, console.Warn);
            CheckOutput(parse.GetValue(output.Output), inputs);
            CrashPoints crashPoints = CrashSwitch.Read(parse.InvocationConfiguration.Error);
            using RunState? kept = RunState.Open(loaded, crashPoints, console.Warn);
            await using IDelivery delivery = output.DeliveryOf(loaded, kept, crashPoints, console, parse);
            var replay = new Replay(loaded, sources, delivery, kept, PaceOf(parse.GetValue(speed)!), console);
            return await replay.RunAsync(inputs, parse.GetValue(resume), stop) && parse.GetValue(strict) ? ExitCode.RejectedInput : ExitCode.Done;
        });
        return command;
    }

    /// <summary>The output is emptied before the first record is read, so a recording given as both would be lost.</summary>
    private static void CheckOutput(string? output, string[] files)
    {
        if (output is null or "-")
            return;
        string target = Path.GetFullPath(output);
        if (files.Any(file => file != "-" && Path.GetFullPath(file) == target))
            throw new ConfigurationFaultsException([new ConfigurationFault("command line", "--output", $"is {ConfigurationFault.Show(output)}, which is an input too; it would be overwritten")]);
    }

    private static Pace? PaceOf(string speed)
    {
        if (speed == "max")
            return null;
        if (double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out double times) && times is > 0 and <= 1e9)
            return new Pace(times, TimeProvider.System);
        throw new ConfigurationFaultsException([new ConfigurationFault("command line", "--speed", $"is {ConfigurationFault.Show(speed)}; it must be 'max' or a number above 0, at most 1,000,000,000")]);
    }
}
