using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

[Parallelizable]
internal sealed class BenchCommandTests
{
    private readonly ScratchFolder _folder = new();

    [OneTimeSetUp]
    public async Task NeedRedis()
    {
        // The benchmark starts a server of its own; this one skips the tests where none can be started.
        await using RedisServer server = await RedisServer.StartAsync();
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Json_HasEachStageWithRatiosThatFitItsFigures()
    {
        CommandResult result = await CommandLine.RunAsync("bench", "--posts", "2000", "--runs", "1", "--delay", "0", "--json");
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        using JsonDocument report = JsonDocument.Parse(result.Output);
        JsonElement[] stages = [.. report.RootElement.GetProperty("stages").EnumerateArray()];
        // What judging adds to counting may be less than chance, and is left out then.
        Assert.That(stages.Select(stage => stage.GetProperty("name").GetString()).Where(name => name != "trends-topic-tick"), Is.EqualTo(
        [
            "parse", "decode", "extract", "tag-language", "tag-models", "tag-phrases", "tag-themes", "tag-safety", "tag-brands", "tag-names", "tag",
            "trends", "trends-count", "join-score", "graph-to-nowhere", "graph-to-redis",
        ]));
        Assert.That(report.RootElement.GetProperty("posts").GetInt64(), Is.EqualTo(2000));
        Assert.That(report.RootElement.GetProperty("delays").GetArrayLength() + report.RootElement.GetProperty("growth").GetArrayLength(), Is.Zero);
        Assert.That(report.RootElement.GetProperty("peak_memory_bytes").GetInt64(), Is.GreaterThan(10_000_000));
        double parse = Of(stages.Single(stage => stage.GetProperty("name").GetString() == "parse"), "posts_per_second");
        foreach (JsonElement stage in stages)
        {
            string? name = stage.GetProperty("name").GetString();
            Assert.That(Of(stage, "posts_per_second"), Is.Positive, name);
            Assert.That(Of(stage, "bytes_per_post"), Is.Not.Negative, name);
            Assert.That(Of(stage, "gc_share"), Is.InRange(0, 1), name);
            Assert.That(Of(stage, "ns_per_post") * Of(stage, "posts_per_second"), Is.EqualTo(1e9).Within(1).Percent, name);
            Assert.That(Of(stage, "of_parse"), Is.EqualTo(Of(stage, "posts_per_second") / parse).Within(1e-4), name);
        }
    }

    [Test]
    public async Task Table_OfARecordedFile_NamesTheFileAndItsPosts()
    {
        string waves = _folder.Write("waves.ndjson", InventedWaves.Lines());
        CommandResult result = await CommandLine.RunAsync("bench", waves, "--posts", "500", "--runs", "1", "--delay", "0");
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        Assert.That(result.Output, Does.Contain("500 posts").And.Contain("waves.ndjson").And.Contain("graph-to-redis"));
    }

    [TestCase("--posts", "0")]
    [TestCase("--posts", "10000001")]
    [TestCase("--runs", "none")]
    [TestCase("--delay", "3601")]
    public async Task Number_OutsideItsLimits_EndsWithTwoAndIsNamed(string option, string value)
    {
        CommandResult result = await CommandLine.RunAsync("bench", option, value);
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain(option).And.Contain(value));
    }

    [Test]
    public async Task Page_ThatIsTheInput_IsRefusedBeforeAnythingIsMeasured()
    {
        string waves = _folder.Write("kept.ndjson", InventedWaves.Lines());
        CommandResult result = await CommandLine.RunAsync("bench", waves, "--growth", waves);
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain("--growth").And.Contain("would be overwritten"));
    }

    [Test]
    public async Task File_WithoutARecord_FailsWithItsName()
    {
        CommandResult result = await CommandLine.RunAsync("bench", _folder.Write("empty.ndjson", Array.Empty<byte>()));
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.Contain("empty.ndjson"));
    }

    private static double Of(JsonElement stage, string name) => stage.GetProperty(name).GetDouble();
}
