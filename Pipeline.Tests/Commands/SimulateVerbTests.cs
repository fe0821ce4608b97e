using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

/// <summary>The verb <c>simulate</c> through the program: what it writes is what <c>replay</c> reads.</summary>
internal sealed class SimulateVerbTests
{
    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task StandardOutput_HoldsTheBytesOfTheFile_AndNothingElseIsSaid()
    {
        string file = _folder.PathOf("night.ndjson");
        string[] night = ["simulate", "superbowl-blackout", "--seed", "5", "--rate", "0.001", "--duration", "30m"];
        CommandResult toFile = await CommandLine.RunAsync([.. night, "--output", file]);
        CommandResult piped = await CommandLine.RunProcessAsync(default, night);
        Assert.That((toFile.Code, piped.Code, piped.Errors), Is.EqualTo((0, 0, string.Empty)));
        Assert.That(piped.Output, Is.EqualTo(await File.ReadAllTextAsync(file)).And.Not.Empty);
    }

    [Test]
    public async Task StandardOutput_WhoseReaderLeaves_EndsIt()
    {
        CommandResult result = await CommandLine.ReadOneLineAsync("simulate", "superbowl-blackout", "--rate", "10");
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Output, Does.StartWith("{"));
        Assert.That(result.Errors, Does.Contain("Broken pipe"));
    }

    [Test]
    public async Task Night_Replayed_IsReadToTheLastRecordWithoutARejection()
    {
        string night = _folder.PathOf("whole.ndjson");
        string truth = _folder.PathOf("truth.ndjson");
        CommandResult simulate = await CommandLine.RunAsync("simulate", "superbowl-blackout", "--rate", "0.0005", "--output", night, "--truth", truth);
        CommandResult replay = await CommandLine.RunAsync("replay", night, "--strict", "--output", _folder.PathOf("entries.ndjson"));
        Assert.That((simulate.Code, replay.Code), Is.EqualTo((0, 0)), replay.Output);
        using JsonDocument scenario = JsonDocument.Parse(File.ReadLines(truth).First());
        ReplayReport report = ReplayReport.Of(replay.Output);
        Assert.That(report["records"], Is.EqualTo(scenario.RootElement.GetProperty("records").GetInt64()));
        Assert.That((report["posts"], report["rejected"]), Is.EqualTo((report["records"], 0L)));
    }
}
