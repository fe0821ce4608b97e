using System.CommandLine;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate.Alerts;
using RtmPipeline.Commands.Evaluate.Report;
using RtmPipeline.Delivery;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Commands.Evaluate;

/// <summary><c>evaluate alerts FILE… --truth FILE --brand FILE…</c>: replays, and compares what was raised with what was true.</summary>
internal sealed class EvaluateAlerts
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Recorded input in any known format, and folders of a journal, merged by time; one run each where each has its --truth. Or lists of post ids of one event each; gzip too",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _truth = new("--truth") { Description = "What truly happened, as simulate --truth writes it, or a list of events (id, alert, surfaces, onset …)", HelpName = "FILE…", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _scenario = new("--scenario") { Description = $"Simulate instead of reading files: {string.Join(", ", ScenarioOptions.Names)}", HelpName = "NAME" };
    private readonly Option<string> _seeds = new("--seeds") { Description = "A run for each of these seeds", DefaultValueFactory = _ => "1", HelpName = "1-20" };
    private readonly Option<double> _rate = new("--rate") { Description = "Share of the real volume that is simulated", DefaultValueFactory = _ => ScenarioOptions.DefaultRate };
    private readonly Option<string?> _duration = new("--duration") { Description = "How much is simulated, from the beginning: 90m, 2h; at most 24h (default: all)", HelpName = "SPAN" };
    private readonly Option<string?> _recipe = new("--recipe") { Description = "Recorded events to replay, a run each: files, names and the right alerts (YAML)", HelpName = "FILE" };
    private readonly Option<string?> _data = new("--data") { Description = "Folder in which the files of the recipe lie (default: the recipe's own)", HelpName = "DIR" };
    private readonly Option<string[]> _background = new("--background") { Description = "Recorded posts as chatter around lists of ids, moved in time and repeated", HelpName = "FILE…", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _lead = new("--background-lead") { Description = "How long the chatter goes on before an event's first post", DefaultValueFactory = _ => "24h", HelpName = "SPAN" };
    private readonly Option<string?> _label = new("--background-label") { Description = "Take only records of the background with this value, as label=off-topic", HelpName = "FIELD=VALUE" };
    private readonly Option<string> _expect = new("--expect") { Description = "The right alert on the events of lists of ids", DefaultValueFactory = _ => "opportunity", HelpName = "KIND" };
    private readonly Option<string> _tolerance = new("--tolerance") { Description = "How far before an event's onset and after its end an alert still counts for it", DefaultValueFactory = _ => "10m", HelpName = "SPAN" };
    private readonly Option<int> _faster = new("--faster") { Description = "For a sparse recording without truth: let so many of its hours pass as one, so that the pipeline's minutes fit it; 1 to 1,000", DefaultValueFactory = _ => 1, HelpName = "N" };
    private readonly Option<string?> _explain = new("--explain") { Description = "Print one incident's life and the sum of its score instead of the tables", HelpName = "ID" };
    private readonly Option<string?> _output = new("--output") { Description = "Write the entries too, as replay does; for a single run", HelpName = "FILE" };
    private readonly Option<string?> _csv = new("--csv") { Description = "One row for each event, brand and run; an older file is replaced", HelpName = "FILE" };
    private readonly Option<string?> _report = new("--report") { Description = "One page with the timeline of each event", HelpName = "FILE.html" };
    private readonly Option<bool> _json = new("--json") { Description = "Write the figures as JSON" };
    private readonly Option<bool> _strict = new("--strict") { Description = "End with 3 when some input was rejected" };
    private readonly Option<string?> _workers = new("--workers") { Description = "Workers of each parallel stage; 0 is one for each processor", HelpName = "N" };

    public static Command Create()
    {
        var verb = new EvaluateAlerts();
        verb._scenario.CompletionSources.Add([.. ScenarioOptions.Names]);
        verb._expect.CompletionSources.Add([.. Enum.GetValues<AlertKind>().Select(static kind => kind.Word())]);
        Command command = new("alerts", "Replays recorded or simulated streams through the whole graph, and compares what was raised with what was true.")
        {
            verb._files, verb._truth, verb._scenario, verb._seeds, verb._rate, verb._duration, verb._recipe, verb._data, verb._background, verb._lead, verb._label, verb._expect,
            verb._tolerance, verb._faster, verb._explain, verb._output, verb._csv, verb._report, verb._json, verb._strict,
        };
        CommandSettings settings = new(command);
        settings.Bind(verb._workers, "Topology:Workers");
        command.SetAction((parse, stop) => verb.RunAsync(parse, settings, stop));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CommandSettings configuration, CancellationToken stop)
    {
        PipelineSettings settings = configuration.Load(parse);
        AlertsRequest request = RequestOf(parse);
        TextWriter errors = parse.InvocationConfiguration.Error;
        ProgressLine progress = ProgressLine.Of(errors);
        var runner = new AlertRunner(settings, request.Tolerance, parse.GetValue(_explain), parse.GetValue(_output), progress);
        var runs = new PlannedRuns(PipelineRun.FileLimitsOf(settings.Posts), errors);
        AlertsEvaluation all = await RunAllAsync(runs.Of(request), runner, request.Tolerance, errors, stop);
        progress.Clear();
        if (parse.GetValue(_csv) is { } csv)
            OutputFiles.Write(csv, writer => AlertsCsv.Write(all, writer));
        if (parse.GetValue(_report) is { } report)
            OutputFiles.Write(report, writer => AlertsReport.Write(all, writer));
        if (parse.GetValue(_explain) is { } id && !Explain(id, all, runner, settings.Alerts, parse.InvocationConfiguration))
            return ExitCode.Failed;
        if (parse.GetValue(_explain) is null)
            AlertsConsole.Write(all, parse.GetValue(_json), parse.InvocationConfiguration.Output);
        if (all.Failed.Count > 0)
            return ExitCode.Failed;
        return parse.GetValue(_strict) && runner.Rejected + runs.RejectedIds > 0 ? ExitCode.RejectedInput : ExitCode.Done;
    }

    private static async Task<AlertsEvaluation> RunAllAsync(
        IReadOnlyList<PlannedRun> runs, AlertRunner runner, TimeSpan tolerance, TextWriter errors, CancellationToken stop)
    {
        var outcomes = new List<RunOutcome>();
        var failed = new List<FailedFile>();
        for (int i = 0; i < runs.Count; i++)
        {
            PlannedRun run = runs[i];
            try
            {
                outcomes.Add(await runner.RunAsync(await run.OpenAsync(stop), $"run {i + 1} of {runs.Count}", stop));
            }
            catch (UnusableFileException unusable)
            {
                errors.WriteLine($"rtm: {run.Name} {unusable.Message}");
                failed.Add(new FailedFile(run.Name, unusable.Message));
            }
        }

        return new AlertsEvaluation(runner.Brands, tolerance, outcomes, failed);
    }

    private static bool Explain(string id, AlertsEvaluation all, AlertRunner runner, AlertOptions thresholds, InvocationConfiguration console)
    {
        const int Shown = 10;
        if (runner.Explained is { } found)
        {
            IncidentExplanation.Write(found.Life, found.Verdict, thresholds, console.Output);
            return true;
        }

        string[] ids = [.. all.Runs.SelectMany(static run => run.Alerts).Select(static alert => alert.Raised.Incident).Distinct()];
        string known = ids.Length == 0 ? "no alert was raised" : $"alerts were raised on {string.Join(", ", ids.Take(Shown))}{(ids.Length > Shown ? $" and {ids.Length - Shown} more" : "")}";
        console.Error.WriteLine($"rtm: there was no incident {ConfigurationFault.Show(id)}; {known}");
        return false;
    }

    private AlertsRequest RequestOf(ParseResult parse)
    {
        var faults = new List<ConfigurationFault>();
        string[] files = parse.GetValue(_files) ?? [];
        string[] truths = parse.GetValue(_truth) ?? [];
        string[] background = parse.GetValue(_background) ?? [];
        string? recipe = parse.GetValue(_recipe);
        string[] journals = [.. files.Where(SegmentFiles.AnyIn)];
        InputFiles.Check([.. files, .. truths, .. background, .. recipe is null ? [] : (string[])[recipe]], faults, journals);
        bool isReadable = faults.Count == 0;
        int idLists = isReadable ? files.Count(file => !journals.Contains(file) && EventIds.IsList(file)) : 0;
        ScenarioOptions[] scenarios = ScenariosOf(parse, faults);
        CheckOneInput(files.Length > 0, parse, faults);
        if (isReadable && files.Length > 0)
            CheckCombination(files.Length, idLists, truths.Length, background.Length, faults);
        Chatter chatter = new(background, LabelOf(parse, faults), Durations.Read(parse.GetValue(_lead)!, "--background-lead", faults));
        AlertKind expected = ExpectedOf(parse.GetValue(_expect)!, faults);
        TimeSpan tolerance = Durations.Read(parse.GetValue(_tolerance)!, "--tolerance", faults);
        int faster = FasterOf(parse, files.Length > 0 && journals.Length == 0 && idLists == 0 && truths.Length == 0, faults);
        CheckOutputs(parse, [.. files, .. truths, .. background], recipe is not null || truths.Length > 1 || idLists > 1 || scenarios.Length > 1, faults);
        EventRecipe? events = isReadable && recipe is not null ? EventRecipeReader.Read(recipe, parse.GetValue(_data), faults) : null;
        Truth[] told = isReadable ? [.. truths.Select(file => TruthFile.Read(file, faults))] : [];
        if (faults.Count > 0)
            throw new ConfigurationFaultsException(faults);
        return new AlertsRequest
        {
            Files = files, IsIds = idLists > 0, Truths = told, Scenarios = scenarios, Recipe = events, Background = chatter, Expected = expected, Tolerance = tolerance, Faster = faster,
        };
    }

    /// <summary>Files, a scenario or a recipe: one of them. The last two know their truth and their chatter.</summary>
    private void CheckOneInput(bool hasFiles, ParseResult parse, List<ConfigurationFault> faults)
    {
        string[] given = [.. hasFiles ? ["FILE"] : (string[])[], .. new Option[] { _scenario, _recipe }.Where(option => parse.GetResult(option) is not null).Select(static option => option.Name)];
        if (given.Length == 0)
            faults.Add(Fault("FILE", "is missing; give recorded files, or --scenario, or --recipe"));
        if (given.Length > 1)
            faults.Add(Fault(given[0], $"and {given[1]} exclude each other"));
        if (given.Length == 1 && !hasFiles)
        {
            foreach (Option option in new Option[] { _truth, _background, _label, _expect, _lead })
            {
                if (parse.GetResult(option) is { Implicit: false })
                    faults.Add(Fault(option.Name, $"is for files; {given[0]} knows by itself"));
            }
        }

        if (parse.GetResult(_data) is not null && parse.GetResult(_recipe) is null)
            faults.Add(Fault("--data", "is for --recipe"));
    }

    private int FasterOf(ParseResult parse, bool isForIt, List<ConfigurationFault> faults)
    {
        const int Most = 1_000;
        int faster = parse.GetValue(_faster);
        if (faster is < 1 or > Most)
            faults.Add(Fault("--faster", $"is {faster}; it must be 1 to {Most:#,0}"));
        if (faster > 1 && !isForIt)
            faults.Add(Fault("--faster", "is for files of recorded posts without --truth: times of a truth would not fit"));
        return faster;
    }

    private static void CheckCombination(int files, int idLists, int truths, int background, List<ConfigurationFault> faults)
    {
        if (idLists > 0 && idLists < files)
            faults.Add(Fault("FILE", "names lists of ids and posts; a list of ids is a run of its own, and posts around it are given as --background"));
        if (idLists > 0 && truths > 0)
            faults.Add(Fault("--truth", "is for posts; a list of ids is the truth about itself"));
        if (idLists == 0 && background > 0)
            faults.Add(Fault("--background", "is for lists of ids; give posts as FILE"));
        if (idLists == 0 && truths > 1 && truths != files)
            faults.Add(Fault("--truth", $"names {truths} files for {files} of posts; give one for all, or one for each"));
    }

    private ScenarioOptions[] ScenariosOf(ParseResult parse, List<ConfigurationFault> faults)
    {
        if (parse.GetValue(_scenario) is not { } name)
        {
            foreach (Option option in new Option[] { _seeds, _rate, _duration })
            {
                if (parse.GetResult(option) is { Implicit: false })
                    faults.Add(Fault(option.Name, "is for --scenario"));
            }

            return [];
        }

        if (!Seeds.TryParse(parse.GetValue(_seeds)!, out ulong[] seeds))
            faults.Add(Fault("--seeds", $"is {ConfigurationFault.Show(parse.GetValue(_seeds)!)}; it must be {Seeds.Form}, each once, at most {Seeds.Max:#,0}"));
        TimeSpan? duration = parse.GetValue(_duration) is { } text ? Durations.Read(text, "--duration", faults) : null;
        double rate = parse.GetValue(_rate);
        if (faults.Count > 0)
            return [];
        faults.AddRange(new ScenarioOptions(name, seeds[0], rate, duration, null).Faults().Select(static fault => new ConfigurationFault("command line", "", fault)));
        return [.. seeds.Select(seed => new ScenarioOptions(name, seed, rate, duration, null))];
    }

    private RecordLabel? LabelOf(ParseResult parse, List<ConfigurationFault> faults)
    {
        if (parse.GetValue(_label) is not { } text)
            return null;
        if (RecordLabel.TryParse(text, out RecordLabel label))
            return label;
        faults.Add(Fault("--background-label", $"is {ConfigurationFault.Show(text)}; it must be {RecordLabel.Form}"));
        return null;
    }

    private static AlertKind ExpectedOf(string word, List<ConfigurationFault> faults)
    {
        foreach (AlertKind kind in Enum.GetValues<AlertKind>())
        {
            if (kind.Word() == word)
                return kind;
        }

        faults.Add(Fault("--expect", $"is {ConfigurationFault.Show(word)}; it must be one of {string.Join(", ", Enum.GetValues<AlertKind>().Select(static kind => kind.Word()))}"));
        return default;
    }

    private void CheckOutputs(ParseResult parse, IReadOnlyList<string> inputs, bool isSeveralRuns, List<ConfigurationFault> faults)
    {
        List<string> taken = [.. inputs];
        foreach (Option<string?> option in new[] { _output, _csv, _report })
        {
            if (parse.GetValue(option) is not { } path)
                continue;
            OutputFiles.Check(path, option.Name, taken, faults);
            taken.Add(path);
        }

        if (isSeveralRuns && parse.GetValue(_output) is not null)
            faults.Add(Fault("--output", "is for a single run; each run is a stream of its own"));
    }

    private static ConfigurationFault Fault(string option, string message) => new("command line", option, message);
}
