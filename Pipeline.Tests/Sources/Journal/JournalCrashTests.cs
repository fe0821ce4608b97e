using NUnit.Framework;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Journal;

/// <summary>Journals over several lives, each ended by a power failure at a random call of the disk, beside a model that knows what was acknowledged.</summary>
internal sealed class JournalCrashTests
{
    private const int Seeds = 150;
    private const int Lives = 6;

    private static readonly DiskCall[] s_calls =
        [DiskCall.Write, DiskCall.FlushFile, DiskCall.FlushFolder, DiskCall.Create, DiskCall.Delete, DiskCall.Rename, DiskCall.Append, DiskCall.Truncate];

    [TestCase(150)]
    [TestCase(5_000, Explicit = true, Reason = "takes half a minute")]
    public async Task Crash_AtAnyCallOfTheDisk_KeepsEveryAcknowledgedRecordOnceAndInOrder(int seeds)
    {
        int broken = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            (string? problem, int cut) = await RunAsync(seed, null);
            Assert.That(problem, Is.Null, $"seed {seed}");
            broken += cut;
        }

        Assert.That(broken, Is.GreaterThan(seeds), "crashes meet journals at work");
    }

    /// <summary>The test above would notice a flush that is left out.</summary>
    [TestCase(DiskCall.FlushFile)]
    [TestCase(DiskCall.FlushFolder)]
    public async Task Crash_WhereFlushesDoNothing_LosesRecords(DiskCall lie)
    {
        string? problem = null;
        for (int seed = 0; seed < Seeds && problem is null; seed++)
            (problem, _) = await RunAsync(seed, lie);
        Assert.That(problem, Is.Not.Null);
    }

    /// <returns>What is wrong, null for nothing; and how many lives the disk cut short.</returns>
    private static async Task<(string? Problem, int Cut)> RunAsync(int seed, DiskCall? lie)
    {
        Random luck = new(seed);
        JournalRun run = new();
        run.Folder.Lie = lie;
        Model model = new();
        int cut = 0;
        for (int life = 0; life < Lives; life++)
        {
            if (await LiveAsync(run, model, luck))
                cut++;
            run.Folder.Heal();
            run.Folder.Crash(luck.Next());
        }

        await using JournalWriter last = run.Open(Options(luck));
        await model.CheckAsync(run, last);
        return (model.Problem, cut);
    }

    private static JournalOptions Options(Random luck) => JournalRun.Small with { SegmentBytes = luck.Next(200, 3000), KeepHours = luck.Next(2) };

    /// <returns>True when the disk failed before the life was over.</returns>
    private static async Task<bool> LiveAsync(JournalRun run, Model model, Random luck)
    {
        DiskCall fatal = s_calls[luck.Next(s_calls.Length)];
        run.Folder.Fail(fatal, luck.Next(1, 25), "the power fails", forGood: true);
        JournalWriter? journal = null;
        try
        {
            journal = run.Open(Options(luck));
            await model.CheckAsync(run, journal);
            for (int step = 0; step < 40; step++)
                await StepAsync(journal, model, luck);
            return false;
        }
        catch (JournalBrokenException)
        {
            return true;
        }
        finally
        {
            // Half of the lives are not ended in order.
            if (luck.Next(2) == 0)
                run.Folder.Crash(luck.Next());
            if (journal is not null)
                await journal.DisposeAsync();
        }
    }

    private static async Task StepAsync(JournalWriter journal, Model model, Random luck)
    {
        switch (luck.Next(8))
        {
            case 0:
                await journal.RollAsync();
                break;
            case 1:
                long covered = model.Acknowledged - luck.Next(10);
                await model.CoverAsync(journal, covered);
                break;
            case 2:
                long purged = luck.NextInt64(model.Acknowledged + 1);
                model.Purged.Add(purged);
                await journal.PurgeAsync([$"{purged}"]);
                break;
            default:
                long last = 0;
                for (int i = luck.Next(1, 6); i > 0; i--)
                    last = await model.AppendAsync(journal, luck);
                if (luck.Next(3) == 0)
                    break;
                await journal.FlushedAsync(last);
                model.Acknowledged = Math.Max(model.Acknowledged, last);
                break;
        }
    }

    private sealed class Model
    {
        private readonly Dictionary<long, string> _texts = [];
        private long _covered;

        public long Acknowledged { get; set; }

        public HashSet<long> Purged { get; } = [];

        public async Task<long> AppendAsync(JournalWriter journal, Random luck)
        {
            string text = new((char)luck.Next('a', 'z'), luck.Next(300));
            long ordinal = await journal.AppendAsync(JournalRun.Record(text), CancellationToken.None);
            // The id is in the text only where a later purge may look for it.
            _texts[ordinal] = text;
            return ordinal;
        }

        public Task CoverAsync(JournalWriter journal, long ordinal)
        {
            _covered = Math.Max(_covered, ordinal);
            return journal.CoveredAsync(ordinal);
        }

        /// <summary>The first thing that was found wrong.</summary>
        public string? Problem { get; private set; }

        public async Task CheckAsync(JournalRun run, JournalWriter journal)
        {
            List<Entry> entries = await run.ReadAsync();
            HashSet<long> there = [.. entries.Select(entry => entry.Ordinal)];
            if (entries.Find(entry => entry.IsFault) is { } fault)
                Note($"a power failure is no damage: {fault}");
            if (there.Count != entries.Count || !entries.Select(entry => entry.Ordinal).SequenceEqual(there.Order()))
                Note("not in order, or not once");
            if (entries.Find(entry => !entry.IsFault && entry.Text != _texts.GetValueOrDefault(entry.Ordinal)) is { } other)
                Note($"never written so: {other}");
            for (long ordinal = _covered + 1; ordinal <= Acknowledged; ordinal++)
            {
                if (!there.Contains(ordinal))
                    Note($"record {ordinal} of {Acknowledged} acknowledged is lost, {_covered} covered");
            }

            if (journal.End.Ordinal < Acknowledged)
                Note($"it ends at {journal.End.Ordinal}, and {Acknowledged} were acknowledged");
        }

        private void Note(string problem) => Problem ??= problem;
    }
}
