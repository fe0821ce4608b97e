using System.CommandLine;
using System.CommandLine.Parsing;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Commands;

/// <summary>
/// The part of a verb's command line that is configuration: <c>--config</c>, <c>--brand</c>, and options of its own that stand for a key.
/// Their values go through the same reader as files and the environment, so that there is one set of limits and messages.
/// </summary>
internal sealed class CommandSettings
{
    private readonly Option<string?> _config = new("--config")
    {
        Description = "Configuration file, YAML or JSON",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _brands = new("--brand")
    {
        Description = "Brand profiles to watch, YAML or JSON, or folders of them",
        HelpName = "FILE…",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Command _command;
    private readonly List<(Option Option, string Key)> _bound = [];

    public CommandSettings(Command command)
    {
        _command = command;
        command.Add(_config);
        command.Add(_brands);
    }

    /// <summary>Adds an option whose value, when given, sets <paramref name="key"/> (as <c>Redis:Endpoint</c>).</summary>
    public void Bind(Option<string?> option, string key)
    {
        _command.Add(option);
        _bound.Add((option, key));
    }

    /// <exception cref="ConfigurationFaultsException">Something is wrong; it lists everything that is.</exception>
    public PipelineSettings Load(ParseResult parse)
    {
        List<KeyValuePair<string, string?>> pairs = [];
        foreach ((Option option, string key) in _bound)
        {
            if (parse.GetResult(option) is { Implicit: false, Tokens: [.., Token last] })
                pairs.Add(new(key, last.Value));
        }
        string[] brands = parse.GetValue(_brands) ?? [];
        for (int i = 0; i < brands.Length; i++)
            pairs.Add(new($"Brands:Files:{i}", brands[i]));
        PipelineSettings settings = PipelineSettings.Load(parse.GetValue(_config), pairs);
        if (parse.InvocationConfiguration.Error is MessageWriter messages)
            messages.IsJson = settings.Telemetry.Messages == "json";
        return settings;
    }
}
