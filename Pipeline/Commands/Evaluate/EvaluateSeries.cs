using System.CommandLine;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate.Report;
using RtmPipeline.Commands.Evaluate.Series;

namespace RtmPipeline.Commands.Evaluate;

/// <summary><c>evaluate series FILE… --out DIR</c>: onset scores and forecasts for series of counts, each row from what stood before it alone.</summary>
internal sealed class EvaluateSeries
{
    /// <summary>Beyond a week, forecasts from a few weeks of counts say nothing.</summary>
    private static readonly TimeSpan s_longestHorizon = TimeSpan.FromDays(7);

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Tables with a time and a value in each row (timestamp,value), or lists of post ids; gzip too",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _horizon = new("--horizon") { Description = "What is forecast: the sum over the next 15m, 1h, 1d …", DefaultValueFactory = _ => "1h", HelpName = "SPAN" };
    private readonly Option<string> _out = new("--out") { Description = "Folder for one CSV a file; made when it is not there, older CSV files of the same names are replaced", Required = true, HelpName = "DIR" };
    private readonly Option<string> _step = new("--step") { Description = "Step in which ids are counted; the step of a table is found in it", DefaultValueFactory = _ => "5m", HelpName = "SPAN" };
    private readonly Option<string?> _afterOnset = new("--after-onset") { Description = "Judge only the forecasts of the first 3h, 1d … after the event in each file began", HelpName = "SPAN" };
    private readonly Option<string?> _report = new("--report") { Description = "One page with plots", HelpName = "FILE.html" };
    private readonly Option<bool> _json = new("--json") { Description = "Write the figures as JSON" };
    private readonly Option<bool> _strict = new("--strict") { Description = "End with 3 when some row was rejected" };

    private sealed record Request(string[] Files, string[] Outputs, TimeSpan Horizon, TimeSpan Step, TimeSpan? AfterOnset, string? Report);

    public static Command Create()
    {
        var verb = new EvaluateSeries();
        Command command = new("series", "Scores trend onsets and forecasts the sum over the next horizon, at each row from the rows before it; compares with simple forecasts.")
        {
            verb._files, verb._horizon, verb._out, verb._step, verb._afterOnset, verb._report, verb._json, verb._strict,
        };
        command.SetAction((parse, stop) => Task.FromResult(verb.Run(parse, stop)));
        return command;
    }

    private int Run(ParseResult parse, CancellationToken stop)
    {
        Request request = RequestOf(parse);
        Directory.CreateDirectory(parse.GetValue(_out)!);
        TextWriter errors = parse.InvocationConfiguration.Error;
        var report = request.Report is null ? null : new SeriesReport();
        SeriesSummary summary = RunAll(request, report, errors, stop);
        SeriesConsole.Write(summary, parse.GetValue(_json), parse.InvocationConfiguration.Output);
        if (report is not null)
            OutputFiles.Write(request.Report!, writer => report.Write(summary, writer));
        if (summary.Failed.Count > 0)
            return ExitCode.Failed;
        return parse.GetValue(_strict) && summary.Files.Any(file => file.Rejected.Count > 0) ? ExitCode.RejectedInput : ExitCode.Done;
    }

    private Request RequestOf(ParseResult parse)
    {
        var faults = new List<ConfigurationFault>();
        string[] files = parse.GetValue(_files)!;
        string folder = parse.GetValue(_out)!;
        InputFiles.Check(files, faults);
        TimeSpan horizon = Durations.Read(parse.GetValue(_horizon)!, "--horizon", faults);
        if (horizon > s_longestHorizon)
            faults.Add(new ConfigurationFault("command line", "--horizon", $"is {Durations.Show(horizon)}; it must be at most {Durations.Show(s_longestHorizon)}"));
        TimeSpan step = Durations.Read(parse.GetValue(_step)!, "--step", faults);
        TimeSpan? afterOnset = parse.GetValue(_afterOnset) is { } text ? Durations.Read(text, "--after-onset", faults) : null;
        if (step.TotalMilliseconds > SteadySteps.MaxStepMs)
            faults.Add(new ConfigurationFault("command line", "--step", $"is {Durations.Show(step)}; it must be 1s to 24h"));
        string[] outputs = OutputsOf(files, folder, faults);
        string? report = parse.GetValue(_report);
        if (report is not null)
            OutputFiles.Check(report, "--report", [.. files, .. outputs], faults);
        return faults.Count == 0 ? new Request(files, outputs, horizon, step, afterOnset, report) : throw new ConfigurationFaultsException(faults);
    }

    /// <summary>Each output has the name of its input: <c>a.csv.gz</c> gives <c>a.csv</c>, <c>b.ids.txt.gz</c> gives <c>b.csv</c>.</summary>
    private static string[] OutputsOf(string[] files, string folder, List<ConfigurationFault> faults)
    {
        if (File.Exists(folder))
            faults.Add(new ConfigurationFault("command line", "--out", $"is {ConfigurationFault.Show(folder)}, which is a file; it must be a folder"));
        string[] outputs = [.. files.Select(file => Path.Combine(folder, OutputName(file)))];
        foreach (var same in files.Zip(outputs).GroupBy(pair => pair.Second).Where(group => group.Count() > 1))
            faults.Add(new ConfigurationFault("command line", "FILE", $"names {string.Join(" and ", same.Select(pair => pair.First))}, which would both be written to {same.Key}"));
        HashSet<string> inputs = [.. files.Select(Path.GetFullPath)];
        foreach (string output in outputs.Where(output => inputs.Contains(Path.GetFullPath(output))))
            faults.Add(new ConfigurationFault("command line", "--out", $"would overwrite the input {output}"));
        return outputs;
    }

    private static string OutputName(string file)
    {
        string name = Path.GetFileName(file);
        foreach (string ending in (string[])[".gz", ".csv", ".txt", ".ids"])
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                name = name[..^ending.Length];
        }

        return name + ".csv";
    }

    private static SeriesSummary RunAll(Request request, SeriesReport? report, TextWriter errors, CancellationToken stop)
    {
        var outcomes = new List<SeriesOutcome>();
        var failed = new List<FailedFile>();
        ProgressLine progress = ProgressLine.Of(errors);
        SeriesTally? all = null;
        for (int i = 0; i < request.Files.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            string name = Path.GetFileName(request.Files[i]);
            var rejections = new Rejections(name, errors);
            progress.Show(name, i, "files", (double)i / request.Files.Length);
            try
            {
                CountSeries series = SeriesFiles.Read(request.Files[i], request.Step, rejections);
                SeriesBacktest backtest = SeriesBacktest.Run(series, request.Horizon, stop);
                OutputFiles.Write(request.Outputs[i], writer => SeriesCsv.Write(backtest, writer));
                SeriesTally tally = SeriesTally.Of(backtest, request.AfterOnset);
                all ??= new SeriesTally(backtest.BaselineNames);
                all.Add(tally);
                outcomes.Add(new SeriesOutcome(
                    name, Path.GetFileName(request.Outputs[i]), Durations.Show(series.Step), series.Points.Length - series.Filled, series.Filled, rejections.ByReason, tally.Figures()));
                report?.Add(backtest);
                if (series.Filled > 0)
                    errors.WriteLine($"rtm: {name}: {series.Filled:#,0} missing steps of {Durations.Show(series.Step)} took the value before them; no forecast is judged over one");
            }
            catch (UnusableFileException unusable)
            {
                errors.WriteLine($"rtm: {name}: {unusable.Message}");
                failed.Add(new FailedFile(name, unusable.Message));
            }

            rejections.Finish();
        }

        progress.Clear();
        return new SeriesSummary(
            Durations.Show(request.Horizon), request.AfterOnset is { } span ? Durations.Show(span) : null, outcomes, failed, all?.Figures(), MeanSkill(outcomes));
    }

    private static SortedDictionary<string, double?> MeanSkill(List<SeriesOutcome> outcomes)
    {
        var means = new SortedDictionary<string, double?>(StringComparer.Ordinal);
        foreach (var group in outcomes.SelectMany(outcome => outcome.Figures.Baselines).GroupBy(baseline => baseline.Name))
            means[group.Key] = group.Average(baseline => baseline.Skill) is { } mean ? Math.Round(mean, 4) : null;
        return means;
    }
}
