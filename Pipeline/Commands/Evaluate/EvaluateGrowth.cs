using System.CommandLine;
using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate.Growth;
using RtmPipeline.Commands.Evaluate.Report;

namespace RtmPipeline.Commands.Evaluate;

/// <summary><c>evaluate growth FILE… --out FILE</c>: final sizes of cascades and shares, from what had been seen at several ages.</summary>
internal sealed class EvaluateGrowth
{
    private const int MaxAges = 64;
    private const int MinFolds = 2;
    private const int MaxFolds = 1000;
    private const string LeaveOneOut = "loo";

    /// <summary>Most rows of the output, items times ages.</summary>
    private const int MaxRows = 10_000_000;

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Cascades (seconds and followers of each repost, archives too) or tables of cumulative shares; gzip too",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _observe = new("--observe") { Description = "Ages at which the final size is forecast", DefaultValueFactory = _ => "15m,30m,1h,2h,3h,6h,12h,24h", HelpName = "SPAN,…" };
    private readonly Option<string> _out = new("--out") { Description = "CSV to write; an older one is replaced", Required = true, HelpName = "FILE" };
    private readonly Option<string[]> _train = new("--train") { Description = "Fit on these files first, instead of using the shipped model", HelpName = "FILE…", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _folds = new("--folds") { Description = $"Fit on the other items of the same files: held out in N parts, {MinFolds} to {MaxFolds}, or one by one (loo)", HelpName = "N|loo" };
    private readonly Option<string?> _report = new("--report") { Description = "One page with plots", HelpName = "FILE.html" };
    private readonly Option<bool> _json = new("--json") { Description = "Write the figures as JSON" };
    private readonly Option<bool> _strict = new("--strict") { Description = "End with 3 when something was left out" };

    private sealed record Request(string[] Files, string[] Training, TimeSpan[] Ages, string Output, int? Folds, string? Report);

    private sealed class Reading(TextWriter errors)
    {
        public List<FailedFile> Failed { get; } = [];

        public int Rejected { get; private set; }

        public List<GrowthItem> Items(string[] files)
        {
            var items = new List<GrowthItem>();
            foreach (string file in files)
            {
                string name = Path.GetFileName(file);
                try
                {
                    GrowthFile read = GrowthFiles.Read(file);
                    items.AddRange(GrowthItem.Of(read));
                    Report(name, [.. read.Skipped.Select(skipped => Named(skipped, file))]);
                }
                catch (GrowthFileException unusable)
                {
                    string fault = Named(unusable.Message, file);
                    errors.WriteLine($"rtm: {fault}");
                    Failed.Add(new FailedFile(name, fault));
                }
            }

            return items;
        }

        private void Report(string name, string[] skipped)
        {
            Rejected += skipped.Length;
            foreach (string reason in skipped.Take(Rejections.MaxReported))
                errors.WriteLine($"rtm: {reason}");
            if (skipped.Length > Rejections.MaxReported)
                errors.WriteLine($"rtm: {name}: {skipped.Length - Rejections.MaxReported:#,0} more left out");
        }

        /// <summary>Messages begin with the path; as in all outputs, a file is named without its folder.</summary>
        private static string Named(string message, string path) =>
            message.StartsWith(path, StringComparison.Ordinal) ? string.Concat(Path.GetFileName(path), message.AsSpan(path.Length)) : message;
    }

    public static Command Create()
    {
        var verb = new EvaluateGrowth();
        verb._folds.CompletionSources.Add(LeaveOneOut);
        Command command = new("growth", "Forecasts the final size of cascades and shares from their first minutes and hours; compares with simple forecasts.")
        {
            verb._files, verb._observe, verb._out, verb._train, verb._folds, verb._report, verb._json, verb._strict,
        };
        command.SetAction((parse, stop) => Task.FromResult(verb.Run(parse, stop)));
        return command;
    }

    private int Run(ParseResult parse, CancellationToken stop)
    {
        Request request = RequestOf(parse);
        var reading = new Reading(parse.InvocationConfiguration.Error);
        GrowthItem[] training = [.. reading.Items(request.Training)];
        if (request.Training.Length > 0 && training.Length == 0)
            return ExitCode.Failed;
        GrowthItem[] items = [.. reading.Items(request.Files)];
        if ((long)items.Length * request.Ages.Length > MaxRows)
            throw new InvalidDataException($"{items.Length:#,0} items at {request.Ages.Length} ages are more than {MaxRows:#,0} rows");
        if (items.Length == 0)
            return ExitCode.Failed;
        var plan = new GrowthPlan(training.Length > 0 ? training : null, request.Folds);
        ProgressLine progress = ProgressLine.Of(parse.InvocationConfiguration.Error);
        progress.Show(string.Create(CultureInfo.InvariantCulture, $"forecasting {items.Length:#,0} cascades and counts at {request.Ages.Length} ages"));
        GrowthBacktest backtest = GrowthBacktest.Run(items, request.Ages, plan, stop);
        progress.Clear();
        OutputFiles.Write(request.Output, writer => GrowthCsv.Write(backtest, writer));
        var summary = new GrowthSummary(plan.Describe(), items.Length, reading.Rejected, reading.Failed, GrowthTally.Of(backtest, request.Ages));
        GrowthConsole.Write(summary, parse.GetValue(_json), parse.InvocationConfiguration.Output);
        if (request.Report is not null)
            OutputFiles.Write(request.Report, writer => GrowthReport.Write(summary, backtest, writer));
        if (reading.Failed.Count > 0)
            return ExitCode.Failed;
        return parse.GetValue(_strict) && reading.Rejected > 0 ? ExitCode.RejectedInput : ExitCode.Done;
    }

    private Request RequestOf(ParseResult parse)
    {
        var faults = new List<ConfigurationFault>();
        string[] files = parse.GetValue(_files)!;
        string[] training = parse.GetValue(_train) ?? [];
        InputFiles.Check([.. files, .. training], faults);
        TimeSpan[] ages = AgesOf(parse.GetValue(_observe)!, faults);
        int? folds = parse.GetValue(_folds) is { } text ? FoldsOf(text, faults) : null;
        if (folds is not null && training.Length > 0)
            faults.Add(new ConfigurationFault("command line", "--folds", "fits on the files that are judged, --train on others; give one of them"));
        string output = parse.GetValue(_out)!;
        OutputFiles.Check(output, "--out", [.. files, .. training], faults);
        string? report = parse.GetValue(_report);
        if (report is not null)
            OutputFiles.Check(report, "--report", [.. files, .. training, output], faults);
        return faults.Count == 0 ? new Request(files, training, ages, output, folds, report) : throw new ConfigurationFaultsException(faults);
    }

    private static TimeSpan[] AgesOf(string text, List<ConfigurationFault> faults)
    {
        string[] parts = text.Split(',');
        if (parts.Length > MaxAges)
            faults.Add(new ConfigurationFault("command line", "--observe", $"names {parts.Length} ages; at most {MaxAges} are taken"));
        return [.. parts.Take(MaxAges).Select(part => Durations.Read(part.Trim(), "--observe", faults)).Distinct().Order()];
    }

    private static int FoldsOf(string text, List<ConfigurationFault> faults)
    {
        if (text == LeaveOneOut)
            return GrowthPlan.LeaveOneOut;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int folds) || folds is < MinFolds or > MaxFolds)
            faults.Add(new ConfigurationFault("command line", "--folds", $"is {ConfigurationFault.Show(text)}; it must be {LeaveOneOut} or {MinFolds} to {MaxFolds}"));
        return folds;
    }
}
