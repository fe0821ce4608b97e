using NUnit.Framework;
using RtmPipeline.Sources.Journal;
using RtmPipeline.State;

namespace RtmPipeline.Tests.Sources.Journal;

internal sealed class JournalCrashPointTests
{
    [TestCase("journal.before-flush")]
    [TestCase("journal.after-flush")]
    [TestCase("journal.rolled")]
    [TestCase("journal.before-delete")]
    public async Task CrashPoint_OfAJournalAtWork_IsReached(string name)
    {
        int reached = 0;
        JournalRun run = new() { CrashPoints = CrashPoints.At(name, _ => reached++) };
        await using JournalWriter journal = run.Open();
        long last = await JournalRun.AppendAsync(journal, "a");
        await journal.RollAsync();
        await journal.CoveredAsync(last);
        Assert.That(reached, Is.EqualTo(1));
    }
}
