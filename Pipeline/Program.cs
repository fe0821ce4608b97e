using System.CommandLine;
using System.CommandLine.Parsing;
using RtmPipeline.Commands;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Telemetry;

namespace RtmPipeline;

/// <summary>Reads the command line and hands over to one verb; the only place that turns failures into exit codes.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        MessageWriter messages = new(Console.Error, TimeProvider.System);
        using StopSignals signals = new(messages, Environment.Exit, TimeProvider.System);
        return await RunAsync(args, Console.Out, messages, signals.Token);
    }

    /// <summary>Runs the program within a process, as tests do.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="output">Data.</param>
    /// <param name="errors">Warnings and errors.</param>
    /// <param name="stop">Asks the verb to end.</param>
    /// <returns>A value of <see cref="ExitCode"/>.</returns>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken stop = default)
    {
        ParseResult parse = Verbs().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0)
            return RefuseUsage(parse, errors);
        InvocationConfiguration invocation = new()
        {
            Output = output,
            Error = errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await GuardAsync(() => parse.InvokeAsync(invocation, stop), errors);
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
            End(errors);
            foreach (ConfigurationFault fault in wrong.Faults)
                await errors.WriteLineAsync(fault.ToString());
            return ExitCode.WrongUsage;
        }
        catch (DeliveryRefusedException refused)
        {
            End(errors);
            await errors.WriteLineAsync($"rtm: {OneLine(refused.Message)}");
            return ExitCode.Failed;
        }
        catch (Exception failure)
        {
            End(errors);
            bool wantsStack = Environment.GetEnvironmentVariable("RTM_DEBUG") == "1";
            await errors.WriteLineAsync(wantsStack ? failure.ToString() : $"rtm: {OneLine(failure.Message)} (RTM_DEBUG=1 shows where)");
            return ExitCode.Failed;
        }
    }

    private static RootCommand Verbs() =>
        new("Real-time marketing on streams: trends, opportunities and alerts from social posts and news.")
        {
            DemoCommand.Create(),
            RunCommand.Create(),
            ReplayCommand.Create(),
            SourcesCommand.Create(),
            SimulateCommand.Create(),
            TagCommand.Create(),
            TrainCommand.Create(),
            EvaluateCommand.Create(),
            TailCommand.Create(),
            BenchCommand.Create(),
            ValidateCommand.Create(),
            DeadLetterCommand.Create(),
            CompletionCommand.Create(),
        };

    private static int RefuseUsage(ParseResult parse, TextWriter errors)
    {
        foreach (var error in parse.Errors)
            errors.WriteLine($"rtm: {OneLine(error.Message)}");
        string verb = "";
        for (CommandResult? at = parse.CommandResult; at is { Command: not RootCommand }; at = at.Parent as CommandResult)
            verb = $" {at.Command.Name}{verb}";
        if (NearestTo(parse) is { } nearest)
            errors.WriteLine($"Did you mean: {nearest}");
        errors.WriteLine($"Try: rtm{verb} --help");
        return ExitCode.WrongUsage;
    }

    /// <summary>The verb or option that a word on the command line was probably meant to be.</summary>
    private static string? NearestTo(ParseResult parse) =>
        parse.UnmatchedTokens is [var word, ..]
            ? NearestWord.To(word, parse.CommandResult.Command.Children.Where(symbol => symbol is Command or Option).Select(symbol => symbol.Name).Where(name => FirstOf(name) == FirstOf(word)))
            : null;

    /// <summary>Words that begin with another letter are not meant: of three letters, most words are three edits away.</summary>
    private static string FirstOf(string word) => word[..Math.Min(word.Length, word.AsSpan().IndexOfAnyExcept('-') + 1)];

    /// <summary>What is said from here on is why the program ends.</summary>
    private static void End(TextWriter errors)
    {
        if (errors is MessageWriter messages)
            messages.Level = "error";
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
