using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

/// <summary>What <c>replay</c> does with streams in a real Redis, empty or not, and what <c>tail</c> then reads there.</summary>
internal sealed class ReplayIntoRedisTests
{
    private const string Broken = """{"id":"cut""";

    private readonly ScratchFolder _folder = new();
    private RedisServer _server = null!;
    private string _waves = "";
    private List<StoredEntry>[] _first = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RedisServer.StartAsync();
        _waves = _folder.Write("waves.ndjson", InventedWaves.Lines());
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _folder.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [SetUp]
    public async Task ReplayOnce()
    {
        await _server.RunAsync("FLUSHALL");
        CommandResult result = await ReplayAsync(_waves);
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        _first = await _server.AllEntriesAsync();
        Assert.That(_first[(int)OutputStream.DeadLetters], Is.Empty);
        Assert.That(_first[(int)OutputStream.Alerts], Is.Not.Empty);
    }

    [Test]
    public async Task SecondReplay_IntoTheSameStreams_IsRefusedAndWritesNothing()
    {
        string before = await KeyspaceAsync();
        CommandResult again = await ReplayAsync(_waves);
        Assert.That(again.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(again.Errors, Does.StartWith("rtm: ").And.Contain("--append").And.Contain("--prefix"));
        Assert.That(again.Errors.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(await KeyspaceAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task SecondReplay_WithAppend_GoesOnAfterTheEntriesThere()
    {
        CommandResult again = await ReplayAsync(_waves, "--append");
        Assert.That((again.Code, again.Errors), Is.EqualTo((0, string.Empty)));
        List<StoredEntry>[] both = await _server.AllEntriesAsync();
        foreach (OutputStream stream in new[] { OutputStream.Opportunities, OutputStream.Alerts })
        {
            int count = _first[(int)stream].Count;
            string[] seqs = [.. both[(int)stream].Select(entry => Text(stream, entry, "seq"))];
            Assert.That(seqs, Is.EqualTo(Enumerable.Range(1, 2 * count).Select(n => $"{n}")), stream.Name());
            Assert.That(Lines(both[(int)stream].Take(count)), Is.EqualTo(Lines(_first[(int)stream])));
            Assert.That(both[(int)stream].Skip(count).Select(entry => Text(stream, entry, "id")), Is.EqualTo(_first[(int)stream].Select(entry => Text(stream, entry, "id"))));
        }
    }

    [Test]
    public async Task SecondReplay_WithAnotherPrefix_WritesTheSameThere()
    {
        CommandResult again = await ReplayAsync(_waves, "--prefix", "{other}");
        Assert.That((again.Code, again.Errors), Is.EqualTo((0, string.Empty)));
        List<StoredEntry>[] other = await _server.AllEntriesAsync("{other}");
        Assert.That(other.Select(Lines), Is.EqualTo(_first.Select(Lines)));
    }

    [Test]
    public async Task LaterRecording_WithoutAppend_GoesOn()
    {
        string later = _folder.Write("later.ndjson", InventedWaves.Lines(seed: 2).Select(line => line.Replace("\"2021-05-03T", "\"2021-05-04T", StringComparison.Ordinal)));
        CommandResult result = await ReplayAsync(later);
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        Assert.That(await _server.NumberAsync("XLEN", "{rtm}:alerts"), Is.GreaterThan(_first[(int)OutputStream.Alerts].Count));
    }

    [Test]
    public async Task BrokenLine_Strict_EndsWithThreeAndIsInTheDeadLetters()
    {
        List<string> lines = InventedWaves.Lines();
        lines.Insert(7, Broken);
        string input = _folder.Write("broken.ndjson", lines);
        CommandResult result = await ReplayAsync(input, "--prefix", "{broken}", "--strict");
        Assert.That(result.Code, Is.EqualTo(ExitCode.RejectedInput), result.Errors);
        List<StoredEntry> letters = await _server.EntriesAsync("deadletter", "{broken}");
        Assert.That(letters, Has.Count.EqualTo(1));
        int offset = Encoding.UTF8.GetByteCount(string.Concat(lines.Take(7).Select(line => line + "\n")));
        Assert.That(
            new[] { "source", "position", "reason", "payload" }.Select(field => Text(OutputStream.DeadLetters, letters[0], field)),
            Is.EqualTo([input, $"8@{offset}", "invalid_json", Broken]));
        Assert.That(Text(OutputStream.DeadLetters, letters[0], "error"), Is.Not.Empty);
        Assert.That(Lines(await _server.EntriesAsync("alerts", "{broken}")), Is.EqualTo(Lines(_first[(int)OutputStream.Alerts])), "a broken line changes no alert");
    }

    [Test]
    public async Task Stream_WhoseKeyHoldsSomethingElse_IsRefused()
    {
        await _server.RunAsync("SET", "{taken}:alerts", "precious");
        CommandResult result = await ReplayAsync(_waves, "--prefix", "{taken}");
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.Contain("{taken}:alerts").And.Contain("--prefix"));
        Assert.That(await _server.TextAsync("GET", "{taken}:alerts"), Is.EqualTo("precious"));
    }

    [Test]
    public async Task Tail_OfAReplay_PrintsTheLinesOfAReplayIntoAFile()
    {
        string file = _folder.PathOf("entries.ndjson");
        CommandResult replay = await CommandLine.RunAsync("replay", _waves, "--output", file);
        Assert.That(replay.Code, Is.Zero, replay.Errors);
        string[] written = File.ReadAllLines(file);
        CommandResult tail = await CommandLine.RunAsync("tail", "--redis", _server.Options.Endpoint, "--from", "0", "--json", "--count", $"{written.Length}");
        Assert.That((tail.Code, tail.Errors), Is.EqualTo((0, string.Empty)));
        string[] read = [.. tail.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WithoutEntryId)];
        foreach (string stream in new[] { "opportunities", "alerts" })
        {
            string start = $"{{\"stream\":\"{stream}\"";
            Assert.That(read.Where(line => line.StartsWith(start, StringComparison.Ordinal)), Is.EqualTo(written.Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(WithoutEntryId)));
        }
    }

    private Task<CommandResult> ReplayAsync(string file, params string[] arguments) =>
        CommandLine.RunAsync(["replay", file, "--redis", _server.Options.Endpoint, .. arguments]);

    /// <summary>Everything in Redis under the default prefix, as one text.</summary>
    private async Task<string> KeyspaceAsync()
    {
        List<string> parts = [.. (await _server.AllEntriesAsync()).SelectMany(Lines)];
        parts.AddRange(RedisReply.Texts(await _server.RunAsync("KEYS", "*")).Order(StringComparer.Ordinal));
        parts.AddRange(RedisReply.Texts(await _server.RunAsync("ZRANGE", "{rtm}:board", 0, -1)));
        return string.Join('\n', parts);
    }

    private static string[] Lines(IEnumerable<StoredEntry> entries) =>
        [.. entries.Select(entry => $"{entry.Id} {string.Join(' ', entry.Values.Select(Convert.ToHexString))}")];

    private static string Text(OutputStream stream, StoredEntry entry, string field) =>
        Encoding.UTF8.GetString(entry.Values[stream.Fields().ToList().IndexOf(field)]);

    private static string WithoutEntryId(string line)
    {
        JsonObject entry = JsonNode.Parse(line)!.AsObject();
        entry.Remove("entry");
        return entry.ToJsonString();
    }
}
