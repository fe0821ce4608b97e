using System.CommandLine;
using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
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
        var redis = new Option<string?>("--redis") { Description = "Redis to write to", HelpName = "HOST:PORT" };
        var prefix = new Option<string?>("--prefix") { Description = "What all keys begin with; one part in braces", HelpName = "{NAME}" };
        var output = new Option<string?>("--output") { Description = "Write entries as JSON lines to a file ('-' for standard output) instead of Redis", HelpName = "FILE" };
        var append = new Option<bool>("--append") { Description = "Go on after newer entries that the streams already hold" };
        var takeOver = new Option<bool>("--take-over") { Description = "Take the writer's role from a writer that is at work on the same prefix; that one ends" };
        var state = new Option<string?>("--state") { Description = "Keep checkpoints in a folder, to go on after a stop or a crash", HelpName = "DIR" };
        var resume = new Option<bool>("--resume") { Description = "Go on from the newest checkpoint in --state, or begin when there is none" };
        var strict = new Option<bool>("--strict") { Description = "End with 3 when some input was rejected" };
        var workers = new Option<string?>("--workers") { Description = "Workers of each parallel stage; 0 is one for each processor", HelpName = "N" };
        var batch = new Option<string?>("--batch-size") { Description = "Most posts in a batch", HelpName = "N" };

        Command command = new("replay", "Runs recorded posts and news through the whole graph, and writes opportunities and alerts.") { files };
        CommandSettings settings = new(command);
        settings.Bind(redis, "Redis:Endpoint");
        settings.Bind(prefix, "Redis:Prefix");
        settings.Bind(state, "Checkpoints:Path");
        settings.Bind(workers, "Topology:Workers");
        settings.Bind(batch, "Topology:BatchSize");
        command.Add(speed);
        command.Add(output);
        command.Add(append);
        command.Add(takeOver);
        command.Add(resume);
        command.Add(strict);
        command.Validators.Add(result =>
        {
            // An option that would do nothing is a mistake of the user's, and better said at once.
            if (result.GetResult(output) is null)
                return;
            foreach (Option other in new Option[] { redis, prefix, append, takeOver })
            {
                if (result.GetResult(other) is { Implicit: false })
                    result.AddError($"{other.Name} is for Redis, and --output writes to a file instead; give one of them");
            }
        });
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = settings.Load(parse);
            if (parse.GetValue(append))
                loaded = loaded with { Redis = loaded.Redis with { Append = true } };
            if (parse.GetValue(takeOver))
                loaded = loaded with { Redis = loaded.Redis with { TakeOver = true } };
            if (parse.GetValue(resume) && loaded.Checkpoints.Path.Length == 0)
                throw new ConfigurationFaultsException([new ConfigurationFault("command line", "--resume", "needs --state DIR, the folder to go on from")]);
            var console = new ReplayConsole(parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, parse.GetValue(output) == "-");
            string[] inputs = parse.GetValue(files)!;
            List<IRecordSource> sources = PipelineRun.FilesOf(inputs, loaded.Posts, console.Warn);
            CheckOutput(parse.GetValue(output), inputs);
            CrashPoints crashPoints = CrashSwitch.Read(parse.InvocationConfiguration.Error);
            using RunState? kept = RunState.Open(loaded, crashPoints, console.Warn);
            await using IDelivery delivery = DeliveryOf(parse.GetValue(output), loaded.Redis with { Holder = kept?.Folder?.Holder }, crashPoints, console);
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

    private static IDelivery DeliveryOf(string? output, RedisOptions redis, CrashPoints crashPoints, ReplayConsole console) =>
        output is null ? new RedisDelivery(redis, console.Warn, TimeProvider.System, crashPoints) : new FileDelivery(output, crashPoints);

    private static Pace? PaceOf(string speed)
    {
        if (speed == "max")
            return null;
        if (double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out double times) && times is > 0 and <= 1e9)
            return new Pace(times, TimeProvider.System);
        throw new ConfigurationFaultsException([new ConfigurationFault("command line", "--speed", $"is {ConfigurationFault.Show(speed)}; it must be 'max' or a number above 0, at most 1,000,000,000")]);
    }
}
