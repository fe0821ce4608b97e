using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Commands;

internal sealed class TrainVelocityTests
{
    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task TwoRecordings_GiveAModelThatLoadsAndACardThatNamesThem()
    {
        string first = _folder.Write("first.ndjson", SimulatedNight.Lines(1, 0.0005));
        string second = _folder.Write("second.ndjson", SimulatedNight.Lines(2, 0.0005));
        string model = _folder.PathOf("fitted.json");
        CommandResult result = await CommandLine.RunAsync("train", "velocity", first, second, "--out", model);
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));

        string card = await File.ReadAllTextAsync(_folder.PathOf("fitted.md"));
        Assert.That(card, Does.Contain("first.ndjson").And.Contain("second.ndjson").And.Not.Contain(Path.GetTempPath()));
        Assert.That(result.Output, Does.EndWith(card));
        await using FileStream stream = File.OpenRead(model);
        Assert.That(VelocityModel.Read(stream, model).HorizonsMinutes, Is.EqualTo(VelocityModel.Shipped().HorizonsMinutes));
    }

    [Test]
    public async Task OneRecording_IsWrongUsage_AndWritesNothing()
    {
        string only = _folder.Write("only.ndjson", InventedWaves.Lines());
        string model = _folder.PathOf("never.json");
        CommandResult result = await CommandLine.RunAsync("train", "velocity", only, "--out", model);
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain("at least two"));
        Assert.That(File.Exists(model), Is.False);
    }

    [Test]
    public async Task Recordings_TooQuietToFitOn_FailWithTheNumberOfSamples()
    {
        string[] quiet = [.. new[] { 1, 2 }.Select(seed => _folder.Write($"quiet-{seed}.ndjson", InventedWaves.Lines(seed: seed).Take(200)))];
        CommandResult result = await CommandLine.RunAsync(["train", "velocity", .. quiet, "--out", _folder.PathOf("quiet.json")]);
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.Contain("samples from").And.Contain("at least 100 from 2"));
        Assert.That(File.Exists(_folder.PathOf("quiet.json")), Is.False);
    }
}
