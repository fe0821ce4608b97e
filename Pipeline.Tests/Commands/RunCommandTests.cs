using System.Net;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

/// <summary>The verbs <c>run</c> and <c>sources test</c> as commands.</summary>
internal sealed class RunCommandTests
{
    private const string Broken = """{"id":"cut""";

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Run_StoppedAndBegunAgain_GoesOn_AndItsJournalReplaysToTheSameBytes()
    {
        List<string> lines = InventedWaves.Lines();
        string state = _folder.PathOf("state");
        string output = _folder.PathOf("run.ndjson");
        string config = Write("files.yaml", "Sources:\n  lines: { Kind: files, Paths: [in], PollSeconds: 0.1 }\nJournal: { KeepHours: 1 }\n");
        string folder = Directory.CreateDirectory(_folder.PathOf("in")).FullName;
        string[] run = ["run", "--config", config, "--state", state, "--output", output];

        await File.WriteAllLinesAsync(Path.Combine(folder, "a.ndjson"), [.. lines.Take(lines.Count / 2), Broken]);
        CommandResult first = await RunUntilAsync(output, letters: 1, run);
        Assert.That(first.Code, Is.Zero, first.Errors);
        await File.AppendAllLinesAsync(Path.Combine(folder, "a.ndjson"), [.. lines.Skip(lines.Count / 2), Broken]);
        CommandResult second = await RunUntilAsync(output, letters: 2, run);
        Assert.That(second.Code, Is.Zero, second.Errors);
        Assert.That((ReplayReport.Of(first.Output)["posts"], ReplayReport.Of(second.Output)["posts"]), Is.EqualTo((lines.Count / 2, lines.Count - (lines.Count / 2))));
        Assert.That(second.Output, Does.Contain("goes on from checkpoint").And.Contain("source lines (files)"));

        string replayed = _folder.PathOf("replayed.ndjson");
        CommandResult replay = await CommandLine.RunAsync("replay", Path.Combine(state, "journal"), "--output", replayed);
        Assert.That(replay.Code, Is.Zero, replay.Errors);
        string ofRun = await File.ReadAllTextAsync(output);
        string ofReplay = await File.ReadAllTextAsync(replayed);
        foreach (string stream in (string[])["opportunities", "alerts", "deadletter"])
            Assert.That(StreamOf(ofReplay, stream).StartsWith(StreamOf(ofRun, stream), StringComparison.Ordinal), $"{stream}: a replay says the same, and may have more at its end, as it also ends the stream");
        Assert.That(ofRun, Does.Contain("\"opportunities\""));
    }

    [Test]
    public async Task Run_WithoutState_ReadsAllTheSame()
    {
        List<string> lines = InventedWaves.Lines();
        string output = _folder.PathOf("stateless.ndjson");
        string file = _folder.Write("stateless-in.ndjson", [.. lines, Broken]);
        string config = Write("stateless.yaml", $"Sources:\n  lines: {{ Kind: files, Paths: ['{file}'], PollSeconds: 0.1 }}\n");
        CommandResult run = await RunUntilAsync(output, letters: 1, "run", "--config", config, "--output", output);
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(ReplayReport.Of(run.Output)["posts"], Is.EqualTo(lines.Count));
    }

    [TestCase("Brands: {}\n", "Sources is empty")]
    [TestCase("Sources:\n", "Sources is empty")]
    [TestCase("Sources:\n  a: { Kind: telex }\n", "Sources:a:Kind is \"telex\"; it must be one of")]
    [TestCase("Sources:\n  a: { Paths: [x] }\n", "Sources:a:Kind is missing")]
    [TestCase("Sources:\n  'a b': { Kind: files, Paths: [x] }\n", "is no name of a source")]
    [TestCase("Sources:\n  a: { Kind: files, Paths: [x], Pats: [y] }\n", "Sources:a:Pats")]
    public async Task Run_WrongConfiguration_IsRefusedWithItsReason(string yaml, string reason)
    {
        string config = Write("wrong.yaml", yaml);
        CommandResult refused = await CommandLine.RunAsync("run", "--config", config, "--output", _folder.PathOf("wrong.ndjson"));
        Assert.That((refused.Code, refused.Errors), Is.EqualTo((2, refused.Errors)));
        Assert.That(refused.Errors, Does.Contain(reason));
    }

    [Test]
    public async Task Run_WithItsStateInRedisAlone_IsRefused()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        string config = Write("redis.yaml", "Sources:\n  a: { Kind: files, Paths: [x] }\n");
        CommandResult refused = await CommandLine.RunAsync("run", "--config", config, "--state", "redis", "--redis", redis.Options.Endpoint);
        Assert.That(refused.Code, Is.EqualTo(1));
        Assert.That(refused.Errors, Does.Contain("needs a folder"));
    }

    [Test]
    public async Task Run_StoppedWhileItWaitsForRedis_EndsAsEveryStopDoes()
    {
        string config = Write("waiting.yaml", "Sources:\n  a: { Kind: files, Paths: [x] }\n");
        using StringWriter errors = new();
        int code = await Program.RunAsync(
            ["run", "--config", config, "--state", _folder.PathOf("waiting"), "--redis", $"{IPAddress.Loopback}:1"], TextWriter.Null, TextWriter.Synchronized(errors), new CancellationToken(canceled: true));
        Assert.That(code, Is.EqualTo(ExitCode.Done), errors.ToString());
        Assert.That(errors.ToString(), Does.Contain("stopped while it was starting; nothing was read"));
    }

    [Test]
    public async Task SourcesTest_TriesEachSourceAndSaysWhatItFound()
    {
        string file = _folder.Write("there.ndjson", ["{}"]);
        string config = Write("trial.yaml", $"Sources:\n  there: {{ Kind: files, Paths: ['{file}'] }}\n  sky: {{ Kind: bluesky, Hosts: ['ws://{IPAddress.Loopback}:1'] }}\n");
        CommandResult all = await CommandLine.RunAsync("sources", "test", "--config", config);
        Assert.That(all.Code, Is.EqualTo(1));
        Assert.That(all.Output, Does.Contain("there (files): usable").And.Contain("sky (bluesky): not usable"));
        CommandResult one = await CommandLine.RunAsync("sources", "test", "there", "--json", "--config", config);
        Assert.That(one.Code, Is.Zero, one.Errors);
        Assert.That(one.Output, Does.StartWith("""{"name":"there","kind":"files","usable":true,"findings":["""));
        CommandResult unknown = await CommandLine.RunAsync("sources", "test", "nowhere", "--config", config);
        Assert.That((unknown.Code, unknown.Errors.Contains("there are there, sky", StringComparison.Ordinal)), Is.EqualTo((2, true)), unknown.Errors);
    }

    [Test]
    public async Task SourcesTest_OfAFileWhoseNameIsMeantForTheTerminal_ShowsItAsText()
    {
        string folder = Directory.CreateDirectory(_folder.PathOf("hostile")).FullName;
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder, "a\u001b[2J\nrtm: all is well\u202e")]))
            await made.WaitForExitAsync();
        string config = Write("hostile.yaml", "Sources:\n  there: { Kind: files, Paths: [hostile] }\n");
        CommandResult shown = await CommandLine.RunAsync("sources", "test", "--config", config);
        Assert.That(shown.Output, Does.Contain("a\\u001B[2J\\u000Artm: all is well\\u202E: is a pipe"));
        Assert.That(shown.Output.Split(Environment.NewLine), Has.All.Not.StartsWith("rtm:"));
    }

    [Test]
    public void Warning_WithWhatIsMeantForTheTerminal_IsOneLineOfText()
    {
        using StringWriter errors = new();
        new ReplayConsole(TextWriter.Null, errors, outputIsData: false).Warn("source a: b\u001b[2J\nrtm: all is well");
        Assert.That(errors.ToString(), Is.EqualTo($"rtm: source a: b\\u001B[2J\\u000Artm: all is well{Environment.NewLine}"));
    }

    private string Write(string name, string text)
    {
        string path = _folder.PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs until the output holds so many dead letters: what stood before the broken lines has been delivered then.</summary>
    private static async Task<CommandResult> RunUntilAsync(string output, int letters, params string[] args)
    {
        using StringWriter data = new();
        using StringWriter errors = new();
        using CancellationTokenSource stop = new();
        Task<int> run = Task.Run(() => Program.RunAsync(args, TextWriter.Synchronized(data), TextWriter.Synchronized(errors), stop.Token));
        await Eventually.IsTrue(() => run.IsCompleted || LettersIn(output) == letters, "the broken line is a dead letter");
        await stop.CancelAsync();
        return new CommandResult(await run, data.ToString(), errors.ToString());
    }

    private static string StreamOf(string output, string stream) =>
        string.Join('\n', output.Split('\n').Where(line => line.StartsWith($"{{\"stream\":\"{stream}\"", StringComparison.Ordinal)));

    private static int LettersIn(string output)
    {
        if (!File.Exists(output))
            return 0;
        using StreamReader reader = new(new FileStream(output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n').Count(line => line.Contains("\"deadletter\"", StringComparison.Ordinal));
    }
}
