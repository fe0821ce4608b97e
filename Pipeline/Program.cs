using System.CommandLine;
using System.CommandLine.Parsing;
using RtmPipeline.Commands;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;

namespace RtmPipeline;

/// <summary>Reads the command line and hands over to one verb; the only place that turns failures into exit codes.</summary>
internal static class Program
{
    /// <summary>After a stop signal a verb may take this long to end by itself.</summary>
    private static readonly TimeSpan s_stopTime = TimeSpan.FromSeconds(30);

    public static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error);

    /// <summary>Runs the program within a process, as tests do.</summary>
    /// <returns>A value of <see cref="ExitCode"/>.</returns>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        ParseResult parse = Verbs().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0)
            return RefuseUsage(parse, errors);
        InvocationConfiguration invocation = new()
        {
            Output = output,
            Error = errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = s_stopTime,
        };
        return await GuardAsync(() => parse.InvokeAsync(invocation), errors);
    }

    /// <summary>Runs a verb and turns what it throws into a message and an exit code.</summary>
    internal static async Task<int> GuardAsync(Func<Task<int>> verb, TextWriter errors)
    {
        try
        {
            return await verb();
        }
        catch (ConfigurationFaultsException wrong)
        {
            foreach (ConfigurationFault fault in wrong.Faults)
                await errors.WriteLineAsync(fault.ToString());
            return ExitCode.WrongUsage;
        }
        catch (DeliveryRefusedException refused)
        {
            await errors.WriteLineAsync($"rtm: {OneLine(refused.Message)}");
            return ExitCode.Failed;
        }
        catch (Exception failure)
        {
            bool wantsStack = Environment.GetEnvironmentVariable("RTM_DEBUG") == "1";
            await errors.WriteLineAsync(wantsStack ? failure.ToString() : $"rtm: {OneLine(failure.Message)} (RTM_DEBUG=1 shows where)");
            return ExitCode.Failed;
        }
    }

    private static RootCommand Verbs() =>
        new("Real-time marketing on streams: trends, opportunities and alerts from social posts and news.")
        {
            DemoCommand.Create(),
            ReplayCommand.Create(),
            SimulateCommand.Create(),
            TagCommand.Create(),
            TrainCommand.Create(),
            EvaluateCommand.Create(),
            TailCommand.Create(),
            BenchCommand.Create(),
            ValidateCommand.Create(),
            DeadLetterCommand.Create(),
        };

    private static int RefuseUsage(ParseResult parse, TextWriter errors)
    {
        foreach (var error in parse.Errors)
            errors.WriteLine($"rtm: {OneLine(error.Message)}");
        string verb = "";
        for (CommandResult? at = parse.CommandResult; at is { Command: not RootCommand }; at = at.Parent as CommandResult)
            verb = $" {at.Command.Name}{verb}";
        errors.WriteLine($"Try: rtm{verb} --help");
        return ExitCode.WrongUsage;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
