using System.CommandLine;
using System.Text.Json;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;

namespace RtmPipeline.Commands;

/// <summary>Looks at the configured live sources.</summary>
internal static class SourcesCommand
{
    /// <summary>Time for all trials together.</summary>
    private static readonly TimeSpan s_trialTime = TimeSpan.FromSeconds(60);

    public static Command Create() => new("sources", "Looks at the live sources of the configuration.") { CreateTest() };

    private static Command CreateTest()
    {
        var names = new Argument<string[]>("NAME") { Description = "Sources to try; all of them where none is named", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object a source" };
        Command command = new("test", "Tries each source once and says what it found; ends with 1 when one cannot be used.") { names, json };
        CommandSettings settings = new(command);
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = settings.Load(parse);
            RunCommand.RequireSources(loaded);
            string[] wanted = parse.GetValue(names) ?? [];
            RequireNames(loaded, wanted);
            using LiveSources sources = new(loaded, stateFolder: null, CrashPoints.None, static _ => { });
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(s_trialTime);
            ILiveSource[] tried = [.. sources.All.Where(source => wanted.Length == 0 || wanted.Contains(source.Watch.Name, StringComparer.OrdinalIgnoreCase))];
            SourceTrial[] trials = await Task.WhenAll(tried.Select(source => TryAsync(source, limit.Token)));
            TextWriter output = parse.InvocationConfiguration.Output;
            for (int i = 0; i < tried.Length; i++)
                output.WriteLine(parse.GetValue(json) ? JsonOf(tried[i], trials[i]) : TextOf(tried[i], trials[i]));
            return trials.All(trial => trial.IsUsable) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void RequireNames(PipelineSettings settings, string[] wanted)
    {
        ConfigurationFault[] faults =
        [
            .. wanted.Where(name => !settings.Sources.Any(source => string.Equals(source.Name, name, StringComparison.OrdinalIgnoreCase)))
                .Select(name => new ConfigurationFault("command line", "NAME", $"is {ConfigurationFault.Show(name)}, and no source has that name; there are {string.Join(", ", settings.Sources.Select(source => source.Name))}")),
        ];
        if (faults.Length > 0)
            throw new ConfigurationFaultsException(faults);
    }

    private static async Task<SourceTrial> TryAsync(ILiveSource source, CancellationToken limit)
    {
        try
        {
            return await source.TryAsync(limit);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new SourceTrial(false, [$"no answer within {s_trialTime.TotalSeconds:0} s, or stopped"]);
        }
    }

    private static string TextOf(ILiveSource source, SourceTrial trial) =>
        string.Join(Environment.NewLine, [$"{source.Watch.Name} ({source.Watch.Kind}): {(trial.IsUsable ? "usable" : "not usable")}", .. trial.Findings.Select(finding => $"  {PlainText.Escape(finding)}")]);

    private static string JsonOf(ILiveSource source, SourceTrial trial)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("name", source.Watch.Name);
            writer.WriteString("kind", source.Watch.Kind);
            writer.WriteBoolean("usable", trial.IsUsable);
            writer.WriteStartArray("findings");
            foreach (string finding in trial.Findings)
                writer.WriteStringValue(finding);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
