using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.DeadLetters;

internal sealed class DeadLetterCommandTests
{
    private const long Noon = 1_715_342_400_000;
    private const string Readable = """{"id":"1","time":"2024-05-10T11:59:00Z","text":"a plain text"}""";

    private RedisServer _server = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await RedisServer.StartAsync();
        await using RedisDelivery delivery = new(_server.Options, _ => { }, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        Rejection[] letters =
        [
            Letter(1, RejectReason.InvalidJson, "{\"id\":\"9\",\u001b[2J\nbroken"),
            Letter(2, RejectReason.UnknownFormat, Readable),
            Letter(3, RejectReason.Poison, Readable.Replace("\"1\"", "\"3\"", StringComparison.Ordinal)) with { Stage = WorkStage.Tag, Attempts = 2 },
            Letter(4, RejectReason.MissingText, Readable) with { Size = 1_000_000, Digest = new byte[32] },
            Letter(5, RejectReason.TooLong, Readable) with { Stage = WorkStage.Frame, Position = new RecordPosition("day.ndjson", 5, 500) },
        ];
        await delivery.WriteAsync(new OutputBatch([], letters, Noon), CancellationToken.None);
    }

    [TearDown]
    public async Task End()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task List_WithoutFilters_ShowsAllInOrderAndDisturbsNoTerminal()
    {
        CommandResult result = await RunAsync("list");
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That((result.Code, lines.Length, result.Errors), Is.EqualTo((0, 6, string.Empty)));
        Assert.That(lines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]), Is.EqualTo(["invalid_json", "unknown_format", "poison", "missing_text", "too_long"]));
        Assert.That(lines[1], Does.StartWith("2024-05-10T12:00:01").And.Contain("night.ndjson:1").And.Contain("dl-"));
        Assert.That(result.Output, Does.Not.Contain("\u001b"));
    }

    [TestCase("--reason poison", "3")]
    [TestCase("--source day.ndjson", "5")]
    [TestCase("--since 2024-05-10T12:00:03Z", "3 4 5")]
    [TestCase("--count 2", "4 5")]
    [TestCase("--count 0", "1 2 3 4 5")]
    [TestCase("--since 2024-05-10T12:00:02Z --reason unknown_format --count 0", "2")]
    public async Task List_WithAFilter_ShowsWhatItTakes(string filter, string lines)
    {
        CommandResult result = await RunAsync(["list", "--json", .. filter.Split(' ')]);
        Assert.That(LinesOf(result.Output), Is.EqualTo(lines.Split(' ').Select(int.Parse)));
    }

    [TestCase("--reason", "bored")]
    [TestCase("--since", "yesterday")]
    [TestCase("--count", "-1")]
    public async Task List_WithAWrongArgument_EndsWithTwo(string option, string value)
    {
        CommandResult result = await RunAsync("list", option, value);
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Errors, Does.Contain(option));
    }

    [Test]
    public async Task List_MoreThanAPage_ReadsOn()
    {
        await using (RedisDelivery delivery = new(_server.Options with { Append = true }, _ => { }, TimeProvider.System))
        {
            await delivery.OpenAsync(CancellationToken.None);
            Rejection[] more = [.. Enumerable.Range(6, 200).Select(line => Letter(line, RejectReason.InvalidJson, "{"))];
            await delivery.WriteAsync(new OutputBatch([], more, Noon), CancellationToken.None);
        }

        Assert.That(LinesOf((await RunAsync("list", "--json", "--count", "0")).Output), Is.EqualTo(Enumerable.Range(1, 205)));
        Assert.That(LinesOf((await RunAsync("list", "--json", "--count", "150")).Output), Is.EqualTo(Enumerable.Range(56, 150)));
    }

    [Test]
    public async Task Show_OfALetter_ShowsAllOfItSafely()
    {
        string id = await IdOfAsync(1);
        CommandResult result = await RunAsync("show", id);
        Assert.That(result.Code, Is.Zero);
        Assert.That(result.Output, Does.Contain(id).And.Contain("reason   invalid_json").And.Contain("stage    decode").And.Contain("\\u001B[2J\nbroken\n").And.Not.Contain("\u001b"));
    }

    [Test]
    public async Task Show_OfNoLetter_Fails()
    {
        CommandResult result = await RunAsync("show", "dl-0");
        Assert.That((result.Code, result.Errors), Is.EqualTo((1, $"rtm: there is no dead letter 'dl-0'{Environment.NewLine}")));
    }

    [Test]
    public async Task Replay_OfAll_RemovesWhatIsReadNowAndLeavesTheRestUndoubled()
    {
        CommandResult result = await RunAsync("replay");
        Assert.That(result.Code, Is.Zero, result.Errors);
        Assert.That(result.Output, Does.Contain("2 are read now, 2 of them removed from the dead letters, 1 fail again, 2 skipped"));
        Assert.That(result.Output, Does.Contain("only 62 of its 1,000,000 bytes were kept"));
        Assert.That(await LinesAsync(), Is.EqualTo([1, 4, 5]));
    }

    [Test]
    public async Task Replay_OfADecision_IsSkippedWithWhatToDo()
    {
        await using (RedisDelivery delivery = new(_server.Options with { Append = true }, _ => { }, TimeProvider.System))
        {
            await delivery.OpenAsync(CancellationToken.None);
            Rejection decision = Letter(6, RejectReason.UnknownFormat, Readable) with { Position = new RecordPosition("redis:decisions/{rtm}:decisions/rtm/me", 0, 0) };
            await delivery.WriteAsync(new OutputBatch([], [decision], Noon), CancellationToken.None);
        }

        CommandResult result = await RunAsync("replay", "--source", "redis:decisions/{rtm}:decisions/rtm/me");
        Assert.That(result.Code, Is.Zero, result.Errors);
        Assert.That(result.Output, Does.Contain("write it into its stream again").And.Contain("0 are read now, 0 of them removed from the dead letters, 0 fail again, 1 skipped"));
    }

    [Test]
    public async Task Replay_DryRun_ChangesNothing()
    {
        CommandResult result = await RunAsync("replay", "--dry-run");
        Assert.That((result.Code, result.Output.Contains("2 would be read now, 1 fail again, 2 skipped; nothing was changed", StringComparison.Ordinal)), Is.EqualTo((0, true)), result.Output);
        Assert.That(await LinesAsync(), Is.EqualTo([1, 2, 3, 4, 5]));
    }

    [Test]
    public async Task Replay_OfOneId_TouchesThatOne()
    {
        await RunAsync("replay", await IdOfAsync(3));
        Assert.That(await LinesAsync(), Is.EqualTo([1, 2, 4, 5]));
    }

    [Test]
    public async Task Replay_IntoAFile_LeavesTheLetters()
    {
        using ScratchFolder folder = new();
        CommandResult result = await RunAsync("replay", "--output", folder.PathOf("out.ndjson"));
        Assert.That((result.Code, File.Exists(folder.PathOf("out.ndjson"))), Is.EqualTo((0, true)));
        Assert.That(await LinesAsync(), Is.EqualTo([1, 2, 3, 4, 5]));
    }

    [Test]
    public async Task Replay_Strict_EndsWithThreeWhenSomethingFailsAgain() =>
        Assert.That((await RunAsync("replay", "--strict", "--reason", "invalid_json")).Code, Is.EqualTo(3));

    [Test]
    public async Task Replay_OfAnIdThatIsNotThere_DoesNothing()
    {
        CommandResult result = await RunAsync("replay", await IdOfAsync(2), "dl-0");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain("'dl-0'").And.Contain("nothing was done").And.Contain("rtm deadletter list"));
        Assert.That(await LinesAsync(), Has.Count.EqualTo(5));
    }

    private Task<CommandResult> RunAsync(params string[] args) => CommandLine.RunAsync(["deadletter", .. args, "--redis", _server.Options.Endpoint]);

    private async Task<string> IdOfAsync(int line) => (await LettersAsync()).Single(letter => letter.Position.Line == line).Id;

    private async Task<List<int>> LinesAsync() => [.. (await LettersAsync()).Select(letter => (int)letter.Position.Line)];

    private async Task<List<DeadLetter>> LettersAsync() =>
        [.. (await _server.EntriesAsync("deadletter")).Select(entry => new DeadLetter(new TailEntry(OutputStream.DeadLetters, entry.Id, entry.Names, entry.Values)))];

    private static IEnumerable<int> LinesOf(string json) =>
        json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(JsonDocument.Parse(line).RootElement.GetProperty("position").GetString()!.Split('@')[0], System.Globalization.CultureInfo.InvariantCulture));

    private static Rejection Letter(int line, RejectReason reason, string payload) =>
        new(new RecordPosition("night.ndjson", line, line * 100), reason, "no good \u001b[2J", System.Text.Encoding.UTF8.GetBytes(payload)) { StreamTime = Noon + (line * 1000) };
}
