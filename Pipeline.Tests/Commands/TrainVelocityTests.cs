using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Commands;

[Parallelizable]
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
        // A night of six hours has hardly a sample whose next six hours are in it.
        Assert.That(VelocityModel.Read(stream, model).HorizonsMinutes, Is.EqualTo([15, 60]));
        Assert.That(result.Output, Does.Contain("360 minutes: too few samples"));
    }

    [Test]
    public async Task ListsOfIds_AreRecordingsOfOneTopicEach()
    {
        string[] lists = [.. new[] { 1, 2 }.Select(seed => _folder.Write($"event-{seed}.ids.txt", Ids(seed)))];
        CommandResult result = await CommandLine.RunAsync(["train", "velocity", .. lists, "--out", _folder.PathOf("ids.json")]);
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        Assert.That(result.Output, Does.Contain("event-1.ids.txt").And.Not.Contain(": 0 samples"));
    }

    /// <summary>Ids of posts about an event that wells up four times in two days, twenty minutes to each wave.</summary>
    private static IEnumerable<string> Ids(int seed)
    {
        const long start = 1_366_243_200_000;
        var random = new Random(seed);
        var times = new List<long>();
        for (int minute = 0; minute < 2 * 1440; minute++)
        {
            double age = minute % 720 - 300;
            double perMinute = age < 0 ? 0.02 : 0.02 + (20 * Math.Exp(-age / 120));
            int posts = (int)perMinute + (random.NextDouble() < perMinute - (int)perMinute ? 1 : 0);
            for (int i = 0; i < posts; i++)
                times.Add(start + (minute * 60_000L) + random.Next(60_000));
        }

        return times.Order().Select((t, i) => (((t - 1_288_834_974_657) << 22) + i).ToString(CultureInfo.InvariantCulture));
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
