using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources.Files.Follow;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Files.Follow;

/// <summary>What is written down of the files that were read: damaged, and on a disk that fails; and files that are rotated faster than anybody looks.</summary>
internal sealed class FollowMemoryTests
{
    private const string Entry = """{"key":1,"source":"source:/a#1","path":"/a","form":1,"offset":4,"skipping":false,"proved":4,"digest":"d","head":"","taken":-1,"taken_at":0,"gone_at":0}""";

    private static IEnumerable<TestCaseData> Damaged()
    {
        yield return Case("", "Emptied");
        yield return Case("""{"next":2,"files":[""", "CutOff");
        yield return Case("[]", "OfAnotherShape");
        yield return Case("""{"next":2}""", "WithoutItsFiles");
        yield return Case("""{"next":2,"files":[{"key":1}]}""", "WithAFileThatLacksItsPlace");
        yield return Case(Text(Entry.Replace("\"offset\":4", "\"offset\":-4", StringComparison.Ordinal)), "WithAPlaceBeforeTheBeginning");
        yield return Case(Text(Entry.Replace("\"proved\":4", "\"proved\":1e400", StringComparison.Ordinal)), "WithANumberThatIsNone");
        yield return Case(Text(Entry.Replace("\"form\":1", "\"form\":77", StringComparison.Ordinal)), "WithAFormThatIsNone");
        yield return Case(Text(Entry.Replace("\"digest\":\"d\"", "\"digest\":null", StringComparison.Ordinal)), "WithAProofThatIsNone");
    }

    [TestCaseSource(nameof(Damaged))]
    public async Task DamagedMemory(string kept)
    {
        ForgetfulFolder disk = new();
        new SourceMemory(disk, "source").Write(FileRegistry.Part, Encoding.UTF8.GetBytes(kept));
        await using FollowRun run = new(disk);
        run.Write("a", "one\n");
        await run.BeginAsync();
        await Eventually.IsTrue(() => run.Source.Watch.State.Phase == SourcePhase.Refused, "refused");
        Assert.That(run.Source.Watch.State.Reason, Does.Contain("cannot be read (Json").And.Contains("remove the part 'files'"));
        Assert.That(run.Texts, Is.Empty, "reading all again is for the user to decide");
        await run.EndAsync();
        disk.Delete("source.files");
        await run.BeginAsync();
        Assert.That(run.Texts, Is.EqualTo(new[] { "one" }));
    }

    [Test]
    public async Task MemoryOnADiskThatCannotBeRead_IsRefused()
    {
        foreach (IDurableFolder disk in (IDurableFolder[])[new ForbiddenFolder("source.files"), Unreadable()])
        {
            await using FollowRun run = new(disk);
            run.Write("a", "one\n");
            await run.BeginAsync();
            await Eventually.IsTrue(() => run.Source.Watch.State.Phase == SourcePhase.Refused, "refused");
            Assert.That(run.Source.Watch.State.Reason, Does.Contain("cannot be read (IOException)"));
        }
    }

    [Test]
    public async Task DiskThatIsFull_AtTheStart_NothingIsReadUntilItHasRoom()
    {
        ForgetfulFolder disk = new();
        disk.Fail(DiskCall.Write, 1, forGood: true);
        await using FollowRun run = new(disk);
        run.Write("a", "one\n");
        await run.BeginAsync();
        await run.PollAsync();
        Assert.That(run.Texts, Is.Empty, "its positions would belong to a file that nobody knows after a crash");
        Assert.That(run.Source.Watch.State.Phase, Is.EqualTo(SourcePhase.Waiting));
        Assert.That(run.Source.Watch.State.Reason, Does.Contain("cannot be written down"));
        Assert.That(run.Counts["memory"], Is.EqualTo(2));
        disk.Heal();
        await run.PollAsync();
        Assert.That(run.Texts, Is.EqualTo(new[] { "one" }));
        Assert.That(run.Source.Watch.State.Phase, Is.EqualTo(SourcePhase.Streaming));
    }

    [Test]
    public async Task DiskThatIsFull_WhileReading_KnownFilesGoOnAndNothingIsGivenTwiceAfterARestart()
    {
        ForgetfulFolder disk = new();
        await using FollowRun run = new(disk);
        run.Write("a", "one\n");
        await run.BeginAsync();
        disk.Fail(DiskCall.Write, 1, forGood: true);
        run.Append("a", "two\n");
        await run.PollAsync();
        run.Source.Remember();
        Assert.That(run.Texts, Is.EqualTo(new[] { "one", "two" }));
        Assert.That(run.Counts["memory"], Is.EqualTo(1));
        await run.EndAsync();
        disk.Heal();
        run.Append("a", "three\n");
        await run.BeginAsync();
        Assert.That(run.Texts, Is.EqualTo(new[] { "one", "two", "three" }), "the journal tells how far it was");
    }

    [Test]
    public async Task MemoryThatIsLost_WithTheJournalStillThere_ReadsAgainUnderNewNames()
    {
        ForgetfulFolder disk = new();
        await using FollowRun run = new(disk);
        run.Write("a", "one\n");
        await run.BeginAsync();
        await run.EndAsync();
        disk.Delete("source.files");
        await run.BeginAsync();
        Assert.That(run.Texts, Is.EqualTo(new[] { "one", "one" }));
        Assert.That(run.Journal.Select(record => record.Source).Distinct().Count(), Is.EqualTo(2), "a position never means two things");
    }

    [TestCase(true, TestName = "RotatedTwice_WithALookBetween_EachLineIsGivenOnceInItsOrder")]
    [TestCase(false, TestName = "RotatedTwice_BetweenTwoLooks_EachLineIsGivenOnce")]
    public async Task RotatedTwice(bool isSeen)
    {
        await using FollowRun run = new();
        run.Write("a.log", "1a\n");
        await run.BeginAsync();
        run.Append("a.log", "1b\n1");
        File.Move(run.PathOf("a.log"), run.PathOf("a.log.1"));
        run.Write("a.log", "2a\n");
        if (isSeen)
            await run.PollAsync();
        run.Append("a.log.1", "c\n");
        run.Append("a.log", "2b\n2");
        File.Move(run.PathOf("a.log.1"), run.PathOf("a.log.2"));
        File.Move(run.PathOf("a.log"), run.PathOf("a.log.1"));
        run.Write("a.log", "3a\n");
        run.Append("a.log.2", "1d\n");
        if (isSeen)
            await run.PollAsync();
        run.Append("a.log.1", "c\n");
        run.Append("a.log", "3b\n");
        await run.PollAsync(2);
        await run.RestartAsync();
        string[] lines = ["1a", "1b", "1c", "1d", "2a", "2b", "2c", "3a", "3b"];
        Assert.That(run.Texts, Is.EquivalentTo(lines));
        foreach (char file in "123")
            Assert.That(run.Texts.Where(line => line[0] == file), Is.Ordered);
        Assert.That(run.Counts.GetValueOrDefault("truncated") + run.Counts.GetValueOrDefault("gone"), Is.Zero);
    }

    private static ForgetfulFolder Unreadable()
    {
        ForgetfulFolder disk = new();
        new SourceMemory(disk, "source").Write(FileRegistry.Part, "{}"u8);
        disk.Fail(DiskCall.Read, 1, "Input/output error");
        return disk;
    }

    private static string Text(string entry) => $$"""{"next":2,"files":[{{entry}}]}""";

    private static TestCaseData Case(string text, string how) => new(text) { TestName = $"Memory_{how}_IsRefusedAndSaysWhatToDo" };
}
