using System.CommandLine;
using System.CommandLine.Parsing;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.State;

namespace RtmPipeline.Commands;

/// <summary>The part of a command line that says where the outputs of a run go.</summary>
internal sealed class OutputArguments
{
    private readonly Option<string?> _redis = new("--redis") { Description = "Redis to write to", HelpName = "HOST:PORT" };
    private readonly Option<string?> _prefix = new("--prefix") { Description = "What all keys begin with; one part in braces", HelpName = "{NAME}" };
    private readonly Option<bool> _append = new("--append") { Description = "Go on after newer entries that the streams already hold" };
    private readonly Option<bool> _takeOver = new("--take-over") { Description = "Take the writer's role from a writer that is at work on the same prefix; that one ends" };

    public OutputArguments(Command command, CommandSettings settings)
    {
        settings.Bind(_redis, "Redis:Endpoint");
        settings.Bind(_prefix, "Redis:Prefix");
        command.Add(Output);
        command.Add(_append);
        command.Add(_takeOver);
        command.Validators.Add(Check);
    }

    public Option<string?> Output { get; } = new("--output") { Description = "Write entries as JSON lines to a file ('-' for standard output) instead of Redis", HelpName = "FILE" };

    /// <summary>True for the service, which is told what of Redis makes its guarantees weaker. Default false.</summary>
    public bool IsService { get; init; }

    /// <summary>The settings with what stands on the command line only.</summary>
    public PipelineSettings Into(PipelineSettings settings, ParseResult parse) => settings with
    {
        Redis = settings.Redis with
        {
            Append = settings.Redis.Append || parse.GetValue(_append),
            TakeOver = settings.Redis.TakeOver || parse.GetValue(_takeOver),
        },
    };

    public ReplayConsole ConsoleOf(ParseResult parse) =>
        new(parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, parse.GetValue(Output) == "-");

    public IDelivery DeliveryOf(PipelineSettings settings, RunState? state, CrashPoints crashPoints, ReplayConsole console, ParseResult parse) =>
        parse.GetValue(Output) is { } file
            ? new FileDelivery(file, crashPoints)
            : new RedisDelivery(settings.Redis with { Holder = state?.Folder?.Holder }, console.Warn, TimeProvider.System, crashPoints)
            {
                IsService = IsService,
                KeepsCheckpoints = state is { Folder: null },
            };

    /// <summary>An option that would do nothing is a mistake of the user's, and better said at once.</summary>
    private void Check(CommandResult result)
    {
        if (result.GetResult(Output) is null)
            return;
        foreach (Option other in new Option[] { _redis, _prefix, _append, _takeOver })
        {
            if (result.GetResult(other) is { Implicit: false })
                result.AddError($"{other.Name} is for Redis, and --output writes to a file instead; give one of them");
        }
    }
}
