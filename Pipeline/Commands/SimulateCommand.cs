using System.CommandLine;
using RtmPipeline.Delivery;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Commands;

/// <summary><c>simulate SCENARIO</c>: writes synthetic posts, and the truth about them beside.</summary>
internal static class SimulateCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    public static Command Create()
    {
        Argument<string> name = new("scenario") { Description = $"what happens: {string.Join(", ", ScenarioOptions.Names)}" };
        name.CompletionSources.Add([.. ScenarioOptions.Names]);
        Option<ulong> seed = new("--seed") { Description = "the same seed writes the same bytes", DefaultValueFactory = _ => ScenarioOptions.DefaultSeed };
        Option<double> rate = new("--rate")
        {
            Description = $"share of the real volume, above 0, at most {ScenarioOptions.MaxRate}",
            DefaultValueFactory = _ => ScenarioOptions.DefaultRate,
        };
        Option<string?> duration = new("--duration") { Description = "how much of it, from its beginning: 90m, 2h, 01:30:00; at most 24h (default: all)" };
        Option<string?> start = new("--start") { Description = "time of its first minute, as 2013-02-03T22:30:00Z (default: its own date)" };
        Option<string?> truth = new("--truth") { Description = "file for the truth, NDJSON" };
        Option<string> output = new("--output") { Description = "file for the posts, NDJSON; - is standard output", DefaultValueFactory = _ => "-" };
        Command command = new("simulate", "Writes synthetic posts with known truth, in X v2 form")
        {
            name, seed, rate, duration, start, truth, output,
        };
        command.SetAction((parsed, stop) =>
        {
            TextWriter errors = parsed.InvocationConfiguration.Error;
            List<string> faults = [];
            TimeSpan? length = DurationOf(parsed.GetValue(duration), faults);
            DateTimeOffset? begin = TimeOf(parsed.GetValue(start), faults);
            ScenarioOptions options = new(parsed.GetValue(name) ?? "", parsed.GetValue(seed), parsed.GetValue(rate), length, begin);
            faults.AddRange(options.Faults());
            foreach (string fault in faults)
                errors.WriteLine($"simulate: {fault}");
            return Task.FromResult(faults.Count > 0 ? WrongUsage : Write(options, parsed.GetValue(output)!, parsed.GetValue(truth), errors, stop));
        });
        return command;
    }

    private static int Write(ScenarioOptions options, string output, string? truthFile, TextWriter errors, CancellationToken stop)
    {
        try
        {
            // The truth comes last; a place where it cannot be written is better known before hours of posts.
            using Stream? truthStream = truthFile is null ? null : File.Create(truthFile);
            using Stream posts = output == "-" ? StandardOutput.Open() : File.Create(output);
            ProgressLine progress = ProgressLine.Of(errors, isBesideData: output == "-");
            ScenarioTruth truth = Scenario.Create(options).WriteTo(posts, run => progress.Show($"simulating {options.Name}", run.Records, "records", run.Share), stop);
            progress.Clear();
            posts.Flush();
            if (truthStream is not null)
                truth.WriteTo(truthStream);
            if (progress.IsWatched)
                errors.WriteLine($"{truth.Records:N0} records, {truth.Bytes / 1e6:N1} MB, {truth.Topics.Length} topics");
            if (!stop.IsCancellationRequested)
                return Done;
            errors.WriteLine($"simulate: stopped after {truth.Records} records");
            return Failed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"simulate: {fault.Message} Name files in folders that are there and that this user may write to (--output, --truth)");
            return Failed;
        }
    }

    /// <summary>Reads a number with one of the units s, m, h, d, or hours, minutes and seconds with colons.</summary>
    private static TimeSpan? DurationOf(string? text, List<string> faults)
    {
        if (text is null)
            return null;
        double unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 };
        if (unit > 0 && double.TryParse(text.AsSpan(0, text.Length - 1), out double number) && Math.Abs(number * unit) < 1e9)
            return TimeSpan.FromSeconds(number * unit);
        if (unit == 0 && text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, out TimeSpan span))
            return span;
        faults.Add($"--duration is '{text}'; it must be a number with a unit (90s, 90m, 2h, 1d), or hours, minutes and seconds (01:30:00)");
        return null;
    }

    private static DateTimeOffset? TimeOf(string? text, List<string> faults)
    {
        if (text is null)
            return null;
        if (DateTimeOffset.TryParse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
            return time;
        faults.Add($"--start is '{text}'; it must be a time as 2013-02-03T22:30:00Z");
        return null;
    }
}
