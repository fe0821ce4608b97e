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

    [Test]
    public async Task Crash_AtAnyCallOfTheDisk_KeepsEveryAcknowledgedRecordOnceAndInOrder()
    {
        int broken = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            Random luck = new(seed);
            JournalRun run = new();
            Model model = new();
            for (int life = 0; life < Lives; life++)
            {
                if (await LiveAsync(run, model, luck, seed))
                    broken++;
                run.Folder.Heal();
                run.Folder.Crash(luck.Next());
                run.Folder.Crash(luck.Next());
            }

            await using JournalWriter last = run.Open(Options(luck));
            await model.CheckAsync(run, last, seed);
        }

        Assert.That(broken, Is.GreaterThan(Seeds), "crashes meet journals at work");
    }

    private static JournalOptions Options(Random luck) => JournalRun.Small with { SegmentBytes = luck.Next(200, 3000), KeepHours = luck.Next(2) };

    /// <returns>True when the disk failed before the life was over.</returns>
    private static async Task<bool> LiveAsync(JournalRun run, Model model, Random luck, int seed)
    {
        DiskCall fatal = s_calls[luck.Next(s_calls.Length)];
        run.Folder.Fail(fatal, luck.Next(1, 25), "the power fails", forGood: true);
        JournalWriter? journal = null;
        try
        {
            journal = run.Open(Options(luck));
            await model.CheckAsync(run, journal, seed);
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

        public async Task CheckAsync(JournalRun run, JournalWriter journal, int seed)
        {
            List<Entry> entries = await run.ReadAsync();
            Assert.That(entries.Where(entry => entry.IsFault), Is.Empty, $"seed {seed}: a power failure is no damage");
            Assert.That(entries.Select(entry => entry.Ordinal), Is.Ordered.Ascending, $"seed {seed}");
            Assert.That(entries.Select(entry => entry.Ordinal), Is.Unique, $"seed {seed}");
            foreach (Entry entry in entries)
                Assert.That(entry.Text, Is.EqualTo(_texts[entry.Ordinal]), $"seed {seed}, record {entry.Ordinal}");
            HashSet<long> there = [.. entries.Select(entry => entry.Ordinal)];
            for (long ordinal = _covered + 1; ordinal <= Acknowledged; ordinal++)
                Assert.That(there, Does.Contain(ordinal), $"seed {seed}: record {ordinal} of {Acknowledged} acknowledged, {_covered} covered");
            Assert.That(journal.End.Ordinal, Is.GreaterThanOrEqualTo(Acknowledged), $"seed {seed}");
        }
    }
}
