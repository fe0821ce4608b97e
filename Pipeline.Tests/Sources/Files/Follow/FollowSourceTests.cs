using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files.Follow;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Tests.Sources.Files.Follow;

internal sealed class FollowSourceTests
{
    [Test]
    public async Task LineWithoutItsEnd_WaitsUntilItComes()
    {
        await using FollowRun run = new();
        run.Write("a", "one\ntw");
        await run.BeginAsync();
        await run.PollAsync(2);
        Assert.That(run.Texts, Is.EqualTo(["one"]));
        run.Append("a", "o\r\n\nthree\n");
        await run.PollAsync();
        Assert.That(run.Texts, Is.EqualTo(["one", "two", "three"]));
    }

    [Test]
    public async Task CharacterCutBetweenWrites_IsWhole()
    {
        await using FollowRun run = new();
        await run.BeginAsync();
        byte[] line = "naïve 🎉\n"u8.ToArray();
        foreach (byte part in line)
        {
            using (FileStream file = new(run.PathOf("a"), FileMode.Append))
                file.WriteByte(part);
            await run.PollAsync();
        }

        Assert.That(run.Texts, Is.EqualTo(["naïve 🎉"]));
    }

    [Test]
    public async Task FileThatIsRenamedAndMadeAnew_IsReadToItsEndFirst()
    {
        await using FollowRun run = new();
        run.Write("a.log", "one\n");
        await run.BeginAsync();
        run.Append("a.log", "two\n");
        File.Move(run.PathOf("a.log"), run.PathOf("a.log.1"));
        run.Write("a.log", "three\n");
        await run.PollAsync();
        run.Append("a.log.1", "late\n");
        await run.PollAsync();
        Assert.That(run.Texts, Is.EqualTo(["one", "two", "three", "late"]));
        Assert.That(run.Counts["rotated"], Is.EqualTo(1));
    }

    [Test]
    public async Task FileThatIsRenamedToANameNobodyFollows_IsReadToItsEnd()
    {
        await using FollowRun run = new();
        run.Options = run.Options with { Paths = [run.PathOf("*.log")], MaxOpenFiles = 1 };
        run.Write("a.log", "one\n");
        await run.BeginAsync();
        run.Append("a.log", "two\nend");
        File.Move(run.PathOf("a.log"), run.PathOf("old"));
        run.Write("a.log", "three\n");
        await run.PollAsync(7);
        Assert.That(run.Texts, Is.EqualTo(["one", "two", "three", "end"]));
    }

    [Test]
    public async Task CopyBeforeTruncation_IsNotReadAgain_AndItsTailIsNotLost()
    {
        await using FollowRun run = new();
        string[] lines = [.. Enumerable.Range(0, 50).Select(static i => $"line {i}")];
        run.Write("a.log", string.Concat(lines.Select(static line => line + "\n")));
        await run.BeginAsync();
        run.Append("a.log", "unread\n");
        File.Copy(run.PathOf("a.log"), run.PathOf("a.log.1"));
        run.Write("a.log", "new\n");
        await run.PollAsync(8);
        Assert.That(run.Texts, Is.EquivalentTo([.. lines, "unread", "new"]));
        Assert.That(run.Counts["truncated"], Is.EqualTo(1));
    }

    [TestCase("x\n", "x", TestName = "Truncation_ToLess_IsReadFromTheBeginning")]
    [TestCase("something that is longer than before\nand more\n", "something that is longer than before,and more", TestName = "Truncation_ThatHasGrownBeyondThePlace_IsReadFromTheBeginning")]
    public async Task Truncated(string text, string expected)
    {
        await using FollowRun run = new();
        run.Write("a", "one\ntwo\n");
        await run.BeginAsync();
        run.Write("a", text);
        await run.PollAsync();
        Assert.That(run.Texts, Is.EqualTo(["one", "two", .. expected.Split(',')]));
        Assert.That(run.Counts["truncated"], Is.EqualTo(1));
    }

    [Test]
    public async Task SamePathWithOtherContent_AfterARestart_DoesNotGoOnAtTheOldPlace()
    {
        await using FollowRun run = new();
        run.Write("a", "one\ntwo\n");
        await run.BeginAsync();
        await run.EndAsync();
        run.Write("a", "other first line\nother second line\n");
        await run.BeginAsync();
        Assert.That(run.Texts, Is.EqualTo(["one", "two", "other first line", "other second line"]));
        Assert.That(run.Journal.Select(static record => record.Source).Distinct().Count(), Is.EqualTo(2), "each file has positions of its own");
    }

    [Test]
    public async Task FileDeletedAndMadeAgain_IsReadFromTheBeginning()
    {
        await using FollowRun run = new();
        run.Write("a", "one\n");
        await run.BeginAsync();
        run.Append("a", "last\n");
        File.Delete(run.PathOf("a"));
        await run.PollAsync();
        run.Write("a", "other\n");
        await run.PollAsync();
        Assert.That(run.Texts, Is.EqualTo(["one", "last", "other"]));
        Assert.That(run.Counts["gone"], Is.EqualTo(1));
    }

    [Test]
    public async Task FolderThatIsMissing_IsWaitedFor()
    {
        await using FollowRun run = new();
        run.Options = run.Options with { Paths = [run.PathOf("sub/*.ndjson")] };
        await run.BeginAsync();
        Assert.That(run.Source.Watch.State.Phase, Is.EqualTo(SourcePhase.Waiting));
        Directory.CreateDirectory(run.PathOf("sub"));
        run.Write("sub/a.ndjson", "one\n");
        await run.PollAsync();
        Assert.That(run.Texts, Is.EqualTo(["one"]));
        Assert.That(run.Source.Watch.State.Phase, Is.EqualTo(SourcePhase.Streaming));
    }

    [Test]
    public async Task FileThatMayNotBeRead_DoesNotHoldUpOthers()
    {
        await using FollowRun run = new();
        FaultyDisk disk = new() { Forbidden = run.PathOf("a") };
        run.Disk = disk;
        run.Write("a", "one\n");
        run.Write("b", "two\n");
        await run.BeginAsync();
        Assert.That(run.Texts, Is.EqualTo(["two"]));
        Assert.That(run.Source.Watch.State.Reason, Does.Contain("may not be read"));
        disk.Forbidden = null;
        await run.PollAsync();
        Assert.That(run.Texts, Is.EqualTo(["two", "one"]));
        Assert.That(run.Counts["unreadable"], Is.EqualTo(1));
    }

    [Test]
    public async Task SystemWithoutNumbersOfFiles_TellsRenamesByWhatWasRead()
    {
        await using FollowRun run = new() { Disk = new FaultyDisk { HasNumbers = false } };
        string first = new('x', 100);
        run.Write("a", $"{first}\n");
        await run.BeginAsync();
        File.Move(run.PathOf("a"), run.PathOf("b"));
        run.Append("b", "two\n");
        run.Write("a", "three\n");
        await run.PollAsync(2);
        Assert.That(run.Texts, Is.EquivalentTo([first, "two", "three"]));
    }

    [Test]
    public async Task TooLongLine_IsAFault_AndTheNextIsRead()
    {
        await using FollowRun run = new();
        run.Options = run.Options with { MaxLineBytes = 1024 };
        run.Write("a", $"one\n{new string('x', 400_000)}");
        await run.BeginAsync();
        run.Append("a", "xxx\ntwo\n");
        await run.RestartAsync();
        Assert.That(run.Journal.Select(static record => record.Form), Is.EqualTo([RecordForm.Json, RecordForm.Fault, RecordForm.Json]));
        Assert.That(run.Texts[^1], Is.EqualTo("two"));
    }

    [Test]
    public async Task LastLineWithoutAnEnd_IsTakenWhenTheFileIsIdle_AndTheRestIsNotLost()
    {
        await using FollowRun run = new();
        run.Options = run.Options with { Poll = TimeSpan.FromSeconds(30) };
        run.Write("a", "one\ntwo");
        await run.BeginAsync();
        await run.PollAsync(3);
        Assert.That(run.Texts, Is.EqualTo(["one", "two"]));
        await run.EndAsync();
        run.Append("a", " and more\nthree\n");
        await run.BeginAsync();
        Assert.That(run.Texts, Is.EqualTo(["one", "two", " and more", "three"]));
    }

    [Test]
    public async Task CompressedFile_IsReadWhenItHasStoppedGrowing_AndOnlyOnce()
    {
        await using FollowRun run = new();
        byte[] bytes = Recording.Gzip(Recording.Bytes("one\ntwo\n"));
        File.WriteAllBytes(run.PathOf("a.gz"), bytes[..10]);
        await run.BeginAsync();
        await run.PollAsync(2);
        File.WriteAllBytes(run.PathOf("a.gz"), bytes);
        await run.PollAsync(3);
        Assert.That(run.Texts, Is.Empty);
        await run.PollAsync(5);
        Assert.That(run.Texts, Is.EqualTo(["one", "two"]));
        await run.RestartAsync();
        await run.PollAsync(7);
        Assert.That(run.Texts, Is.EqualTo(["one", "two"]));
    }

    [Test]
    public async Task FeedDocument_IsTakenWholeWhenStable_AndAgainWhenItIsAnother()
    {
        await using FollowRun run = new();
        run.Write("feed.xml", "<rss>\n<a/>\n</rss>");
        await run.BeginAsync();
        await run.PollAsync(7);
        Assert.That(run.Texts, Is.EqualTo(["<rss>\n<a/>\n</rss>"]));
        run.Write("feed.xml", "<rss>\n<b/>\n</rss>\n");
        await run.PollAsync(7);
        Assert.That(run.Texts[1..], Is.EqualTo(["<rss>\n<b/>\n</rss>\n"]));
        Assert.That(run.Journal[0].Form, Is.EqualTo(RecordForm.Xml));
    }

    [Test]
    public async Task StartAtEnd_PassesOverWhatIsThere_AndReadsWhatComes()
    {
        await using FollowRun run = new();
        run.Options = run.Options with { StartAtEnd = true };
        run.Write("a", "old\nha");
        await run.BeginAsync();
        run.Append("a", "lf\nnew\n");
        run.Write("b", "later\n");
        await run.PollAsync();
        Assert.That(run.Texts, Is.EqualTo(["new", "later"]));
    }

    [Test]
    public async Task Receipt_IsKnownOfWhatComesWhileFollowing_AndUnknownOfWhatLayThere()
    {
        await using FollowRun run = new();
        run.Write("a", "old\n");
        await run.BeginAsync();
        run.Append("a", "new\n");
        await run.PollAsync();
        Assert.That(run.Journal.Select(static record => record.ReceivedAt), Is.EqualTo([0, run.Clock.GetUtcNow().ToUnixTimeMilliseconds()]));
    }

    [Test]
    public async Task SymbolicLink_IsFollowed_AndAFileUnderTwoNamesIsReadOnce()
    {
        await using FollowRun run = new();
        run.Write("a", "one\n");
        File.CreateSymbolicLink(run.PathOf("b"), run.PathOf("a"));
        File.CreateSymbolicLink(run.PathOf("c"), run.PathOf("c"));
        await run.BeginAsync();
        run.Append("a", "two\n");
        await run.PollAsync();
        Assert.That(run.Texts, Is.EqualTo(["one", "two"]));
    }

    [TestCase("/dev/zero")]
    [TestCase("/dev/null")]
    public async Task Device_IsRefused(string path)
    {
        await using FollowRun run = new();
        run.Options = run.Options with { Paths = [path] };
        await run.BeginAsync();
        Assert.That(run.Source.Watch.State.Phase, Is.EqualTo(SourcePhase.Refused));
        Assert.That(run.Source.Watch.State.Reason, Does.Contain("not a file"));
    }

    [Test]
    public async Task Pipe_IsNotOpened_AndOthersGoOn()
    {
        await using FollowRun run = new();
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", run.PathOf("pipe")))
            await made.WaitForExitAsync();
        Directory.CreateDirectory(run.PathOf("folder"));
        run.Write("z", "one\n");
        await run.BeginAsync();
        Assert.That(run.Texts, Is.EqualTo(["one"]));
        Assert.That(run.Source.Watch.State.Reason, Does.Contain("is a pipe"));
    }

    [Test]
    public async Task ManyFiles_AreReadThroughFewHandles_AndThoseBeyondTheLimitAreCounted()
    {
        await using FollowRun run = new();
        run.Options = run.Options with { MaxOpenFiles = 4, MaxFiles = 200 };
        for (int i = 0; i < 210; i++)
            run.Write($"f{i:000}", $"{i} a\n");
        await run.BeginAsync();
        for (int i = 0; i < 200; i++)
            run.Append($"f{i:000}", $"{i} b\n");
        await run.PollAsync();
        Assert.That(run.Texts, Is.EquivalentTo(Enumerable.Range(0, 200).SelectMany(static i => new[] { $"{i} a", $"{i} b" })));
        Assert.That(run.Source.Watch.State.Reason, Does.Contain("10 files more"));
    }

    [Test]
    public async Task Trial_SaysWhatIsThere()
    {
        await using FollowRun run = new();
        run.Write("a", "one\n");
        run.Options = run.Options with { Paths = [run.Folder, run.PathOf("no.ndjson")] };
        await run.BeginAsync();
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.True);
        Assert.That(trial.Findings, Has.One.StartsWith("1 files can be read").And.One.Contains("nothing is there yet"));
    }
}
