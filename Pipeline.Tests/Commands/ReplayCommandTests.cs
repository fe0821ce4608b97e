using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

/// <summary>The verb <c>replay</c> as a command: its arguments, its streams, its exit codes. See ReplayIntoRedisTests for what it writes to Redis.</summary>
internal sealed class ReplayCommandTests
{
    private const string Broken = """{"id":"cut""";

    private readonly ScratchFolder _folder = new();
    private readonly List<string> _lines = InventedWaves.Lines();
    private string _waves = "";

    [OneTimeSetUp]
    public void WriteRecording() => _waves = _folder.Write("waves.ndjson", _lines);

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task StandardInputToStandardOutput_GivesOnlyJsonLines_AndTheReportOnStandardError()
    {
        CommandResult piped = await CommandLine.RunProcessAsync(File.ReadAllBytes(_waves), "replay", "-", "--output", "-");
        Assert.That(piped.Code, Is.Zero, piped.Errors);
        string[] lines = piped.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Is.Not.Empty);
        Assert.That(lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("stream").GetString()).Distinct(), Is.SubsetOf(["opportunities", "alerts"]));
        Assert.That(ReplayReport.Of(piped.Errors)["posts"], Is.EqualTo(_lines.Count));
        Assert.That(piped.Output, Is.EqualTo(await ReplayToFileAsync("plain", _waves)));
    }

    [TestCase("--redis", "127.0.0.1:1")]
    [TestCase("--prefix", "{other}")]
    [TestCase("--append")]
    public async Task OptionForRedis_BesideAnOutputFile_IsRefused(params string[] option)
    {
        CommandResult refused = await CommandLine.RunAsync(["replay", _waves, "--output", _folder.PathOf("refused.ndjson"), .. option]);
        Assert.That(refused.Code, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.Contain(option[0]).And.Contain("--output"));
    }

    [Test]
    public async Task Files_Several_AreMergedByTime()
    {
        string odd = _folder.Write("odd.ndjson", _lines.Where((_, i) => i % 2 == 1));
        string even = _folder.Write("even.ndjson", _lines.Where((_, i) => i % 2 == 0));
        Assert.That(await ReplayToFileAsync("merged", odd, even), Is.EqualTo(await ReplayToFileAsync("whole", _waves)));
    }

    [Test]
    public async Task Speed_OfANumber_GivesTheSameOutputs()
    {
        // Four hours a hundred thousand times faster take a seventh of a second.
        string paced = await ReplayToFileAsync("paced", _waves, "--speed", "100000");
        Assert.That(paced, Is.EqualTo(await ReplayToFileAsync("unpaced", _waves)));
    }

    [Test]
    public async Task Output_OfAnEarlierReplay_IsReplaced()
    {
        string first = await ReplayToFileAsync("again", _waves);
        Assert.That(await ReplayToFileAsync("again", _waves), Is.EqualTo(first));
    }

    [TestCase(true, ExitCode.RejectedInput, TestName = "BrokenLine_Strict_EndsWithThree")]
    [TestCase(false, ExitCode.Done, TestName = "BrokenLine_NotStrict_EndsWithZero")]
    public async Task BrokenLine_EndsAs(bool isStrict, int code)
    {
        string input = _folder.Write($"broken-{isStrict}.ndjson", [_lines[0], Broken, _lines[1]]);
        string output = _folder.PathOf($"broken-{isStrict}-out.ndjson");
        CommandResult result = await CommandLine.RunAsync(["replay", input, "--output", output, .. isStrict ? ["--strict"] : Array.Empty<string>()]);
        Assert.That(result.Code, Is.EqualTo(code), result.Errors);
        ReplayReport report = ReplayReport.Of(result.Output);
        Assert.That((report["records"], report["posts"], report["rejected"], report["invalid json"]), Is.EqualTo((3L, 2L, 1L, 1L)));
        JsonElement letter = JsonDocument.Parse(await File.ReadAllTextAsync(output)).RootElement;
        Assert.That(
            new[] { "stream", "source", "reason", "payload" }.Select(name => letter.GetProperty(name).GetString()),
            Is.EqualTo(["deadletter", input, "invalid_json", Broken]));
    }

    [Test]
    public async Task BrokenLine_StrictProcess_ReturnsThree()
    {
        byte[] input = Encoding.UTF8.GetBytes($"{_lines[0]}\n{Broken}\n");
        CommandResult result = await CommandLine.RunProcessAsync(input, "replay", "-", "--output", "-", "--strict");
        Assert.That(result.Code, Is.EqualTo(ExitCode.RejectedInput), result.Errors);
        Assert.That(JsonDocument.Parse(result.Output).RootElement.GetProperty("position").GetString(), Does.StartWith("2@"));
    }

    [Test]
    public async Task WholeInput_OneGoodRecording_IsNotRejectedInput()
    {
        CommandResult result = await CommandLine.RunAsync("replay", _waves, "--strict", "--output", _folder.PathOf("strict.ndjson"));
        Assert.That(result.Code, Is.Zero, result.Errors);
    }

    private static readonly TestCaseData[] s_wrongUsage =
    [
        Wrong("FileMissing", ["absent-1.ndjson"], "absent-1.ndjson: is not there; check its name, or give - to read standard input"),
        Wrong("TwoFilesMissing", ["absent-1.ndjson", "absent-2.ndjson"], "absent-1.ndjson: is not there", "absent-2.ndjson: is not there"),
        Wrong("FolderForAFile", [Path.GetTempPath()], "is a folder"),
        Wrong("StandardInputTwice", ["-", "-"], "given twice"),
        Wrong("SpeedIsNoNumber", ["-", "--speed", "abc"], "--speed", "\"abc\"", "'max'"),
        Wrong("SpeedIsZero", ["-", "--speed", "0"], "--speed", "\"0\""),
        Wrong("SpeedIsNegative", ["-", "--speed", "-3"], "--speed", "\"-3\""),
        Wrong("SpeedIsNotANumber", ["-", "--speed", "NaN"], "--speed", "\"NaN\""),
        Wrong("SpeedIsBeyondTheLimit", ["-", "--speed", "1e10"], "--speed", "1,000,000,000"),
        Wrong("NoFile", [], "Required argument 'FILE' missing"),
        Wrong("BatchSizeIsZero", ["-", "--batch-size", "0"], "Topology:BatchSize", "\"0\""),
        Wrong("WorkersIsAWord", ["-", "--workers", "all"], "Topology:Workers", "\"all\""),
        Wrong("PrefixWithoutBraces", ["-", "--prefix", "rtm"], "Redis:Prefix", "rtm"),
        Wrong("BrandMissing", ["-", "--brand", "absent.yaml"], "absent.yaml"),
    ];

    [TestCaseSource(nameof(s_wrongUsage))]
    public async Task WrongUsage_EndsWithTwoAndNamesWhatIsWrong(string[] arguments, string[] named)
    {
        CommandResult result = await CommandLine.RunAsync(["replay", .. arguments]);
        Assert.That((result.Code, result.Output), Is.EqualTo((ExitCode.WrongUsage, string.Empty)));
        foreach (string words in named)
            Assert.That(result.Errors, Does.Contain(words));
    }

    [Test]
    public async Task Output_OverAnInput_IsRefusedAndTheRecordingStays()
    {
        string recording = _folder.Write("precious.ndjson", _lines.Take(10));
        string other = Path.Combine(Path.GetDirectoryName(recording)!, ".", "precious.ndjson");
        CommandResult result = await CommandLine.RunAsync("replay", recording, "--output", other);
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain("--output").And.Contain("is an input too"));
        Assert.That(File.ReadAllLines(recording), Has.Length.EqualTo(10));
    }

    [Test]
    public async Task Output_InAFolderThatIsNotThere_EndsWithOne()
    {
        CommandResult result = await CommandLine.RunAsync("replay", _waves, "--output", _folder.PathOf("absent/out.ndjson"));
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.StartWith("rtm: cannot write to").And.Contain("absent").And.Contain("name a file in a folder that is there"));
    }

    [Test]
    public async Task Redis_Down_EndsWithOneAndNamesTheAddress()
    {
        string config = _folder.Write("impatient.yaml", ["Redis:", "  OpenPatienceSeconds: 0"]);
        string address = $"127.0.0.1:{UnusedPort()}";
        CommandResult result = await CommandLine.RunAsync("replay", _waves, "--redis", address, "--config", config);
        Assert.That((result.Code, result.Output), Is.EqualTo((ExitCode.Failed, string.Empty)));
        Assert.That(result.Errors, Does.StartWith("rtm: ").And.Contain(address));
        Assert.That(result.Errors.Trim().Split('\n'), Has.Length.EqualTo(1), "one line for people, no stack");
    }

    private static TestCaseData Wrong(string name, string[] arguments, params string[] named) =>
        new TestCaseData(arguments, named).SetName($"WrongUsage_{name}_EndsWithTwoAndIsNamed");

    private async Task<string> ReplayToFileAsync(string name, params string[] arguments)
    {
        string output = _folder.PathOf($"{name}-out.ndjson");
        CommandResult result = await CommandLine.RunAsync(["replay", .. arguments, "--output", output]);
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        string written = await File.ReadAllTextAsync(output);
        Assert.That(written, Does.Contain("\"stream\":\"alerts\""), "a recording without an alert would prove nothing");
        return written;
    }

    private static int UnusedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
