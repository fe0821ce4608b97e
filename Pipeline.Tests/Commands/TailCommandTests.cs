using System.CommandLine;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Commands;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

internal sealed class TailCommandTests
{
    private RedisServer _server = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RedisServer.StartAsync();
        SampleRevisions samples = new(6);
        await using RedisDelivery delivery = new(_server.Options, _ => { }, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        await delivery.WriteAsync(SampleRevisions.Batch(samples.Next(OutputKind.Alert) with { Summary = "Lights are\u001b[2J out." }), CancellationToken.None);
        await delivery.WriteAsync(SampleRevisions.Batch(samples.Next(OutputKind.Opportunity)), CancellationToken.None);
        AlertDigest digest = samples.NextDigest() with { Brand = "acme", Summary = "Two were\u001b[2J held back." };
        await delivery.WriteAsync(new OutputBatch([], [], digest.Time) { Digests = [digest] }, CancellationToken.None);
        PostRetraction retraction = RetractionEntriesTests.Sample(OutputKind.Alert) with { Time = digest.Time, Posts = ["x:1\u001b[2J", "x:2", "x:3", "x:4", "x:5", "x:6"] };
        await delivery.WriteAsync(new OutputBatch([], [], digest.Time) { Retractions = [retraction] }, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Tail_Pretty_PrintsAParagraphThatIsSafeForATerminal()
    {
        (int code, string output, _) = await RunAsync("--type", "alert", "--from", "0", "--count", "1");
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("alert (").And.Contain("Lights are\\u001B[2J out.").And.Contain("seq 1").And.Not.Contain("\u001b"));
    }

    [Test]
    public async Task Tail_Digest_PrintsItsSummary()
    {
        (int code, string output, _) = await RunAsync("--type", "digest", "--from", "0", "--count", "1");
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("digest  for acme").And.Contain("Two were\\u001B[2J held back.").And.Contain("seq 2").And.Not.Contain("\u001b"));
    }

    [Test]
    public async Task Tail_Retraction_NamesThePostsToForget()
    {
        (int code, string output, _) = await RunAsync("--type", "retraction", "--from", "0", "--count", "1");
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("retraction of 6 posts (deleted)  #lightsout  for acme").And.Contain("Forget what you keep of x:1\\u001B[2J, x:2, x:3, x:4, x:5 and 1 more").And.Not.Contain("\u001b"));
    }

    [Test]
    public async Task Tail_Json_PrintsOneObjectALine()
    {
        (int code, string output, string errors) = await RunAsync("--json", "--from", "0", "--count", "2");
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That((code, lines.Length, errors), Is.EqualTo((0, 2, string.Empty)));
        using JsonDocument line = JsonDocument.Parse(lines[0]);
        Assert.That(line.RootElement.GetProperty("stream").GetString(), Is.EqualTo("opportunities"));
        Assert.That(line.RootElement.GetProperty("data").GetProperty("specversion").GetString(), Is.EqualTo("1.0"));
    }

    [Test]
    public async Task Tail_InAGroup_GoesOnWhereItWas()
    {
        (int first, _, _) = await RunAsync("--group", "desk", "--type", "alert", "--from", "0", "--count", "1");
        Assert.That(first, Is.Zero);
        Assert.That((long)RedisReply.List(await _server.RunAsync("XPENDING", "{rtm}:alerts", "desk"))[0], Is.Zero);
    }

    [Test]
    public async Task Tail_Stopped_EndsWithZero()
    {
        using CancellationTokenSource stop = new();
        Task<(int Code, string Output, string Errors)> running = RunAsync(stop.Token, "--json");
        await stop.CancelAsync();
        Assert.That((await running).Code, Is.Zero);
    }

    [Test]
    public async Task Tail_WrongPrefix_EndsWithTwo()
    {
        (int code, _, string errors) = await RunAsync("--prefix", "rtm");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(errors, Does.Contain("Redis:Prefix"));
    }

    [TestCase("--type", "opportunities")]
    [TestCase("--from", "yesterday")]
    [TestCase("--count", "-1")]
    public void Tail_WrongArgument_IsToldWithItsValue(string option, string value) =>
        Assert.That(TailCommand.Create().Parse([option, value]).Errors.Select(error => error.Message), Has.One.Contains(option));

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    private async Task<(int Code, string Output, string Errors)> RunAsync(CancellationToken stop, params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        InvocationConfiguration console = new() { Output = output, Error = errors };
        int code = await TailCommand.Create().Parse(["--redis", _server.Options.Endpoint, .. arguments]).InvokeAsync(console, stop);
        return (code, output.ToString(), errors.ToString());
    }
}
