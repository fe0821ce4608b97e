using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

/// <summary>What verbs show on a terminal: the built program on a real pseudo-terminal, which the program <c>script</c> makes.</summary>
[Parallelizable]
internal sealed partial class TerminalTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    private readonly ScratchFolder _folder = new();
    private string _night = null!;

    [GeneratedRegex(@"\u001b\[[0-9;:]*m", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();

    [OneTimeSetUp]
    public void Simulate()
    {
        _night = _folder.PathOf("night.ndjson");
        using FileStream file = File.Create(_night);
        Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, 1, 0.01, TimeSpan.FromHours(1), null)).WriteTo(file);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Replay_OnATerminal_ShowsHowFarItIs_AndTakesItAway()
    {
        // At this speed the hour takes some seconds, whatever the machine.
        string shown = await OnTerminalAsync("xterm", "replay", _night, "--output", _folder.PathOf("out.ndjson"), "--speed", "900");
        Assert.That(shown, Does.Match(@"\rat 2013-02-0\d \d\d:\d\d:\d\d UTC, [\d,]+ posts/s, \d+% done, \d+ s left"));
        Assert.That(shown, Does.Match(@"\r +\r\r?\n"), "the line is gone before the summary");
        Assert.That(shown, Does.Contain("digest of alerts"));
    }

    [Test]
    public async Task Replay_OnATerminalThatCannotWriteOverALine_ShowsTheSummaryAlone()
    {
        string shown = await OnTerminalAsync("dumb", "replay", _night, "--output", _folder.PathOf("dumb.ndjson"));
        Assert.That(shown, Does.Not.Contain(" done").And.Contain("digest of alerts"));
    }

    [Test]
    public async Task Replay_WithoutATerminal_ShowsNoProgress()
    {
        CommandResult replay = await CommandLine.RunProcessAsync(default, "replay", _night, "--output", _folder.PathOf("plain.ndjson"));
        Assert.That((replay.Code, replay.Errors, replay.Output.Contains('\r', StringComparison.Ordinal)), Is.EqualTo((0, string.Empty, false)));
    }

    [Test]
    public async Task Data_OnTheSameTerminal_HaveNoProgressAmongThem()
    {
        string shown = await OnTerminalAsync("xterm", "replay", _night, "--output", "-");
        Assert.That(shown, Does.Contain("{\"stream\":").And.Not.Contain(" done"));
    }

    [Test]
    public async Task Simulate_OnATerminal_ShowsHowFarItIs()
    {
        string shown = await OnTerminalAsync("xterm", "simulate", "superbowl-blackout", "--duration", "30m", "--rate", "0.02", "--output", _folder.PathOf("made.ndjson"));
        Assert.That(shown, Does.Contain("\rsimulating superbowl-blackout").And.Match("[0-9]+% done").And.Contain("topics"));
    }

    [Test]
    public async Task TailAndEvaluate_OnATerminal_AreWithoutColours()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using (RedisDelivery delivery = new(redis.Options, static _ => { }, TimeProvider.System))
        {
            await delivery.OpenAsync(CancellationToken.None);
            await delivery.WriteAsync(SampleRevisions.Batch(new SampleRevisions(1).Next(OutputKind.Alert)), CancellationToken.None);
        }

        string tail = await OnTerminalAsync("xterm-256color", "tail", "--redis", redis.Options.Endpoint, "--from", "0", "--count", "1");
        Assert.That(tail, Does.Contain("alert ("));
        Assert.That(Colour().IsMatch(tail), Is.False, tail);
        string evaluated = await OnTerminalAsync("xterm-256color", "evaluate", "alerts", _night);
        Assert.That(evaluated, Does.Contain("run 1 of 1: night"));
        Assert.That(Colour().IsMatch(evaluated), Is.False, evaluated);
    }

    [Test]
    public async Task WrongCommandLine_OnATerminal_IsWithoutColours()
    {
        string shown = await OnTerminalAsync("xterm-256color", "rnu");
        Assert.That(shown, Does.Contain("Try: rtm --help"));
        Assert.That(Colour().IsMatch(shown), Is.False, shown);
    }

    /// <returns>All that the terminal was sent.</returns>
    private static async Task<string> OnTerminalAsync(string terminal, params string[] args)
    {
        const string script = "/usr/bin/script";
        if (!File.Exists(script))
            Assert.Ignore("script is not here: install it (Debian: bsdutils) to try verbs on a terminal");
        string command = string.Join(' ', ((string[])["dotnet", typeof(ExitCode).Assembly.Location, .. args]).Select(word => $"'{word}'"));
        ProcessStartInfo start = new(script, ["-qec", command, "/dev/null"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["TERM"] = terminal;
        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(s_limit);
        try
        {
            string shown = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return shown;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
