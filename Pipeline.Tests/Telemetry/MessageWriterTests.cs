using NUnit.Framework;
using RtmPipeline.Telemetry;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Telemetry;

internal sealed class MessageWriterTests
{
    private StringWriter _inner = null!;
    private MessageWriter _messages = null!;

    [SetUp]
    public void Begin()
    {
        _inner = new StringWriter();
        _messages = new MessageWriter(_inner, new SteppedClock());
    }

    [TearDown]
    public void End()
    {
        _messages.Dispose();
        _inner.Dispose();
    }

    [Test]
    public void WriteLine_ForPeople_IsAsItCame()
    {
        _messages.WriteLine("rtm: source wire: waiting");
        _messages.Write('x');

        Assert.That(_inner.ToString(), Is.EqualTo("rtm: source wire: waiting\nx"));
    }

    [Test]
    public void WriteLine_ForCollectors_IsOneObjectALine()
    {
        _messages.IsJson = true;

        _messages.WriteLine("rtm: source \"wire\":\u001b[31m waiting");
        _messages.Level = "error";
        _messages.Write("in two ");
        _messages.Write("parts\r\n\n");

        Assert.That(_inner.ToString(), Is.EqualTo("""
            {"time":"2026-08-14T09:00:00Z","level":"warning","message":"source \u0022wire\u0022:\u001B[31m waiting"}
            {"time":"2026-08-14T09:00:00Z","level":"error","message":"in two parts"}

            """));
    }

    [Test]
    public async Task Json_IsWhatARunSaysWhenToldTo()
    {
        using ScratchFolder folder = new();
        string config = folder.Write("config.json", ["""{"Telemetry":{"Messages":"json"},"Redis":{"OpenPatienceSeconds":0,"ConnectTimeoutMilliseconds":500},"Sources":{"wire":{"Kind":"files","Paths":["none.ndjson"]}}}"""]);

        CommandResult run = await CommandLine.RunProcessAsync(default, "run", "--config", config, "--redis", "127.0.0.1:1");

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.All.StartsWith("{\"time\":\"").And.Some.Contains("\"level\":\"error\""));
    }
}
