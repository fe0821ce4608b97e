using System.CommandLine;
using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Commands.DeadLetters;

/// <summary><c>deadletter replay</c>.</summary>
internal static class ReplayLetters
{
    /// <summary>Letters taken at a time by default, and at most; each may hold 64 KiB.</summary>
    private const int DefaultCount = 1_000;
    private const int MaxCount = 10_000;

    public static Command Create()
    {
        FilterArguments filter = new();
        Argument<string[]> ids = new("ID") { Description = "Ids of letters (dl-…) or of their entries; without any, all that the filters take", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> redis = new("--redis") { Description = "Redis that holds the letters, and gets the outputs", HelpName = "HOST:PORT" };
        Option<string?> prefix = new("--prefix") { Description = "What all keys begin with; one part in braces", HelpName = "{NAME}" };
        Option<string?> output = new("--output") { Description = "Write the outputs as JSON lines to a file ('-' for standard output) and leave the letters where they are", HelpName = "FILE" };
        Option<bool> remove = new("--remove") { Description = "With --output: remove the letters that are read now all the same" };
        Option<bool> dryRun = new("--dry-run") { Description = "Only say what would become of each letter" };
        Option<bool> strict = new("--strict") { Description = "End with 3 when a letter fails again or cannot be tried" };
        Option<int> count = new("--count") { Description = $"At most so many, oldest first; 1 to {MaxCount}", HelpName = "N", DefaultValueFactory = _ => DefaultCount };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxCount)
                result.AddError($"--count is {result.GetValueOrDefault<int>()}; it must be from 1 to {MaxCount}");
        });
        Command command = new("replay", "Sends letters through the whole graph again, in stream time, and removes those that are read now.") { ids, output, remove, dryRun, strict, count };
        filter.AddTo(command);
        CommandSettings settings = new(command);
        settings.Bind(redis, "Redis:Endpoint");
        settings.Bind(prefix, "Redis:Prefix");
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = settings.Load(parse);
            InvocationConfiguration console = parse.InvocationConfiguration;
            TextWriter report = parse.GetValue(output) == "-" ? console.Error : console.Output;
            void Warn(string message) => console.Error.WriteLine($"rtm: {message}");
            await using DeadLetterStore store = new(loaded.Redis, Warn, TimeProvider.System);
            string[] wanted = parse.GetValue(ids) ?? [];
            List<DeadLetter> letters = await GatherAsync(store, wanted, filter.Read(parse), parse.GetValue(count), stop);
            string[] missing = [.. wanted.Where(id => !letters.Exists(letter => letter.Id == id || letter.EntryId == id))];
            if (missing.Length > 0)
            {
                foreach (string id in missing)
                    Warn($"there is no dead letter '{PlainText.Escape(id)}' that the filters take; nothing was done. rtm deadletter list shows them");
                return ExitCode.Failed;
            }

            List<LetterVerdict> verdicts = await LetterRun.TryAsync([.. letters.Select(LetterVerdict.Of)], loaded, stop);
            long removed = 0;
            if (!parse.GetValue(dryRun) && verdicts.Exists(verdict => verdict.Fate == LetterFate.Succeeds))
            {
                await using IDelivery delivery = DeliveryOf(parse.GetValue(output), loaded.Redis, Warn);
                await delivery.OpenAsync(stop);
                await LetterRun.RunAsync(verdicts, loaded, delivery, stop);
                // Only now, with all of it written: a stop before this leaves the letters, and the replay can be done again.
                stop.ThrowIfCancellationRequested();
                if (parse.GetValue(output) is null || parse.GetValue(remove))
                    removed = await store.RemoveAsync([.. verdicts.Where(verdict => verdict.Fate == LetterFate.Succeeds).Select(verdict => verdict.Letter.EntryId)], stop);
            }

            Report(report, verdicts, removed, parse.GetValue(dryRun));
            return parse.GetValue(strict) && verdicts.Exists(verdict => verdict.Fate != LetterFate.Succeeds) ? ExitCode.RejectedInput : ExitCode.Done;
        });
        return command;
    }

    private static async Task<List<DeadLetter>> GatherAsync(DeadLetterStore store, string[] wanted, LetterFilter filter, int count, CancellationToken stop)
    {
        List<DeadLetter> letters = [];
        await foreach (DeadLetter letter in store.ReadAsync(filter.Since, newestFirst: false, stop))
        {
            bool isNamed = wanted.Length == 0 || wanted.Contains(letter.Id, StringComparer.Ordinal) || wanted.Contains(letter.EntryId, StringComparer.Ordinal);
            if (isNamed && filter.Takes(letter))
                letters.Add(letter);
            if (letters.Count == count)
                break;
        }

        return letters;
    }

    /// <summary>Replayed posts are older than what the streams hold, so their outputs are appended.</summary>
    private static IDelivery DeliveryOf(string? output, RedisOptions redis, Action<string> warn) =>
        output is null ? new RedisDelivery(redis with { Append = true }, warn, TimeProvider.System) : new FileDelivery(output);

    private static void Report(TextWriter report, List<LetterVerdict> verdicts, long removed, bool isDryRun)
    {
        foreach (LetterVerdict verdict in verdicts.Where(verdict => verdict.Fate != LetterFate.Succeeds))
            report.WriteLine($"{(verdict.Fate == LetterFate.Fails ? "fails again" : "skipped"),-12} {PlainText.Escape(verdict.Letter.Id)}  {PlainText.Escape(verdict.Letter.Position.ToString())}  {PlainText.Escape(verdict.Why)}");
        int succeed = verdicts.Count(verdict => verdict.Fate == LetterFate.Succeeds);
        int fail = verdicts.Count(verdict => verdict.Fate == LetterFate.Fails);
        string rest = $"{fail} fail again, {verdicts.Count - succeed - fail} skipped";
        report.WriteLine(isDryRun
            ? string.Create(CultureInfo.InvariantCulture, $"{succeed} would be read now, {rest}; nothing was changed (--dry-run)")
            : string.Create(CultureInfo.InvariantCulture, $"{succeed} are read now, {removed} of them removed from the dead letters, {rest}"));
    }
}
