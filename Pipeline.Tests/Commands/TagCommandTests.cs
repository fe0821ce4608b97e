using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

/// <summary>The verb <c>tag</c> as a process: what goes to which stream, and how it ends.</summary>
internal sealed class TagCommandTests
{
    private static readonly string[] s_members =
        ["id", "language", "sentiment", "themes", "safety", "entities", "brands", "hashtags", "cashtags", "mentions", "links"];

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Posts_FromStandardInput_GiveOneLineEachInOrderWithAllMembers()
    {
        List<string> posts = InventedWaves.Lines();
        CommandResult result = await CommandLine.RunProcessAsync(
            Encoding.UTF8.GetBytes(string.Join('\n', posts)), "tag", "--brand", SharedData.Sample("crispo.yaml"));
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        JsonElement[] lines = Lines(result.Output);
        Assert.That(lines.Select(line => line.GetProperty("id").GetString()), Is.EqualTo(Enumerable.Range(1, posts.Count).Select(n => $"plain:w{n}")));
        Assert.That(lines.Select(line => string.Join(' ', line.EnumerateObject().Select(member => member.Name))), Has.All.EqualTo(string.Join(' ', s_members)));
    }

    [Test]
    public async Task Post_NamingTheBrand_IsTaggedWithWhatStandsInIt()
    {
        string file = _folder.Write("one.ndjson", ["""{"id":"1","time":"2021-05-03T08:00:00Z","text":"I love my Crispo cookies with @mia, look: https://example.org/x #snack $CRSP","lang":"en"}"""]);
        CommandResult result = await CommandLine.RunProcessAsync(default, "tag", file, "--brand", SharedData.Sample("crispo.yaml"));
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        JsonElement line = Lines(result.Output).Single();
        Assert.That(line.GetProperty("language").GetProperty("code").GetString(), Is.EqualTo("en"));
        Assert.That(line.GetProperty("sentiment").GetProperty("label").GetString(), Is.AnyOf("negative", "neutral", "positive", "unknown"));
        Assert.That(line.GetProperty("brands")[0].GetProperty("brand").GetString(), Is.EqualTo("crispo"));
        Assert.That(line.GetProperty("brands")[0].GetProperty("relevance").GetDouble(), Is.Positive);
        Assert.That(
            new[] { "hashtags", "cashtags", "mentions", "links" }.Select(name => line.GetProperty(name)[0].GetString()),
            Is.EqualTo(["snack", "CRSP", "mia", "https://example.org/x"]));
    }

    [TestCase(false, ExitCode.Done)]
    [TestCase(true, ExitCode.RejectedInput)]
    public async Task BrokenLines_AreReportedWithTheirPlaceAndSkipped(bool isStrict, int code)
    {
        List<string> posts = InventedWaves.Lines()[..3];
        string file = _folder.Write($"broken-{isStrict}.ndjson", [posts[0], "{\"id\":", posts[1], """{"text":5,"time":"2021-05-03T08:00:00Z","id":"x"}""", posts[2]]);
        CommandResult result = await CommandLine.RunProcessAsync(default, ["tag", file, .. isStrict ? ["--strict"] : Array.Empty<string>()]);
        Assert.That(result.Code, Is.EqualTo(code));
        Assert.That(Lines(result.Output).Select(line => line.GetProperty("id").GetString()), Is.EqualTo(["plain:w1", "plain:w2", "plain:w3"]));
        string[][] errors = [.. result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 3))];
        Assert.That(errors.Select(error => (error[0], error[1])), Is.EqualTo([("rtm", $"{file}:2"), ("rtm", $"{file}:4")]));
        Assert.That(errors.Select(error => error[2]), Has.None.Empty);
    }

    [Test]
    public async Task File_ThatIsNotThere_EndsWithTwoAndIsNamed()
    {
        CommandResult result = await CommandLine.RunAsync("tag", "absent.ndjson");
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain("absent.ndjson: is not there"));
    }

    private static JsonElement[] Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
}
